// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The rows of one level from the highest score down: what is flagged for every possible threshold.
 *
 * <p>Rows of equal score are one group, so no threshold can part them. The arrays of sums have one entry more than
 * {@code scores}: entry j is about the j groups of the highest scores.
 *
 * @param scores distinct scores, descending
 * @param positives sums of the weights of positives
 * @param weights sums of all weights
 */
record LevelCurve(double[] scores, double[] positives, double[] weights) {
    private static final byte NOT_CHOSEN = -1;

    /** The curve of each level, of the rows chosen. */
    static List<LevelCurve> of(ScoredRows rows, int[] ascending, UncertaintyLevels levels, IntPredicate chosen) {
        // levels are found in the order of the rows, so that the walk by score jumps through a small array
        byte[] levelOf = new byte[rows.size()];
        int[] sizes = new int[levels.count()];
        for (int row = 0; row < levelOf.length; row++) {
            levelOf[row] = chosen.test(row) ? (byte) levels.level(rows.uncertainty(row)) : NOT_CHOSEN;
            if (levelOf[row] != NOT_CHOSEN) {
                sizes[levelOf[row]]++;
            }
        }
        List<LevelCurve> curves = new ArrayList<>();
        for (int size : sizes) {
            curves.add(new LevelCurve(new double[size], new double[size + 1], new double[size + 1]));
        }
        int[] groups = new int[sizes.length];
        for (int i = ascending.length - 1; i >= 0; i--) {
            int level = levelOf[ascending[i]];
            if (level != NOT_CHOSEN) {
                groups[level] = curves.get(level).add(groups[level], rows, ascending[i]);
            }
        }
        for (int level = 0; level < groups.length; level++) {
            curves.set(level, curves.get(level).trimmed(groups[level]));
        }
        return curves;
    }

    /** The curve of all rows together. */
    static LevelCurve of(ScoredRows rows) {
        return of(rows, SortedOrder.ascending(rows.scores()), UncertaintyLevels.ONE, row -> true)
                .get(0);
    }

    private int add(int filled, ScoredRows rows, int row) {
        double score = rows.scores()[row];
        int groups = filled;
        if (groups == 0 || scores[groups - 1] != score) {
            scores[groups] = score;
            positives[groups + 1] = positives[groups];
            weights[groups + 1] = weights[groups];
            groups++;
        }
        weights[groups] += rows.weight(row);
        positives[groups] += rows.labels()[row] ? rows.weight(row) : 0;
        return groups;
    }

    private LevelCurve trimmed(int groups) {
        return groups == size()
                ? this
                : new LevelCurve(
                        Arrays.copyOf(scores, groups),
                        Arrays.copyOf(positives, groups + 1),
                        Arrays.copyOf(weights, groups + 1));
    }

    int size() {
        return scores.length;
    }

    /** The rows of the first {@code prefix} groups. */
    Flagged top(int prefix) {
        return new Flagged(positives[prefix], weights[prefix]);
    }

    Flagged all() {
        return top(size());
    }

    /** The threshold that flags the first {@code prefix} groups and no more; infinite if there are none. */
    double threshold(int prefix) {
        return prefix == 0 ? Double.POSITIVE_INFINITY : scores[prefix - 1];
    }

    /** How many groups have at least a score. */
    int prefix(double threshold) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Ends of at most {@code count} runs of groups, each of about the same weight; a large group can be worth several. */
    int[] bins(int count) {
        int[] ends = new int[Math.min(count, size())];
        int found = 0;
        double share = weights[size()] / count;
        double next = 1;
        for (int group = 1; group <= size(); group++) {
            double shares = weights[group] / share + 1e-9;
            if (shares >= next || group == size()) {
                ends[found++] = group;
                next = Math.floor(shares) + 1;
            }
        }
        return Arrays.copyOf(ends, found);
    }
}
