// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.uncertainty;

import io.bladegraph.calibration.BetaPosterior;
import io.bladegraph.calibration.ScoredRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows whose scores come from labelled evidence: k positives among n kept training rows, under a weak assumed prior.
 *
 * @param positives k by row
 * @param totals n by row
 * @param labels outcomes
 */
record Evidence(double[] positives, double[] totals, boolean[] labels) {
    /** What the model assumes: next to nothing, so that it is over-confident where evidence is thin. */
    private static final double ASSUMED = 0.1;

    /** Scores with the differential entropy of the belief for uncertainty. */
    ScoredRows byEntropy() {
        double[] entropies = new double[labels.length];
        Arrays.setAll(entropies, i -> BetaPosterior.of(positives[i] + ASSUMED, totals[i] - positives[i] + ASSUMED)
                .entropy());
        return ScoredRows.of(scores(), labels, entropies);
    }

    /** Scores with the lack of evidence for uncertainty. */
    ScoredRows byEvidence() {
        return ScoredRows.of(
                scores(), labels, Arrays.stream(totals).map(n -> -n).toArray());
    }

    /** The expected rate under a known prior, with nothing for uncertainty. */
    ScoredRows recalibrated(BetaPosterior.Prior prior, double tau) {
        Map<BetaPosterior.Evidence, Double> known = new HashMap<>();
        double[] means = new double[labels.length];
        Arrays.setAll(
                means,
                i -> known.computeIfAbsent(
                        new BetaPosterior.Evidence(positives[i], totals[i] - positives[i]),
                        evidence -> BetaPosterior.of(evidence, prior, tau).mean()));
        return ScoredRows.of(means, labels);
    }

    private double[] scores() {
        double[] scores = new double[labels.length];
        Arrays.setAll(scores, i -> (positives[i] + ASSUMED) / (totals[i] + 2 * ASSUMED));
        return scores;
    }
}
