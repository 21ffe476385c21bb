// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.plugin.Neo4jTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a call of a function of a model costs beyond one of a plugin's function that does nothing, and beyond one of
 * Cypher's own: processor time of a call among a million, the best of seven runs.
 *
 * <p>Not part of the build: {@code mvn -pl procedures/plugin -am verify -Dit.test=FunctionCallCost}.
 */
class FunctionCallCost extends Neo4jTest {
    private static final int CALLS = 1_000_000;
    private static final int RUNS = 7;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blade.calibrate('c', score)",
                "blade.calibrate('m', score, 0.5)",
                "blade.threshold('t', score)",
                "toInteger(blade.decide('t', score, 0.5))"
            })
    void isBelowAMicrosecond(String call) {
        String rows = "UNWIND range(0, 1999) AS i WITH i, i / 2000.0 AS score, i % 3 / 2.0 AS uncertainty"
                + " RETURN score, i * 37 % 2000 < i AS label, uncertainty";
        run("CALL blade.calibration.fit('" + rows + "', {modelName: 'c'})");
        run("CALL blade.calibration.fit('" + rows + "', {modelName: 'm', method: 'multicalibration'})");
        run("CALL blade.thresholds.fit('" + rows + "', {modelName: 't', precision: .6})");

        double own = Double.POSITIVE_INFINITY;
        double nothing = Double.POSITIVE_INFINITY;
        double cypher = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            own = Math.min(own, nanosPerCall(call));
            nothing = Math.min(nothing, nanosPerCall("size(blade.version())"));
            cypher = Math.min(cypher, nanosPerCall("round(score)"));
        }

        System.out.printf("| %s | %.0f | blade.version() %.0f | round(score) %.0f |%n", call, own, nothing, cypher);
        assertThat(own - nothing).isLessThan(1000);
    }

    private double nanosPerCall(String call) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long started = threads.getCurrentThreadCpuTime();
        run("UNWIND range(1, " + CALLS + ") AS i WITH i / " + CALLS + ".0 AS score RETURN sum(" + call + ") AS sum");
        return (double) (threads.getCurrentThreadCpuTime() - started) / CALLS;
    }
}
