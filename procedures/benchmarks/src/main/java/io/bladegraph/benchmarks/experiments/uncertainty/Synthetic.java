// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.uncertainty;

import io.bladegraph.Seeds;
import java.util.SplittableRandom;

/**
 * Rows drawn by the theorem's own law: r ~ Beta(.1, .9), n log-uniform in 1..300 and rounded up, every training row positive with the
 * rate that remains when one negative in tau is kept, the outcome positive with rate r.
 */
final class Synthetic {
    static final double PRIOR_POSITIVES = 0.1;
    static final double PRIOR_NEGATIVES = 0.9;
    static final double TAU = 5;
    private static final double MAX_EVIDENCE = 300;

    private Synthetic() {}

    static Evidence rows(int size, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        double[] positives = new double[size];
        double[] totals = new double[size];
        boolean[] labels = new boolean[size];
        for (int i = 0; i < size; i++) {
            double rate = beta(random);
            double trainRate = TAU * rate / (1 + (TAU - 1) * rate);
            totals[i] = Math.ceil(Math.exp(random.nextDouble() * Math.log(MAX_EVIDENCE)));
            for (int j = 0; j < totals[i]; j++) {
                positives[i] += random.nextDouble() < trainRate ? 1 : 0;
            }
            labels[i] = random.nextDouble() < rate;
        }
        return new Evidence(positives, totals, labels);
    }

    /** Jöhnk's method, good for parameters below 1. */
    private static double beta(SplittableRandom random) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / PRIOR_POSITIVES);
            double y = Math.pow(random.nextDouble(), 1 / PRIOR_NEGATIVES);
            if (x + y <= 1 && x + y > 0) {
                return x / (x + y);
            }
        }
    }
}
