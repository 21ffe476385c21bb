// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Requires;
import io.bladegraph.calibration.BetaPosterior.Prior;

/**
 * How to calibrate.
 *
 * @param method how the calibrator is fitted
 * @param levels uncertainty levels, for multicalibration and for the two-dimensional error
 * @param assumed what the model believed before its evidence; for the posterior alone
 * @param negativeSamplingRate how many negatives there were for each one that the model was trained on; for the posterior
 *     alone
 * @param folds parts for cross-fitting the metrics, 0 for none
 * @param randomSeed decides which rows go into which part
 */
public record CalibrationConfig(
        CalibrationMethod method, int levels, Prior assumed, double negativeSamplingRate, int folds, long randomSeed) {

    /** Checks the ranges. */
    public CalibrationConfig {
        Requires.inRange("levels", levels, 1, 100);
        Requires.that(
                negativeSamplingRate >= 1 && negativeSamplingRate < 1e9,
                "negativeSamplingRate",
                "at least 1 and below 1e9",
                negativeSamplingRate,
                negativeSamplingRate);
        Requires.that(folds == 0 || (folds >= 2 && folds <= 100), "folds", "0 or between 2 and 100", folds, folds);
    }

    Calibrator fit(ScoredRows rows) {
        return switch (method) {
            case ISOTONIC -> IsotonicCalibration.fit(rows);
            case PLATT -> LogisticCalibration.fitPlatt(rows);
            case BETA -> LogisticCalibration.fitBeta(rows);
            case TEMPERATURE -> LogisticCalibration.fitTemperature(rows);
            case VENN_ABERS -> VennAbersCalibration.fit(rows);
            case POSTERIOR -> PosteriorCalibration.fit(rows, assumed, negativeSamplingRate);
            case MULTICALIBRATION -> MultiCalibration.fit(rows, levels);
        };
    }
}
