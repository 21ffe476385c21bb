// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import java.util.Arrays;

/**
 * How good predicted probabilities are, on rows that count as converted and as not with a weight each.
 *
 * <p>Rows of equal probability are never parted. Metrics that need a class that is not there are NaN.
 *
 * @param auc area under the ROC curve: how often a conversion scores higher than none, ties counting half
 * @param prAuc average precision: the step-wise area under the curve of precision over recall
 * @param logLoss mean negative log likelihood in nats; certainties that were wrong count as 1e-7
 * @param predictedOverObserved mean predicted over mean observed rate; 1 is right, above 1 promises too much
 */
public record ConversionMetrics(double auc, double prAuc, double logLoss, double predictedOverObserved) {
    private static final double MIN_PROBABILITY = 1e-7;

    /**
     * Measures, in O(n log n).
     *
     * @param probability predicted, by row
     * @param positive weight of the conversion, by row
     * @param negative weight of no conversion, by row
     * @return the metrics
     */
    public static ConversionMetrics of(float[] probability, float[] positive, float[] negative) {
        long[] byProbability = descending(probability);
        double area = 0;
        double precisions = 0;
        double positives = 0;
        double negatives = 0;
        for (int begin = 0, end; begin < byProbability.length; begin = end) {
            double tiedPositives = 0;
            double tiedNegatives = 0;
            float score = probability[(int) byProbability[begin]];
            for (end = begin; end < byProbability.length && probability[(int) byProbability[end]] == score; end++) {
                tiedPositives += positive[(int) byProbability[end]];
                tiedNegatives += negative[(int) byProbability[end]];
            }
            area += tiedNegatives * (positives + tiedPositives / 2);
            positives += tiedPositives;
            negatives += tiedNegatives;
            precisions += tiedPositives == 0 ? 0 : tiedPositives * positives / (positives + negatives);
        }
        double losses = 0;
        double predicted = 0;
        for (int row = 0; row < probability.length; row++) {
            double p = probability[row];
            losses -= positive[row] * Math.log(Math.max(MIN_PROBABILITY, p))
                    + negative[row] * Math.log(Math.max(MIN_PROBABILITY, 1 - p));
            predicted += (positive[row] + negative[row]) * p;
        }
        return new ConversionMetrics(
                area / (positives * negatives),
                precisions / positives,
                losses / (positives + negatives),
                predicted / positives);
    }

    /**
     * Measures against labels that are known for sure.
     *
     * @param probability predicted, by row
     * @param converted whether each row was converted
     * @return the metrics
     */
    public static ConversionMetrics of(float[] probability, boolean[] converted) {
        var targets = Targets.ofLabels(converted, new boolean[converted.length]);
        return of(probability, targets.positive(), targets.negative());
    }

    /** Row numbers by falling probability: a probability is not negative, so its bits sort as it does. */
    private static long[] descending(float[] probability) {
        long[] keys = new long[probability.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = (long) ~Float.floatToIntBits(probability[row] + 0f) << 32 | row;
        }
        Arrays.sort(keys);
        return keys;
    }
}
