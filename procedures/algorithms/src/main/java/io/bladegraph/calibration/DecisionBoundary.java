// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Requires;
import java.util.Arrays;
import java.util.List;

/**
 * One threshold per uncertainty level: a row is flagged if its score is at least the threshold of its level.
 *
 * @param levels the levels
 * @param thresholds by level; infinite where no score suffices
 */
public record DecisionBoundary(UncertaintyLevels levels, double[] thresholds) {

    /** Checks that every level has a threshold. */
    public DecisionBoundary {
        if (thresholds.length != levels.count()) {
            throw new IllegalArgumentException("A boundary over " + levels.count()
                    + " levels needs as many thresholds, but has " + thresholds.length + ".");
        }
    }

    /** The boundary that flags some groups of each level. */
    static DecisionBoundary of(UncertaintyLevels levels, List<LevelCurve> curves, int[] prefixes) {
        double[] thresholds = new double[prefixes.length];
        Arrays.setAll(thresholds, level -> curves.get(level).threshold(prefixes[level]));
        return new DecisionBoundary(levels, thresholds);
    }

    /**
     * The least score that is flagged.
     *
     * @param uncertainty of the row, finite
     * @return a score; infinite if none suffices
     */
    public double threshold(double uncertainty) {
        Requires.that(Double.isFinite(uncertainty), "uncertainty", "a finite number", uncertainty, uncertainty);
        return thresholds[levels.level(uncertainty)];
    }

    /**
     * Whether a row is flagged.
     *
     * @param score of the row, in [0, 1]
     * @param uncertainty of the row, finite
     * @return true if the score is at least the threshold
     */
    public boolean decide(double score, double uncertainty) {
        return Requires.inClosed("score", score, 0, 1) >= threshold(uncertainty);
    }

    /**
     * What the boundary flags among some rows.
     *
     * @param rows the rows
     * @return by level
     */
    public Flagged[] flagged(ScoredRows rows) {
        double[] positives = new double[levels.count()];
        double[] weights = new double[levels.count()];
        for (int row = 0; row < rows.size(); row++) {
            int level = levels.level(rows.uncertainty(row));
            if (rows.scores()[row] >= thresholds[level]) {
                weights[level] += rows.weight(row);
                positives[level] += rows.labels()[row] ? rows.weight(row) : 0;
            }
        }
        Flagged[] flagged = new Flagged[levels.count()];
        for (int level = 0; level < flagged.length; level++) {
            flagged[level] = new Flagged(positives[level], weights[level]);
        }
        return flagged;
    }

    /** What the boundary flags among rows whose curves by level are known. */
    Flagged flagged(List<LevelCurve> curves) {
        int[] prefixes = new int[curves.size()];
        Arrays.setAll(prefixes, level -> curves.get(level).prefix(thresholds[level]));
        return ThresholdOptimizer.flagged(curves, prefixes);
    }
}
