// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;

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

    /** A curve to add up to {@code count} rows to. */
    static LevelCurve withRoom(int count) {
        return new LevelCurve(new double[count], new double[count + 1], new double[count + 1]);
    }

    /** The curve of all rows together. */
    static LevelCurve of(ScoredRows rows) {
        return RankedRows.of(rows, UncertaintyLevels.ONE).curves().get(0);
    }

    /** Adds a row of at most the score of the one before to {@code groups} groups; how many there are then. */
    int add(int groups, double score, boolean label, double weight) {
        int last = groups;
        if (last == 0 || scores[last - 1] != score) {
            scores[last] = score;
            positives[last + 1] = positives[last];
            weights[last + 1] = weights[last];
            last++;
        }
        weights[last] += weight;
        positives[last] += label ? weight : 0;
        return last;
    }

    /** Without the room that is not filled. */
    LevelCurve trimmed(int groups) {
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
