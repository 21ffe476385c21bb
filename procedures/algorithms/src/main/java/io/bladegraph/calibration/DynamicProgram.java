// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dynamic programming over bins: for every amount m that may be flagged, the choice with most positives.
 *
 * <p>R[i][m] = max over j of R[i - 1][m - a(i, j)] + p(i, j), where level i flags its top j bins, which amount to a(i, j)
 * and hold p(i, j) positives. The answer is the best R[K][m] whose choice meets the bound. Amounts may be rounded: the
 * bound is always checked against the true weights.
 *
 * <p>O(K L M) time and O(K M) memory for K levels of L bins and M units in all.
 */
final class DynamicProgram {
    private final int[][] amounts; // (levels, bins + 1), units of the top j bins
    private final double[][] positives; // (levels, bins + 1)
    private final int units;

    /**
     * A program over bins.
     *
     * @param amounts units of the top j bins of each level, (levels, bins + 1)
     * @param positives positives in them, (levels, bins + 1)
     */
    DynamicProgram(int[][] amounts, double[][] positives) {
        this.amounts = amounts;
        this.positives = positives;
        this.units = Arrays.stream(amounts)
                .mapToInt(level -> level[level.length - 1])
                .sum();
    }

    /** The top bins of each level to flag. */
    int[] solve(List<LevelCurve> curves, int[][] ends, double bound) {
        int[][] chosen = new int[amounts.length][];
        double[] best = new double[] {0};
        for (int level = 0; level < amounts.length; level++) {
            best = extend(best, level, chosen);
        }
        double[] reached = best;
        int[] byPositives = IntStream.rangeClosed(0, units)
                .filter(m -> reached[m] >= 0)
                .boxed()
                .sorted(Comparator.comparingDouble(m -> -reached[m]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int m : byPositives) {
            int[] prefixes = trace(m, chosen, ends);
            if (ThresholdOptimizer.flagged(curves, prefixes).meets(bound)) {
                return prefixes;
            }
        }
        return new int[amounts.length];
    }

    private double[] extend(double[] before, int level, int[][] chosen) {
        int[] amount = amounts[level];
        int reach = before.length + amount[amount.length - 1];
        double[] best = new double[reach];
        Arrays.fill(best, -1);
        chosen[level] = new int[reach];
        for (int bins = 0; bins < amount.length; bins++) {
            double gain = positives[level][bins];
            for (int m = 0; m < before.length; m++) {
                double sum = before[m] + gain;
                if (before[m] >= 0 && sum > best[m + amount[bins]]) {
                    best[m + amount[bins]] = sum;
                    chosen[level][m + amount[bins]] = bins;
                }
            }
        }
        return best;
    }

    private int[] trace(int amount, int[][] chosen, int[][] ends) {
        int[] prefixes = new int[chosen.length];
        int left = amount;
        for (int level = chosen.length - 1; level >= 0; level--) {
            int bins = chosen[level][left];
            prefixes[level] = bins == 0 ? 0 : ends[level][bins - 1];
            left -= amounts[level][bins];
        }
        return prefixes;
    }

    /** Positives in the top j bins of each level. */
    static double[][] positives(List<LevelCurve> curves, int[][] ends) {
        double[][] positives = new double[ends.length][];
        for (int level = 0; level < ends.length; level++) {
            positives[level] = new double[ends[level].length + 1];
            for (int bin = 1; bin < positives[level].length; bin++) {
                positives[level][bin] = curves.get(level).positives()[ends[level][bin - 1]];
            }
        }
        return positives;
    }

    /** Ends of the bins of each level. */
    static int[][] ends(List<LevelCurve> curves, int bins) {
        return curves.stream().map(curve -> curve.bins(bins)).toArray(int[][]::new);
    }
}
