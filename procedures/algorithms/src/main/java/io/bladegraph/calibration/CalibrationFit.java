// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import java.util.stream.IntStream;

/**
 * Fits a calibrator and measures it on rows that did not fit it.
 *
 * @param calibrator fitted on all rows
 * @param before metrics of the scores as they came
 * @param after metrics of the calibrated scores; with folds, each row is calibrated by a map fitted without it
 */
public record CalibrationFit(Calibrator calibrator, CalibrationMetrics before, CalibrationMetrics after) {
    private static final String TASK = "Calibrate";

    /**
     * Fits a calibrator.
     *
     * @param rows scored rows that the model was not trained on
     * @param config how to calibrate
     * @param folds the part of each row, from 0 to {@code config.folds() - 1}; empty to draw parts
     * @param monitor hears of progress, may stop it
     * @return the calibrator and its metrics
     */
    public static CalibrationFit fit(ScoredRows rows, CalibrationConfig config, int[] folds, Monitor monitor) {
        rows.requireBothLabels();
        int steps = 1 + config.folds();
        monitor.progress(TASK, 0, steps);
        Calibrator calibrator = config.fit(rows);
        double[] calibrated = config.folds() == 0 ? apply(calibrator, rows) : new double[rows.size()];
        for (int i = 0; i < config.folds(); i++) {
            monitor.progress(TASK, 1 + i, steps);
            int fold = i;
            int[] heldOut = part(rows, config, folds, fold, true);
            Calibrator partial = config.fit(rows.select(part(rows, config, folds, fold, false)));
            for (int row : heldOut) {
                calibrated[row] = partial.calibrate(rows.scores()[row], rows.uncertainty(row));
            }
        }
        var after = new ScoredRows(calibrated, rows.labels(), rows.uncertainties(), rows.weights());
        monitor.progress(TASK, steps, steps);
        return new CalibrationFit(
                calibrator,
                CalibrationMetrics.of(rows, config.levels()),
                CalibrationMetrics.of(after, config.levels()));
    }

    private static double[] apply(Calibrator calibrator, ScoredRows rows) {
        return IntStream.range(0, rows.size())
                .mapToDouble(row -> calibrator.calibrate(rows.scores()[row], rows.uncertainty(row)))
                .toArray();
    }

    private static int[] part(ScoredRows rows, CalibrationConfig config, int[] folds, int fold, boolean inside) {
        return IntStream.range(0, rows.size())
                .filter(row -> fold(row, config, folds) == fold == inside)
                .toArray();
    }

    private static int fold(int row, CalibrationConfig config, int[] folds) {
        return folds.length > 0 ? folds[row] : Math.floorMod(Seeds.mix(config.randomSeed() + row), config.folds());
    }
}
