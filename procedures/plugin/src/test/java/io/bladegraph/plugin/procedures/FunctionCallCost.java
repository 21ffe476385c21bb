// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.Neo4jTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
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

    /** Functions of the same arguments and results that do nothing: what they cost is the call. */
    public static final class Nothing {
        /** As {@code blade.calibrate}. */
        @UserFunction("test.calibrate")
        public Double calibrate(
                @Name("modelName") String modelName,
                @Name("score") Number score,
                @Name(value = "uncertainty", defaultValue = "NaN") Double uncertainty) {
            return score.doubleValue();
        }

        /** As {@code blade.threshold}. */
        @UserFunction("test.threshold")
        public Double threshold(@Name("modelName") String modelName, @Name("uncertainty") Number uncertainty) {
            return uncertainty.doubleValue();
        }

        /** As {@code blade.decide}. */
        @UserFunction("test.decide")
        public Boolean decide(
                @Name("modelName") String modelName,
                @Name("score") Number score,
                @Name("uncertainty") Number uncertainty) {
            return score.doubleValue() > 0;
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
        var assertions = new SoftAssertions();

        for (String call : List.of(
                "calibrate('c', score)",
                "calibrate('m', score, 0.5)",
                "threshold('t', score)",
                "decide('t', score, 0.5)")) {
            double nothing = nanosPerCall("test." + call);
            double own = nanosPerCall("blade." + call);
            System.out.printf("| blade.%s | %.0f | of which the call alone %.0f |%n", call, own, nothing);
            assertions.assertThat(own - nothing).as(call).isLessThan(1000);
        }

        assertions.assertAll();
    }

    /** The best of some runs. */
    private double nanosPerCall(String call) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            long started = threads.getCurrentThreadCpuTime();
            run("UNWIND range(1, " + CALLS + ") AS i WITH i / " + CALLS + ".0 AS score RETURN count(" + call
                    + ") AS s");
            best = Math.min(best, (double) (threads.getCurrentThreadCpuTime() - started) / CALLS);
        }
        return best;
    }
}
