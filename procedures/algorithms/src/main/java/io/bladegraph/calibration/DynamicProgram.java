// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Dynamic programming over score bins: EW-DPMT and VW-DPMT.
 *
 * <p>R[i][m] = max over j of R[i - 1][m - a(i, j)] + p(i, j), where level i flags its top j bins, which amount to a(i, j)
 * units and hold p(i, j) positives. The answer is the best R[K][m] whose choice meets the bound. Amounts are rounded, but
 * the bound is always checked against the true weights.
 *
 * <p>O(K L M) time and O(K M) memory for K levels of L bins and M units in all, beside O(n) for binning.
 *
 * <p>Reference: Arora et al., arXiv 2311.11723, the algorithms EW-DPMT and VW-DPMT.
 */
final class DynamicProgram implements ThresholdOptimizer {
    private static final int MAX_UNITS = 20_000;

    private final int[][] ends; // of the bins of each level, in groups of its curve
    private final int[][] amounts; // (levels, bins + 1), units of the top j bins
    private final List<int[]> choices;
    private final Frontier frontier;

    private DynamicProgram(List<LevelCurve> curves, int[][] ends, double unit) {
        this.ends = ends;
        this.amounts = new int[ends.length][];
        int[][] chosen = new int[ends.length][];
        double[] best = {0};
        for (int level = 0; level < ends.length; level++) {
            amounts[level] = amounts(curves.get(level), ends[level], unit);
            best = extend(best, level, curves.get(level).positives(), chosen);
        }
        double[] reached = best;
        Stream<int[]> sorted = IntStream.range(0, reached.length)
                .filter(m -> reached[m] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(m -> reached[m]))
                .map(m -> trace(m, chosen));
        choices = Stream.concat(Stream.of(new int[ends.length]), sorted).toList();
        frontier = Frontier.of(curves, choices);
    }

    /**
     * EW-DPMT: a unit is the weight of a bin, all of which weigh the same. Optimal for such bins; ties that do not fit
     * into a bin make it heavier, and it counts as several.
     */
    static DynamicProgram overEqualBins(List<LevelCurve> curves, int bins) {
        return new DynamicProgram(curves, ends(curves, bins), total(curves) / (curves.size() * bins));
    }

    /**
     * VW-DPMT: a unit is a row. Optimal for any bins; the problem being NP-hard, above {@value #MAX_UNITS} rows a unit is
     * more than one, and the optimum approximate.
     */
    static DynamicProgram overAnyBins(List<LevelCurve> curves, int bins) {
        boolean whole = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.weights()))
                .allMatch(weight -> weight == Math.rint(weight));
        double least = total(curves) / MAX_UNITS;
        return new DynamicProgram(curves, ends(curves, bins), whole ? Math.max(1, least) : least);
    }

    @Override
    public int[] optimize(double bound) {
        return choices.get(frontier.best(bound)).clone();
    }

    private double[] extend(double[] before, int level, double[] positives, int[][] chosen) {
        int[] amount = amounts[level];
        int reach = before.length + amount[amount.length - 1];
        double[] best = new double[reach];
        Arrays.fill(best, -1);
        chosen[level] = new int[reach];
        for (int bins = 0; bins < amount.length; bins++) {
            double gain = bins == 0 ? 0 : positives[ends[level][bins - 1]];
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

    private int[] trace(int amount, int[][] chosen) {
        int[] prefixes = new int[chosen.length];
        int left = amount;
        for (int level = chosen.length - 1; level >= 0; level--) {
            int bins = chosen[level][left];
            prefixes[level] = bins == 0 ? 0 : ends[level][bins - 1];
            left -= amounts[level][bins];
        }
        return prefixes;
    }

    private static int[] amounts(LevelCurve curve, int[] ends, double unit) {
        int[] amounts = new int[ends.length + 1];
        for (int bin = 1; bin < amounts.length; bin++) {
            amounts[bin] = (int) Math.round(curve.weights()[ends[bin - 1]] / unit);
        }
        return amounts;
    }

    private static int[][] ends(List<LevelCurve> curves, int bins) {
        return curves.stream().map(curve -> curve.bins(bins)).toArray(int[][]::new);
    }

    private static double total(List<LevelCurve> curves) {
        return curves.stream().mapToDouble(curve -> curve.all().weight()).sum();
    }
}
