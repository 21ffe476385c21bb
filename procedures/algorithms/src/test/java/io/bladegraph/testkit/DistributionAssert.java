// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/**
 * Pearson's chi-squared test of counts against the probabilities they should follow, at the level .001.
 *
 * <p>With a fixed seed the answer is always the same: a right sampler fails for one seed in a thousand, and then another
 * seed is to be chosen, once. The quantile is the approximation of Wilson and Hilferty (1931), which is within 3 % from two
 * degrees of freedom on.
 */
public final class DistributionAssert {
    private static final double NORMAL_QUANTILE = 3.0902; // of .999

    private DistributionAssert() {}

    /**
     * Fails unless the counts may well come from the probabilities.
     *
     * @param counts how often each outcome was seen
     * @param probabilities of the outcomes, parallel, sum 1; an outcome of probability 0 must not be seen
     */
    public static void assertFollows(long[] counts, double[] probabilities) {
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
        double total = Arrays.stream(counts).sum();
        double statistic = 0;
        int outcomes = 0;
        for (int i = 0; i < counts.length; i++) {
            if (probabilities[i] == 0) {
                assertThat(counts[i])
                        .as("count of the impossible outcome %d", i)
                        .isZero();
            } else {
                double expected = total * probabilities[i];
                assertThat(expected).as("expected count of outcome %d", i).isGreaterThanOrEqualTo(5);
                statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
                outcomes++;
            }
        }
        assertThat(statistic)
                .as("chi-squared of %s, %d outcomes", Arrays.toString(counts), outcomes)
                .isLessThan(quantile(outcomes - 1));
    }

    /**
     * Fails unless the counts may well come from outcomes that are all equally likely.
     *
     * @param counts how often each outcome was seen
     */
    public static void assertUniform(long[] counts) {
        double[] probabilities = new double[counts.length];
        Arrays.fill(probabilities, 1.0 / counts.length);
        assertFollows(counts, probabilities);
    }

    static double quantile(int degreesOfFreedom) {
        double a = 2.0 / (9 * degreesOfFreedom);
        return degreesOfFreedom * Math.pow(1 - a + NORMAL_QUANTILE * Math.sqrt(a), 3);
    }
}
