// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Finds thresholds from rows. The rows are sorted once by score and once by uncertainty, whatever the number of folds.
 *
 * <p>O(n) time for sorting and O(n) per fold, beside what the method costs; about 100 bytes a row.
 */
public final class ThresholdFit {
    private static final String TASK = "Fit thresholds";

    private final ScoredRows rows;
    private final ThresholdConfig config;
    private final ThresholdOptimizer optimizer;
    private final int[] byScore;
    private final int[] byUncertainty;

    private ThresholdFit(ScoredRows rows, ThresholdConfig config) {
        this.rows = rows;
        this.config = config;
        this.optimizer = config.method().optimizer(config.bins());
        this.byScore = SortedOrder.ascending(rows.scores());
        this.byUncertainty = rows.hasUncertainties() ? SortedOrder.ascending(rows.uncertainties()) : new int[0];
    }

    /** Thresholds with the curves that they were chosen on. */
    private record Chosen(DecisionBoundary boundary, List<LevelCurve> curves, int[] prefixes) {}

    /**
     * Finds thresholds.
     *
     * @param rows scored rows that the model was not trained on
     * @param config what to achieve
     * @param folds the part of each row for cross-fitting, from 0 to {@code config.validation().folds() - 1}; empty to
     *     draw parts
     * @param monitor hears of progress, may stop it
     * @return thresholds whose precision on the rows is at least the bound
     * @throws IllegalArgumentException if no threshold reaches the precision, or the rows are too few
     */
    public static ThresholdResult fit(ScoredRows rows, ThresholdConfig config, int[] folds, Monitor monitor) {
        rows.requireBothLabels();
        requireEnough(rows, config);
        if (config.validation().confidence() > 0) {
            return CertifiedThresholds.fit(rows, config, monitor);
        }
        int steps = 1 + config.validation().folds();
        monitor.progress(TASK, 0, steps);
        var fit = new ThresholdFit(rows, config);
        Chosen chosen = fit.choose(row -> true);
        if (ThresholdOptimizer.flagged(chosen.curves(), chosen.prefixes()).weight() == 0) {
            throw unreachable(config.precision(), chosen.curves());
        }
        double positives = chosen.curves().stream()
                .mapToDouble(curve -> curve.all().positives())
                .sum();
        Flagged[] flagged = new Flagged[chosen.prefixes().length];
        for (int level = 0; level < flagged.length; level++) {
            flagged[level] = chosen.curves().get(level).top(chosen.prefixes()[level]);
        }
        monitor.progress(TASK, 1, steps);
        return new ThresholdResult(
                chosen.boundary(), flagged, positives, fit.singleThresholdRecall(), fit.crossFit(folds, monitor));
    }

    private Chosen choose(IntPredicate part) {
        var levels = UncertaintyLevels.of(rows, byUncertainty, part, config.levelsOfMethod());
        List<LevelCurve> curves = LevelCurve.of(rows, byScore, levels, part);
        int[] prefixes = optimizer.optimize(curves, config.precision());
        return new Chosen(boundary(levels, curves, prefixes), curves, prefixes);
    }

    static DecisionBoundary boundary(UncertaintyLevels levels, List<LevelCurve> curves, int[] prefixes) {
        double[] thresholds = new double[prefixes.length];
        for (int level = 0; level < prefixes.length; level++) {
            thresholds[level] = curves.get(level).threshold(prefixes[level]);
        }
        return new DecisionBoundary(levels, thresholds);
    }

    private double singleThresholdRecall() {
        return singleThresholdRecall(
                LevelCurve.of(rows, byScore, UncertaintyLevels.ONE, row -> true), config.precision());
    }

    static double singleThresholdRecall(List<LevelCurve> curve, double precision) {
        Flagged flagged = ThresholdOptimizer.flagged(curve, new SingleThreshold().optimize(curve, precision));
        return flagged.positives() / curve.get(0).all().positives();
    }

    private Flagged crossFit(int[] given, Monitor monitor) {
        int count = config.validation().folds();
        if (count == 0) {
            return null;
        }
        long seed = config.validation().randomSeed();
        Flagged sum = Flagged.NONE;
        for (int i = 0; i < count; i++) {
            int fold = i;
            IntPredicate heldOut = given.length > 0
                    ? row -> given[row] == fold
                    : row -> Math.floorMod(Seeds.mix(seed + row), count) == fold;
            DecisionBoundary boundary = choose(heldOut.negate()).boundary();
            sum = sum.plus(heldOut(boundary, heldOut));
            monitor.progress(TASK, 2 + i, 1 + count);
        }
        return sum;
    }

    private Flagged heldOut(DecisionBoundary boundary, IntPredicate heldOut) {
        double positives = 0;
        double weight = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (heldOut.test(row) && boundary.decide(rows.scores()[row], rows.uncertainty(row))) {
                weight += rows.weight(row);
                positives += rows.labels()[row] ? rows.weight(row) : 0;
            }
        }
        return new Flagged(positives, weight);
    }

    private static void requireEnough(ScoredRows rows, ThresholdConfig config) {
        boolean bins = config.method().usesBins();
        long needed = (long) config.levelsOfMethod() * (bins ? config.bins() : 1);
        if (rows.size() < needed) {
            throw new IllegalArgumentException(
                    "There are " + rows.size() + " rows, but " + config.levelsOfMethod() + " `levels`"
                            + (bins ? " of " + config.bins() + " `bins`" : "") + " need at least " + needed + ".");
        }
    }

    static IllegalArgumentException unreachable(double precision, List<LevelCurve> curves) {
        double best = 0;
        for (LevelCurve curve : curves) {
            best = Math.max(best, Blocks.of(curve).positivity(curve, 0));
        }
        return new IllegalArgumentException("`precision` " + precision
                + " cannot be reached: the best on these rows is " + String.format(Locale.ROOT, "%.4f", best) + ".");
    }
}
