// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

/**
 * How well probabilities agree with outcomes. Lower is better everywhere.
 *
 * @param ece expected calibration error over bins of equal width
 * @param equalWeightEce expected calibration error over bins of equal weight
 * @param gridEce the two-dimensional error: over score bins of equal weight within each uncertainty level
 * @param brier mean squared error
 * @param logLoss mean negative log likelihood
 * @param reliability bins of equal weight
 */
public record CalibrationMetrics(
        double ece, double equalWeightEce, double gridEce, double brier, double logLoss, ReliabilityTable reliability) {
    private static final double MIN_PROBABILITY = 1e-15;

    /**
     * Measures scored rows.
     *
     * @param rows scored rows
     * @param levels uncertainty levels of the two-dimensional error
     * @return the metrics
     */
    public static CalibrationMetrics of(ScoredRows rows, int levels) {
        ReliabilityTable reliability = ReliabilityTable.equalWeight(rows, ReliabilityTable.DEFAULT_BINS);
        return new CalibrationMetrics(
                ReliabilityTable.equalWidth(rows, ReliabilityTable.DEFAULT_BINS).expectedCalibrationError(),
                reliability.expectedCalibrationError(),
                gridEce(rows, levels),
                brier(rows),
                logLoss(rows),
                reliability);
    }

    /**
     * The mean squared error.
     *
     * @param rows scored rows
     * @return in [0, 1]
     */
    public static double brier(ScoredRows rows) {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < rows.size(); row++) {
            double gap = rows.scores()[row] - (rows.labels()[row] ? 1 : 0);
            sum += rows.weight(row) * gap * gap;
            weight += rows.weight(row);
        }
        return sum / weight;
    }

    /**
     * The mean negative log likelihood in nats; certainties that were wrong count as 1e-15.
     *
     * @param rows scored rows
     * @return a number &gt;= 0
     */
    public static double logLoss(ScoredRows rows) {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < rows.size(); row++) {
            double likelihood = rows.labels()[row] ? rows.scores()[row] : 1 - rows.scores()[row];
            sum -= rows.weight(row) * Math.log(Math.max(MIN_PROBABILITY, likelihood));
            weight += rows.weight(row);
        }
        return sum / weight;
    }

    private static double gridEce(ScoredRows rows, int count) {
        double gaps = 0;
        double weight = 0;
        var ranked = RankedRows.of(rows, UncertaintyLevels.of(rows, count));
        for (LevelCurve curve : ranked.curves()) {
            gaps += ReliabilityTable.of(curve, ReliabilityTable.DEFAULT_BINS).gaps();
            weight += curve.all().weight();
        }
        return gaps / weight;
    }
}
