// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.baseline.Baseline;
import io.bladegraph.training.Evaluation;
import io.bladegraph.training.TrainingConfig;
import java.util.Arrays;
import java.util.List;

/**
 * One of the models that an experiment compares: a baseline, or a training that differs from the default one.
 *
 * @param name what tables and the command line call it
 * @param baseline what is measured, or {@code null} for a training
 * @param changes keys and values as {@link TrainingChange} reads them; empty for the default training and for baselines
 */
record Arm(String name, Baseline baseline, String changes) {

    /** The default training with changes such as {@code "fanOut=50, negatives=1024"}. */
    static Arm blade(String name, String changes) {
        return new Arm(name, null, changes);
    }

    /** Every baseline. */
    static List<Arm> baselines() {
        return Arrays.stream(Baseline.values())
                .map(baseline -> new Arm(baseline.label(), baseline, ""))
                .toList();
    }

    /** Everything that decides the result beside graph, split and seed: rows of another configuration are not its results. */
    String configuration() {
        return baseline == null ? training(0).toString() : "baseline";
    }

    /** Adds the arm's rows to an evaluation. */
    void measure(Evaluation evaluation, long seed) {
        if (baseline == null) {
            evaluation.train(name, training(seed));
        } else {
            evaluation.measure(baseline);
        }
    }

    TrainingConfig training(long seed) {
        String seeded = "randomSeed=" + seed;
        return TrainingChange.apply(TrainingConfig.DEFAULT, changes.isBlank() ? seeded : changes + ", " + seeded);
    }
}
