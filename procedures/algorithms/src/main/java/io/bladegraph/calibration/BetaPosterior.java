// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Requires;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * What is believed of a rate after some evidence.
 *
 * @param mean the expected rate
 * @param variance the variance of the belief
 * @param entropy its differential entropy, in nats; larger is more doubtful
 * @param strength evidence and prior in observations
 */
public record BetaPosterior(double mean, double variance, double entropy, double strength) {

    /**
     * Beta(a, b).
     *
     * <p>mean = a / (a + b), variance = a b / ((a + b)<sup>2</sup> (a + b + 1)), entropy = ln B(a, b) - (a - 1) psi(a) -
     * (b - 1) psi(b) + (a + b - 2) psi(a + b).
     *
     * @param a positives with prior, positive
     * @param b negatives with prior, positive
     * @return the moments
     */
    public static BetaPosterior of(double a, double b) {
        double sum = a + b;
        double mean = a / sum;
        double entropy = LogBeta.value(a, b)
                - (a - 1) * Digamma.value(a)
                - (b - 1) * Digamma.value(b)
                + (sum - 2) * Digamma.value(sum);
        return new BetaPosterior(mean, mean * (b / sum) / (sum + 1), entropy, sum);
    }

    /**
     * The belief after counting positives and negatives of which only every {@code tau}-th negative was kept.
     *
     * @param evidence positives and negatives seen, each &gt;= 0; fractions are welcome, for instance weights by age
     * @param prior positives and negatives believed in before, each &gt; 0
     * @param tau how many negatives there were for each one kept, at least 1
     * @return the moments; for tau = 1 those of a Beta distribution
     */
    public static BetaPosterior of(Evidence evidence, Prior prior, double tau) {
        Requires.that(tau >= 1 && tau < 1e9, "negativeSamplingRate", "at least 1 and below 1e9", tau, tau);
        if (tau == 1) {
            return of(evidence.positives() + prior.positives(), evidence.negatives() + prior.negatives());
        }
        return UnderSampledPosterior.of(evidence, prior, tau);
    }

    /**
     * Labelled observations.
     *
     * @param positives how many were positive
     * @param negatives how many were negative
     */
    public record Evidence(double positives, double negatives) {
        /** Checks the ranges. */
        public Evidence {
            Requires.nonNegative("positives", positives);
            Requires.nonNegative("negatives", negatives);
        }

        double total() {
            return positives + negatives;
        }
    }

    /**
     * What is believed before any observation.
     *
     * @param positives observations that it is worth as positives
     * @param negatives observations that it is worth as negatives
     */
    public record Prior(double positives, double negatives) {
        /** Every rate is equally likely. */
        public static final Prior UNIFORM = new Prior(1, 1);

        /** Checks the ranges. */
        public Prior {
            Requires.positive("priorPositives", positives);
            Requires.positive("priorNegatives", negatives);
        }

        double strength() {
            return positives + negatives;
        }

        double mean() {
            return positives / strength();
        }
    }
}
