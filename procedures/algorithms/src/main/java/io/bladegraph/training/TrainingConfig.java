// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Requires;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.sampling.SamplerConfig;

/**
 * Everything that decides a training, apart from the graph.
 *
 * @param model the shape of the model
 * @param sampler how neighborhoods are sampled
 * @param loss what is minimized
 * @param schedule how long and how fast
 * @param validationFraction share of the edges held out to choose the best epoch, in [0, 1)
 * @param randomSeed same seed, same bits
 */
public record TrainingConfig(
        BladeConfig model,
        SamplerConfig sampler,
        LossConfig loss,
        Schedule schedule,
        double validationFraction,
        long randomSeed) {

    /** The training as it is unless the user says otherwise. */
    public static final TrainingConfig DEFAULT = new TrainingConfig(
            BladeConfig.DEFAULT, SamplerConfig.DEFAULT, LossConfig.DEFAULT, Schedule.DEFAULT, 0.05, 42);

    /** Checks the fraction. */
    public TrainingConfig {
        Requires.inHalfOpen("validationFraction", validationFraction, 0, 1);
    }

    /**
     * How long and how fast: the learning rate falls from its start to zero along half a cosine.
     *
     * @param epochs passes over the edges, at least 1
     * @param batchSize positive edges per optimizer step, at least 1
     * @param learningRate the first step's, in (0, 1]
     * @param weightDecay share of a parameter that decays per step of learning rate 1, at least 0
     * @param patience epochs without a better validation metric after which training stops, at least 1
     * @param resample whether neighborhoods are drawn anew every epoch
     */
    public record Schedule(
            int epochs, int batchSize, double learningRate, double weightDecay, int patience, boolean resample) {

        /** The schedule as it is unless the user says otherwise. */
        public static final Schedule DEFAULT = new Schedule(10, 1024, 0.01, 0.3, 4, false);

        /** The schedule of a training that goes on from a model of nearly the same graph. */
        public static final Schedule WARM = new Schedule(2, 1024, 0.005, 0.3, 4, false);

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
         * The learning rate of a step.
         *
         * @param done share of the steps done, in [0, 1]
         * @return from {@code learningRate} down to 0
         */
        double learningRate(double done) {
            return learningRate * (1 + Math.cos(Math.PI * done)) / 2;
        }
    }
}
