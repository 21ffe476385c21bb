// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Requires;

/**
 * Everything that decides a training, apart from the rows.
 *
 * @param entireSpace whether a conversion is the product of an engagement and of a conversion after it; one head otherwise
 * @param uncertainty where the uncertainty comes from
 * @param members models of the ensemble, at least 2; without meaning for a posterior
 * @param schedule how long and how fast
 * @param validationFraction share of the rows held out to choose the best epoch and to measure, in (0, 1)
 * @param randomSeed same seed, same bits
 */
public record ConversionConfig(
        boolean entireSpace,
        Uncertainty uncertainty,
        int members,
        Schedule schedule,
        double validationFraction,
        long randomSeed) {

    /** The training as it is unless the user says otherwise. */
    public static final ConversionConfig DEFAULT =
            new ConversionConfig(true, Uncertainty.ENSEMBLE, 5, Schedule.DEFAULT, 0.1, 42);

    /** Checks every range. */
    public ConversionConfig {
        Requires.inRange("members", members, 2, 100);
        Requires.that(
                validationFraction > 0 && validationFraction < 1,
                "validationFraction",
                "in (0, 1)",
                validationFraction,
                validationFraction);
    }

    /**
     * How many models there are.
     *
     * @return {@code members}, or 1 for a posterior
     */
    public int modelCount() {
        return uncertainty == Uncertainty.ENSEMBLE ? members : 1;
    }

    /**
     * How long and how fast: the learning rate of {@code fit} falls from its start to zero along half a cosine; that of
     * {@code step}, which knows no end, stays.
     *
     * @param epochs passes over the rows, at least 1
     * @param batchSize rows per optimizer step, at least 1; {@code fit} takes fewer where an epoch would have less than 100
     *     steps
     * @param learningRate the first step's, in (0, 1]
     * @param weightDecay share of a parameter that decays per step of learning rate 1, at least 0
     * @param patience epochs without a better loss on the held-out rows after which training stops, at least 1
     */
    public record Schedule(int epochs, int batchSize, double learningRate, double weightDecay, int patience) {

        private static final int LEAST_STEPS = 100;

        /** The schedule as it is unless the user says otherwise. */
        public static final Schedule DEFAULT = new Schedule(10, 512, 0.01, 0, 5);

        /** Checks every range. */
        public Schedule {
            Requires.inRange("epochs", epochs, 1, 100_000);
            Requires.inRange("batchSize", batchSize, 1, 1_000_000);
            Requires.that(
                    learningRate > 0 && learningRate <= 1, "learningRate", "in (0, 1]", learningRate, learningRate);
            Requires.nonNegative("weightDecay", weightDecay);
            Requires.inRange("patience", patience, 1, 100_000);
        }

        /**
         * The rows per step of {@code fit}: a step moves a weight by no more than the learning rate, so few steps lead nowhere.
         */
        int batchSize(int rows) {
            return Math.max(1, Math.min(batchSize, rows / LEAST_STEPS));
        }

        /**
         * The learning rate of a step of {@code fit}.
         *
         * @param done share of the steps done, in [0, 1]
         * @return from {@code learningRate} down to 0
         */
        double learningRate(double done) {
            return learningRate * (1 + Math.cos(Math.PI * done)) / 2;
        }
    }
}
