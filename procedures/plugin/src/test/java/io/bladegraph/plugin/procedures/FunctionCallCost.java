// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.plugin.Neo4jTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neo4j.internal.kernel.api.exceptions.ProcedureException;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/**
 * What a call of a function of a model costs beyond Neo4j's own overhead for a plugin's function: processor time of a
 * call among a million, the best of five runs.
 *
 * <p>Not part of the build: {@code mvn -pl procedures/plugin -am verify -Dit.test=FunctionCallCost}.
 */
class FunctionCallCost extends Neo4jTest {
    private static final int CALLS = 1_000_000;
    private static final int RUNS = 5;

    /** What Neo4j asks for the call alone. */
    public static final class Nothing {
        /** Gives back what it gets. */
        @UserFunction("test.nothing")
        public Double nothing(@Name("modelName") String modelName, @Name("score") Number score) {
            return score.doubleValue();
        }
    }

    @Test
    void isBelowAMicrosecond() throws ProcedureException {
        ((GraphDatabaseAPI) database)
                .getDependencyResolver()
                .resolveDependency(GlobalProcedures.class)
                .registerFunction(Nothing.class);
        String rows = "UNWIND range(0, 1999) AS i WITH i, i / 2000.0 AS score, i % 3 / 2.0 AS uncertainty"
                + " RETURN score, i * 37 % 2000 < i AS label, uncertainty";
        run("CALL blade.calibration.fit('" + rows + "', {modelName: 'c'})");
        run("CALL blade.calibration.fit('" + rows + "', {modelName: 'm', method: 'multicalibration'})");
        run("CALL blade.thresholds.fit('" + rows + "', {modelName: 't', precision: .6})");

        double nothing = nanosPerCall("test.nothing('c', score)");
        System.out.printf("| round(score) | %.0f |%n| test.nothing | %.0f |%n", nanosPerCall("round(score)"), nothing);
        for (String call : List.of(
                "blade.calibrate('c', score)",
                "blade.calibrate('m', score, 0.5)",
                "blade.threshold('t', score)",
                "toInteger(blade.decide('t', score, 0.5))")) {
            double own = nanosPerCall(call);
            System.out.printf("| %s | %.0f |%n", call, own);
            assertThat(own - nothing).as(call).isLessThan(1000);
        }
    }

    /** The best of some runs. */
    private double nanosPerCall(String call) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            long started = threads.getCurrentThreadCpuTime();
            run("UNWIND range(1, " + CALLS + ") AS i WITH i / " + CALLS + ".0 AS score RETURN sum(" + call + ") AS s");
            best = Math.min(best, (double) (threads.getCurrentThreadCpuTime() - started) / CALLS);
        }
        return best;
    }
}
