// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdOptimizerTest {
    private static final int INSTANCES = 400;

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7, 0.9, 1})
    void theDynamicProgramOverEqualBinsIsOptimal(double bound) {
        for (int seed = 0; seed < INSTANCES; seed++) {
            var curves = Samples.equalBins(seed, 3, 4, 5);

            assertThat(positives(DynamicProgram.overEqualBins(curves, 4), curves, bound))
                    .as("seed %d", seed)
                    .isEqualTo(bruteForce(curves, bound));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7, 0.9, 1})
    void theDynamicProgramOverAnyBinsIsOptimal(double bound) {
        for (int seed = 0; seed < INSTANCES; seed++) {
            var curves = Samples.anyBins(seed, 3, 4);

            assertThat(positives(DynamicProgram.overAnyBins(curves, 1000), curves, bound))
                    .as("seed %d", seed)
                    .isEqualTo(bruteForce(curves, bound));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7, 0.9, 1})
    void aSingleThresholdIsOptimalOnOneLevel(double bound) {
        for (int seed = 0; seed < INSTANCES; seed++) {
            var curves = Samples.anyBins(seed, 1, 12);

            assertThat(positives(new SingleThreshold(curves), curves, bound)).isEqualTo(bruteForce(curves, bound));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7, 0.9, 1})
    void isotonicRegressionMissesLessThanTheBlockThatDidNotFit(double bound) {
        for (int seed = 0; seed < INSTANCES; seed++) {
            var curves = Samples.anyBins(seed, 3, 4);

            double plain = positives(new IsotonicOptimizer(curves), curves, bound);

            assertThat(plain)
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(bruteForce(curves, bound) - nextBlock(curves, bound));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.7, 0.9})
    void fillingTheSlackNeverLosesAndSometimesGains(double bound) {
        double gain = 0;
        for (int seed = 0; seed < INSTANCES; seed++) {
            var curves = Samples.anyBins(seed, 3, 4);
            double plain = positives(new IsotonicOptimizer(curves), curves, bound);
            double filled = positives(new FilledIsotonicOptimizer(curves), curves, bound);

            assertThat(filled).as("seed %d", seed).isBetween(plain, bruteForce(curves, bound));
            gain += filled - plain;
        }
        assertThat(gain).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"MIST", "EW_DPMT", "VW_DPMT"})
    void noMoreIsReachedWhenTheBoundRises(ThresholdMethod method) {
        for (int seed = 0; seed < INSTANCES; seed++) {
            var curves = Samples.equalBins(seed, 3, 4, 5);
            ThresholdOptimizer optimizer = method.optimizer(curves, 4);
            double last = Double.POSITIVE_INFINITY;
            for (double bound : new double[] {0.2, 0.4, 0.6, 0.8, 1}) {
                double reached = positives(optimizer, curves, bound);
                assertThat(reached).isLessThanOrEqualTo(last);
                last = reached;
            }
        }
    }

    /** Positives flagged, after a check that the bound holds. */
    private static double positives(ThresholdOptimizer optimizer, List<LevelCurve> curves, double bound) {
        Flagged flagged = ThresholdOptimizer.flagged(curves, optimizer.optimize(bound));
        assertThat(flagged.meets(bound)).isTrue();
        return flagged.positives();
    }

    private static double nextBlock(List<LevelCurve> curves, double bound) {
        double taken = positives(new IsotonicOptimizer(curves), curves, bound);
        return new IsotonicOptimizer(curves)
                        .path().stream()
                                .mapToDouble(prefixes -> ThresholdOptimizer.flagged(curves, prefixes)
                                        .positives())
                                .filter(reached -> reached > taken)
                                .min()
                                .orElse(taken)
                - taken;
    }

    /** Most positives of all choices that meet the bound. */
    private static double bruteForce(List<LevelCurve> curves, double bound) {
        int[] prefixes = new int[curves.size()];
        double best = 0;
        while (true) {
            Flagged flagged = ThresholdOptimizer.flagged(curves, prefixes);
            if (flagged.meets(bound)) {
                best = Math.max(best, flagged.positives());
            }
            int level = 0;
            while (level < prefixes.length
                    && prefixes[level] == curves.get(level).size()) {
                prefixes[level++] = 0;
            }
            if (level == prefixes.length) {
                return best;
            }
            prefixes[level]++;
        }
    }
}
