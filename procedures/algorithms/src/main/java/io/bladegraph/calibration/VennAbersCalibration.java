// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;

/**
 * An inductive Venn-Abers predictor: isotonic regression with the new row added once as negative, once as positive.
 *
 * <p>The two answers p0 &lt;= p1 bracket the probability; the calibrated one is p1 / (1 - p0 + p1). Both are known in
 * advance for every score seen and every gap between two. Above {@value #MAX_GROUPS} distinct scores, neighbors are
 * pooled first, and the bracket is that of the pools.
 *
 * <p>O(n log n + n B) to fit, with B the number of isotonic blocks; O(log n) to apply.
 *
 * <p>Reference: Vovk, Petej, Fedorova, "Large-Scale Probabilistic Predictors with and without Guarantees of Validity",
 * NIPS 2015, section 2 (the predictor), equation 5 (the single probability).
 *
 * @param scores highest score of each group, ascending
 * @param lower p0 by place: entry 2 i is the gap below group i, entry 2 i + 1 the group itself
 * @param upper p1, likewise
 */
public record VennAbersCalibration(double[] scores, double[] lower, double[] upper) implements Calibrator {
    private static final int MAX_GROUPS = 10_000;

    /**
     * Fits a predictor.
     *
     * @param rows scored rows
     * @return the predictor
     */
    public static VennAbersCalibration fit(ScoredRows rows) {
        LevelCurve curve = LevelCurve.of(rows);
        int[] ends = curve.bins(MAX_GROUPS);
        int groups = ends.length;
        double[] scores = new double[groups];
        double[] positives = new double[groups];
        double[] weights = new double[groups];
        for (int i = 0; i < groups; i++) {
            int end = ends[groups - 1 - i];
            int begin = groups - 1 - i == 0 ? 0 : ends[groups - 2 - i];
            scores[i] = curve.scores()[begin];
            positives[i] = curve.positives()[end] - curve.positives()[begin];
            weights[i] = curve.weights()[end] - curve.weights()[begin];
        }
        Stacks left = Stacks.of(positives, weights, true);
        Stacks right = Stacks.of(reversed(positives), reversed(weights), false);
        double[] lower = new double[2 * groups + 1];
        double[] upper = new double[2 * groups + 1];
        for (int place = 0; place < lower.length; place++) {
            boolean onGroup = place % 2 == 1;
            int before = place / 2;
            int after = groups - before - (onGroup ? 1 : 0);
            double p = onGroup ? positives[before] : 0;
            double w = 1 + (onGroup ? weights[before] : 0);
            var between = new Place(left, before, right, after);
            lower[place] = between.pooled(p, w);
            upper[place] = between.pooled(p + 1, w);
        }
        return new VennAbersCalibration(scores, lower, upper);
    }

    /**
     * The bracket of a score.
     *
     * @param score as the model gave it
     * @return p0 and p1
     */
    public double[] interval(double score) {
        int place = place(score);
        return new double[] {lower[place], upper[place]};
    }

    @Override
    public double calibrate(double score, double uncertainty) {
        int place = place(score);
        return upper[place] / (1 - lower[place] + upper[place]);
    }

    private int place(double score) {
        int found = Arrays.binarySearch(scores, score);
        return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
    }

    /** A place between the first {@code before} and the last {@code after} groups. */
    private record Place(Stacks left, int before, Stacks right, int after) {

        /** Pools an element here with whatever violates the order; its value afterwards. */
        double pooled(double positives, double weight) {
            double p = positives;
            double w = weight;
            int i = before;
            int j = after;
            while (true) {
                if (i > 0 && left.value(i) * w >= p) {
                    p += left.positives[i];
                    w += left.weights[i];
                    i = left.rest[i];
                } else if (j > 0 && right.value(j) * w <= p) {
                    p += right.positives[j];
                    w += right.weights[j];
                    j = right.rest[j];
                } else {
                    return p / w;
                }
            }
        }
    }

    private static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }

    /**
     * The stacks of blocks that pooling leaves behind after each prefix, all at once: stack n, for the first n elements,
     * has the block n on top and below it the stack {@code rest[n]}. O(n) time and memory.
     */
    private static final class Stacks {
        private final double[] positives;
        private final double[] weights;
        private final int[] rest;

        private Stacks(int size) {
            positives = new double[size + 1];
            weights = new double[size + 1];
            rest = new int[size + 1];
        }

        static Stacks of(double[] positives, double[] weights, boolean ascending) {
            var stacks = new Stacks(positives.length);
            for (int n = 1; n <= positives.length; n++) {
                double p = positives[n - 1];
                double w = weights[n - 1];
                int below = n - 1;
                while (below > 0 && (ascending ? stacks.value(below) * w >= p : stacks.value(below) * w <= p)) {
                    p += stacks.positives[below];
                    w += stacks.weights[below];
                    below = stacks.rest[below];
                }
                stacks.positives[n] = p;
                stacks.weights[n] = w;
                stacks.rest[n] = below;
            }
            return stacks;
        }

        double value(int block) {
            return positives[block] / weights[block];
        }
    }
}
