// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/**
 * How well scores put positives before negatives. Rows of equal score are never parted. Higher is better everywhere.
 *
 * <p>Scores only have to be comparable; O(n) to sort, O(n) per metric.
 */
public final class RankingCurve {
    private final LevelCurve curve;

    private RankingCurve(LevelCurve curve) {
        this.curve = curve;
    }

    /**
     * Sorts scored rows.
     *
     * @param scores any numbers but NaN
     * @param labels outcomes, parallel
     * @return their curve
     */
    public static RankingCurve of(double[] scores, boolean[] labels) {
        int[] order = SortedOrder.ascending(scores);
        double[] ranks = new double[scores.length];
        for (int i = 1; i < order.length; i++) {
            boolean tied = scores[order[i]] == scores[order[i - 1]];
            ranks[order[i]] = tied ? ranks[order[i - 1]] : (double) i / order.length;
        }
        return new RankingCurve(LevelCurve.of(ScoredRows.of(ranks, labels)));
    }

    /**
     * The area under the ROC curve: how often a positive scores higher than a negative, ties counting half.
     *
     * @return in [0, 1]; NaN without a positive or without a negative
     */
    public double auc() {
        double area = 0;
        for (int group = 0; group < curve.size(); group++) {
            double positives = (curve.positives()[group] + curve.positives()[group + 1]) / 2;
            area += positives * (negatives(group + 1) - negatives(group));
        }
        return area / (curve.all().positives() * negatives(curve.size()));
    }

    /**
     * The average precision: the mean over the positives of the precision at their score; the step-wise area under the
     * curve of precision over recall.
     *
     * @return in [0, 1]; NaN without a positive or without a negative
     */
    public double averagePrecision() {
        double sum = 0;
        for (int group = 1; group <= curve.size(); group++) {
            sum += (curve.positives()[group] - curve.positives()[group - 1])
                    * curve.top(group).precision();
        }
        return sum / curve.all().positives();
    }

    /**
     * The largest recall that one threshold reaches.
     *
     * @param precision least precision, in (0, 1]
     * @return in [0, 1]; 0 if the precision cannot be reached
     */
    public double recallAtPrecision(double precision) {
        return recallAtPrecision(curve, precision);
    }

    static double recallAtPrecision(LevelCurve curve, double precision) {
        int prefix = new SingleThreshold(List.of(curve)).optimize(precision)[0];
        return curve.top(prefix).positives() / curve.all().positives();
    }

    private double negatives(int prefix) {
        return curve.weights()[prefix] - curve.positives()[prefix];
    }
}
