// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows by uncertainty level, in each level from the highest score down. Sorted and copied once, whatever is asked of parts
 * of them: a walk by score through the rows as they came would miss the processor's cache at every step.
 *
 * @param levels the rows of each level
 */
record RankedRows(List<Level> levels) {
    private static final byte[] NO_FOLDS = {};

    /** The rows of a level; weights and folds are empty if there are none. */
    private record Level(double[] scores, boolean[] labels, double[] weights, byte[] folds) {

        static Level of(ScoredRows rows, byte[] folds, int[] order) {
            byte[] picked = new byte[folds.length == 0 ? 0 : order.length];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = folds[order[i]];
            }
            ScoredRows ranked = rows.select(order);
            return new Level(ranked.scores(), ranked.labels(), ranked.weights(), picked);
        }

        /** The curve of the rows of a fold, or of all others. */
        LevelCurve curve(int fold, boolean inside) {
            int count = 0;
            for (byte f : folds) {
                count += f == fold == inside ? 1 : 0;
            }
            var curve = LevelCurve.withRoom(folds.length == 0 ? scores.length : count);
            int groups = 0;
            for (int i = 0; i < scores.length; i++) {
                if (folds.length == 0 || folds[i] == fold == inside) {
                    groups = curve.add(groups, scores[i], labels[i], weights.length == 0 ? 1 : weights[i]);
                }
            }
            return curve.trimmed(groups);
        }
    }

    static RankedRows of(ScoredRows rows, UncertaintyLevels levels) {
        return of(rows, NO_FOLDS, SortedOrder.ascending(rows.scores()), levels);
    }

    /**
     * Ranks rows that are sorted already. O(n).
     *
     * @param rows the rows
     * @param folds the fold of each row; empty for none
     * @param ascending their numbers by ascending score
     * @param levels what to part them by
     */
    static RankedRows of(ScoredRows rows, byte[] folds, int[] ascending, UncertaintyLevels levels) {
        byte[] levelOf = new byte[rows.size()];
        int[] sizes = new int[levels.count()];
        for (int row = 0; row < levelOf.length; row++) {
            levelOf[row] = (byte) levels.level(rows.uncertainty(row));
            sizes[levelOf[row]]++;
        }
        int[][] order = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        Arrays.fill(sizes, 0);
        for (int i = ascending.length - 1; i >= 0; i--) {
            int level = levelOf[ascending[i]];
            order[level][sizes[level]++] = ascending[i];
        }
        return new RankedRows(
                Stream.of(order).map(level -> Level.of(rows, folds, level)).toList());
    }

    /** The curve of each level. */
    List<LevelCurve> curves() {
        return levels.stream().map(level -> level.curve(-1, false)).toList();
    }

    /** The curve of each level, of the rows of a fold, or of all others. */
    List<LevelCurve> curves(int fold, boolean inside) {
        return levels.stream().map(level -> level.curve(fold, inside)).toList();
    }
}
