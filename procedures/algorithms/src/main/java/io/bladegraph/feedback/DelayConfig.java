// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Requires;

/**
 * How to learn a delay model.
 *
 * @param windows how long to wait and to count
 * @param bins pieces of the attribution window, 2 to 64; more follow the delays more closely and cost more
 * @param buckets weights shared by the values of all categories; 0 without categories
 * @param hiddenUnits of a layer between the inputs and the hazards, beside which the inputs act as before; 0 for none
 * @param ridge precision of the normal prior of the weights of standardized numbers and of buckets
 * @param maxIterations of the optimizer, for each of the two fits
 * @param validationFraction share of the rows held out for the metrics, in [0, 1); the model learns from all
 * @param randomSeed decides which rows are held out, and where a hidden layer begins
 */
public record DelayConfig(
        FeedbackWindows windows,
        int bins,
        int buckets,
        int hiddenUnits,
        double ridge,
        int maxIterations,
        double validationFraction,
        long randomSeed) {

    /** Checks the ranges. */
    public DelayConfig {
        Requires.inRange("bins", bins, 2, 64);
        Requires.inRange("buckets", buckets, 0, 1 << 16);
        Requires.inRange("hiddenUnits", hiddenUnits, 0, 256);
        Requires.positive("ridge", ridge);
        Requires.inRange("maxIterations", maxIterations, 1, 10_000);
        Requires.inHalfOpen("validationFraction", validationFraction, 0, 1);
    }

    /**
     * The defaults.
     *
     * @param windows how long to wait and to count
     * @return 16 bins, no categories, no hidden layer, a unit prior, 100 iterations, one row in five held out
     */
    public static DelayConfig of(FeedbackWindows windows) {
        return new DelayConfig(windows, 16, 0, 0, 1, 100, 0.2, 42);
    }

    /**
     * The same with other buckets.
     *
     * @param others weights shared by the values of all categories
     * @return the rest as it was
     */
    public DelayConfig withBuckets(int others) {
        return new DelayConfig(
                windows, bins, others, hiddenUnits, ridge, maxIterations, validationFraction, randomSeed);
    }

    /**
     * The same with a hidden layer.
     *
     * @param units of the layer
     * @return the rest as it was
     */
    public DelayConfig withHiddenUnits(int units) {
        return new DelayConfig(windows, bins, buckets, units, ridge, maxIterations, validationFraction, randomSeed);
    }
}
