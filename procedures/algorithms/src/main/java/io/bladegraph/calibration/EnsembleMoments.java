// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Logistic;
import io.bladegraph.Requires;

/**
 * What the members of an ensemble say together about one row.
 *
 * @param mean the mean of their probabilities
 * @param variance the variance between them
 * @param mutualInformation the entropy of the mean less the mean of the entropies, in nats: doubt of the model, without
 *     the chance in the outcome
 */
public record EnsembleMoments(double mean, double variance, double mutualInformation) {

    /**
     * Summarizes an ensemble, or repeated passes with dropout.
     *
     * @param probabilities of the members, each in [0, 1]; at least two
     * @return the moments
     */
    public static EnsembleMoments of(double[] probabilities) {
        Requires.atLeast("probabilities", probabilities.length, 2);
        double mean = 0;
        double entropy = 0;
        for (double p : probabilities) {
            Requires.inClosed("probabilities", p, 0, 1);
            mean += p / probabilities.length;
            entropy += entropy(p) / probabilities.length;
        }
        double variance = 0;
        for (double p : probabilities) {
            variance += (p - mean) * (p - mean) / (probabilities.length - 1);
        }
        return new EnsembleMoments(mean, variance, Math.max(0, entropy(Math.min(mean, 1)) - entropy));
    }

    /**
     * The Beta distribution of the same mean and variance.
     *
     * @return its moments
     * @throws IllegalArgumentException if the members agree wholly, or differ more than any Beta distribution can
     */
    public BetaPosterior asBeta() {
        double strength = mean * (1 - mean) / variance - 1;
        Requires.that(matchesBeta(), "variance", "between 0 and mean (1 - mean), both excluded", variance, variance);
        return BetaPosterior.of(mean * strength, (1 - mean) * strength);
    }

    /**
     * Whether there is a Beta distribution of the same mean and variance.
     *
     * @return false if the members agree wholly, or differ too much
     */
    public boolean matchesBeta() {
        return variance > 0 && variance < mean * (1 - mean);
    }

    private static double entropy(double p) {
        if (p == 0 || p == 1) {
            return 0;
        }
        double logit = Logistic.logit(p);
        return -p * Logistic.logSigmoid(logit) - (1 - p) * Logistic.logSigmoid(-logit);
    }
}
