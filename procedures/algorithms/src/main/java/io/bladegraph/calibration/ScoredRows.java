// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;

/**
 * Rows that a model has scored and whose outcome is known.
 *
 * @param scores probabilities as the model gave them, each in [0, 1]
 * @param labels outcomes, parallel
 * @param uncertainties the model's doubt about each score, larger is more doubtful; empty if unknown
 * @param weights how much each row counts; empty if every row counts as one
 */
public record ScoredRows(double[] scores, boolean[] labels, double[] uncertainties, double[] weights) {
    private static final double[] NONE = {};

    /** Checks every row. */
    public ScoredRows {
        requireParallel("labels", labels.length, scores.length);
        for (int i = 0; i < scores.length; i++) {
            require(scores[i] >= 0 && scores[i] <= 1, "score", "in [0, 1]", scores[i], i);
        }
        if (uncertainties.length > 0) {
            requireParallel("uncertainties", uncertainties.length, scores.length);
            for (int i = 0; i < scores.length; i++) {
                require(Double.isFinite(uncertainties[i]), "uncertainty", "a finite number", uncertainties[i], i);
            }
        }
        if (weights.length > 0) {
            requireParallel("weights", weights.length, scores.length);
            for (int i = 0; i < scores.length; i++) {
                require(weights[i] > 0 && weights[i] < 1e300, "weight", "a positive finite number", weights[i], i);
            }
        }
    }

    /**
     * Rows without uncertainty that all count the same.
     *
     * @param scores probabilities
     * @param labels outcomes, parallel
     * @return the rows
     */
    public static ScoredRows of(double[] scores, boolean[] labels) {
        return new ScoredRows(scores, labels, NONE, NONE);
    }

    /**
     * Rows that all count the same.
     *
     * @param scores probabilities
     * @param labels outcomes, parallel
     * @param uncertainties doubts, parallel
     * @return the rows
     */
    public static ScoredRows of(double[] scores, boolean[] labels, double[] uncertainties) {
        return new ScoredRows(scores, labels, uncertainties, NONE);
    }

    /**
     * The number of rows.
     *
     * @return a count
     */
    public int size() {
        return scores.length;
    }

    /**
     * Whether the rows say how doubtful their scores are.
     *
     * @return true if there is an uncertainty for every row
     */
    public boolean hasUncertainties() {
        return uncertainties.length > 0;
    }

    /**
     * The doubt about a score.
     *
     * @param row number of a row
     * @return its uncertainty, 0 if unknown
     */
    public double uncertainty(int row) {
        return hasUncertainties() ? uncertainties[row] : 0;
    }

    /**
     * How much a row counts.
     *
     * @param row number of a row
     * @return its weight, 1 if unknown
     */
    public double weight(int row) {
        return weights.length > 0 ? weights[row] : 1;
    }

    /**
     * Some of the rows.
     *
     * @param rows their numbers
     * @return copies of them, in the order given
     */
    public ScoredRows select(int[] rows) {
        boolean[] selected = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = labels[rows[i]];
        }
        return new ScoredRows(pick(scores, rows), selected, pick(uncertainties, rows), pick(weights, rows));
    }

    private static double[] pick(double[] values, int[] rows) {
        return values.length == 0
                ? NONE
                : Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static void requireParallel(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    "`" + name + "` must have one value per score (" + expected + "), but has " + length + ".");
        }
    }

    private static void require(boolean obeys, String name, String rule, double value, int row) {
        if (!obeys) {
            throw new IllegalArgumentException(
                    "`" + name + "` must be " + rule + ", but was " + value + " in row " + (row + 1) + ".");
        }
    }

    /** The weight of all positive rows. */
    double positives() {
        double sum = 0;
        for (int row = 0; row < size(); row++) {
            sum += labels[row] ? weight(row) : 0;
        }
        return sum;
    }

    /** How many rows of equal weight a weight of one is worth, as to chance; 1 if every row counts as one. */
    double rowsPerWeight() {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < size(); row++) {
            sum += weight(row);
            squares += weight(row) * weight(row);
        }
        return sum / squares;
    }

    /** Fails for rows that are all positive or all negative: nothing can be learned from them. */
    void requireBothLabels() {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        if (positives == 0 || positives == labels.length) {
            throw new IllegalArgumentException("`label` must be positive in some rows and negative in others, but "
                    + positives + " of " + labels.length + " rows are positive.");
        }
    }
}
