// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds thresholds from rows. The rows are sorted once by score and once by uncertainty, whatever the number of folds.
 *
 * <p>O(n) time for sorting and O(n) per fold, beside what the method costs; about 100 bytes a row.
 */
public final class ThresholdFit {
    private static final String TASK = "Fit thresholds";

    private final ScoredRows rows;
    private final ThresholdConfig config;
    private final byte[] folds;
    private final Monitor monitor;
    private final int[] byScore;
    private int steps;

    private ThresholdFit(ScoredRows rows, ThresholdConfig config, byte[] folds, Monitor monitor) {
        this.rows = rows;
        this.config = config;
        this.folds = folds;
        this.monitor = monitor;
        step();
        this.byScore = SortedOrder.ascending(rows.scores());
    }

    /**
     * Finds thresholds.
     *
     * @param rows scored rows that the model was not trained on
     * @param config what to achieve
     * @param folds the part of each row for cross-fitting, from 0 to {@code config.validation().folds() - 1}; empty to
     *     draw parts
     * @param monitor hears of progress, may stop it
     * @return thresholds whose precision is at least the bound, on the rows and, with folds, on held-out ones
     * @throws IllegalArgumentException if no thresholds keep the precision, or the rows are too few
     */
    public static ThresholdResult fit(ScoredRows rows, ThresholdConfig config, int[] folds, Monitor monitor) {
        rows.requireBothLabels();
        requireEnough(rows, config);
        return config.validation().confidence() > 0
                ? CertifiedThresholds.fit(rows, config, monitor)
                : new ThresholdFit(rows, config, numbered(folds, rows.size(), config), monitor).fit();
    }

    private ThresholdResult fit() {
        step();
        var levels = UncertaintyLevels.of(rows, config.levels());
        RankedRows ranked = RankedRows.of(rows, folds, byScore, levels);
        List<LevelCurve> curves = ranked.curves();
        ThresholdOptimizer optimizer = config.method().optimizer(curves, config.bins());
        if (!flagsAny(optimizer, config.precision())) {
            throw refused("reached: the best on these rows is " + shown(best(optimizer)));
        }
        double bound = config.precision();
        Flagged heldOut = null;
        if (config.validation().folds() > 0) {
            var crossFit = new CrossFit(ranked, rows.rowsPerWeight(), config, this::step);
            int loosest = crossFit.loosest();
            if (loosest < 0 || !flagsAny(optimizer, crossFit.bound(loosest))) {
                throw refused("kept on rows held out: the best there, less a `margin` of "
                        + config.validation().margin() + " standard errors, is " + shown(crossFit.best())
                        + ". Maybe give more rows or fewer `levels`");
            }
            bound = crossFit.bound(loosest);
            heldOut = crossFit.heldOut(loosest);
        }
        int[] prefixes = optimizer.optimize(bound);
        Flagged[] flagged = new Flagged[prefixes.length];
        Arrays.setAll(flagged, level -> curves.get(level).top(prefixes[level]));
        return new ThresholdResult(
                DecisionBoundary.of(levels, curves, prefixes),
                flagged,
                rows.positives(),
                singleThresholdRecall(),
                heldOut);
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("`precision` " + config.precision() + " cannot be " + why + ".");
    }

    /** By one threshold that keeps the precision on the rows with the same margin; it hardly follows noise. */
    private double singleThresholdRecall() {
        step();
        LevelCurve curve = RankedRows.of(rows, new byte[0], byScore, UncertaintyLevels.ONE)
                .curves()
                .get(0);
        double margin =
                config.validation().folds() == 0 ? 0 : config.validation().margin();
        double rowsPerWeight = rows.rowsPerWeight();
        int prefix = curve.size();
        while (prefix > 0 && !curve.top(prefix).keeps(config.precision(), margin, rowsPerWeight)) {
            prefix--;
        }
        return curve.top(prefix).positives() / curve.all().positives();
    }

    private void step() {
        monitor.progress(TASK, steps++, 3L + config.validation().folds());
    }

    private static byte[] numbered(int[] given, int size, ThresholdConfig config) {
        int count = config.validation().folds();
        byte[] folds = new byte[count == 0 ? 0 : size];
        for (int row = 0; row < folds.length; row++) {
            long drawn = Seeds.mix(config.validation().randomSeed() + row);
            folds[row] = (byte) (given.length > 0 ? given[row] : Math.floorMod(drawn, count));
        }
        return folds;
    }

    private static boolean flagsAny(ThresholdOptimizer optimizer, double bound) {
        return Arrays.stream(optimizer.optimize(bound)).anyMatch(prefix -> prefix > 0);
    }

    /** The highest precision at which anything is flagged. */
    private static double best(ThresholdOptimizer optimizer) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (flagsAny(optimizer, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static String shown(double precision) {
        return String.format(Locale.ROOT, "%.4f", precision);
    }

    private static void requireEnough(ScoredRows rows, ThresholdConfig config) {
        boolean bins = config.method().usesBins();
        long needed = (long) config.levels() * (bins ? config.bins() : 1);
        if (rows.size() < needed) {
            throw new IllegalArgumentException(
                    "There are " + rows.size() + " rows, but " + config.levels() + " `levels`"
                            + (bins ? " of " + config.bins() + " `bins`" : "") + " need at least " + needed + ".");
        }
    }
}
