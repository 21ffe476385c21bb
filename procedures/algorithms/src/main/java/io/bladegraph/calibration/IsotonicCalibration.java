// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;

/**
 * The monotone map of least squared error, by pooling adjacent violators; between the pools it is linear.
 *
 * <p>O(n log n) to fit, O(log n) to apply. Scores outside those seen get the value of the nearest one.
 *
 * <p>Reference: Zadrozny, Elkan, "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD
 * 2002.
 *
 * @param scores where the pools begin and end, ascending
 * @param values calibrated probabilities there, ascending
 */
public record IsotonicCalibration(double[] scores, double[] values) implements Calibrator {

    /**
     * Fits a map.
     *
     * @param rows scored rows
     * @return the map
     */
    public static IsotonicCalibration fit(ScoredRows rows) {
        LevelCurve curve = LevelCurve.of(rows);
        Blocks blocks = Blocks.of(curve);
        double[] scores = new double[2 * blocks.count()];
        double[] values = new double[2 * blocks.count()];
        int knots = 0;
        for (int block = blocks.count() - 1; block >= 0; block--) {
            double first = curve.scores()[blocks.end(block) - 1];
            double last = curve.scores()[blocks.begin(block)];
            double value = blocks.positivity(curve, block);
            scores[knots] = first;
            values[knots++] = value;
            if (last > first) {
                scores[knots] = last;
                values[knots++] = value;
            }
        }
        return new IsotonicCalibration(Arrays.copyOf(scores, knots), Arrays.copyOf(values, knots));
    }

    @Override
    public double calibrate(double score, double uncertainty) {
        int found = Arrays.binarySearch(scores, score);
        if (found >= 0) {
            return values[found];
        }
        int above = -found - 1;
        if (above == 0) {
            return values[0];
        }
        if (above == scores.length) {
            return values[above - 1];
        }
        double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }
}
