// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * Predicted against observed, bin by bin: ready to be drawn.
 *
 * @param bins by ascending score, empty ones left out
 */
public record ReliabilityTable(List<ReliabilityBin> bins) {
    /** How many bins the error is usually measured with. */
    public static final int DEFAULT_BINS = 15;

    /** Keeps the bins. */
    public ReliabilityTable {
        bins = List.copyOf(bins);
    }

    /**
     * Bins of equal width.
     *
     * @param rows scored rows
     * @param count how many bins in [0, 1]
     * @return the table
     */
    public static ReliabilityTable equalWidth(ScoredRows rows, int count) {
        double[] scores = new double[count];
        double[] positives = new double[count];
        double[] weights = new double[count];
        for (int row = 0; row < rows.size(); row++) {
            double weight = rows.weight(row);
            int bin = Math.min(count - 1, (int) (rows.scores()[row] * count));
            scores[bin] += weight * rows.scores()[row];
            positives[bin] += rows.labels()[row] ? weight : 0;
            weights[bin] += weight;
        }
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int bin = 0; bin < count; bin++) {
            if (weights[bin] > 0) {
                bins.add(new ReliabilityBin(scores[bin] / weights[bin], positives[bin] / weights[bin], weights[bin]));
            }
        }
        return new ReliabilityTable(bins);
    }

    /**
     * Bins of about equal weight; rows of equal score are never parted.
     *
     * @param rows scored rows
     * @param count how many bins at most
     * @return the table
     */
    public static ReliabilityTable equalWeight(ScoredRows rows, int count) {
        return of(LevelCurve.of(rows), count);
    }

    static ReliabilityTable of(LevelCurve curve, int count) {
        List<ReliabilityBin> bins = new ArrayList<>();
        int begin = 0;
        for (int end : curve.bins(count)) {
            double score = 0;
            for (int group = begin; group < end; group++) {
                score += curve.scores()[group] * (curve.weights()[group + 1] - curve.weights()[group]);
            }
            double weight = curve.weights()[end] - curve.weights()[begin];
            double positives = curve.positives()[end] - curve.positives()[begin];
            bins.add(0, new ReliabilityBin(score / weight, positives / weight, weight));
            begin = end;
        }
        return new ReliabilityTable(bins);
    }

    /**
     * The expected calibration error: the mean over the rows of |predicted - observed| in their bins.
     *
     * @return in [0, 1]
     */
    public double expectedCalibrationError() {
        return gaps() / weight();
    }

    double gaps() {
        return bins.stream()
                .mapToDouble(bin -> bin.weight() * Math.abs(bin.predicted() - bin.observed()))
                .sum();
    }

    private double weight() {
        return bins.stream().mapToDouble(ReliabilityBin::weight).sum();
    }
}
