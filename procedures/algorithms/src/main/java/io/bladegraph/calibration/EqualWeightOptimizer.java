// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/**
 * The optimum over bins that all weigh the same: EW-DPMT.
 *
 * <p>O(K<sup>2</sup> L<sup>2</sup>) time and O(K<sup>2</sup> L) memory for K levels of L bins, beside O(n) for binning.
 * Ties that do not fit into a bin make it heavier than others, and it counts as several, rounded: the bound still holds
 * on the rows given, but the optimum is then an approximation, and {@link VariableWeightOptimizer} serves better.
 *
 * <p>Reference: Arora et al., arXiv 2311.11723, the algorithm EW-DPMT.
 */
final class EqualWeightOptimizer implements ThresholdOptimizer {
    private final int bins;

    EqualWeightOptimizer(int bins) {
        this.bins = bins;
    }

    @Override
    public int[] optimize(List<LevelCurve> curves, double bound) {
        int[][] ends = DynamicProgram.ends(curves, bins);
        double total =
                curves.stream().mapToDouble(curve -> curve.all().weight()).sum();
        double share = total / (curves.size() * bins);
        int[][] amounts = new int[ends.length][];
        for (int level = 0; level < ends.length; level++) {
            amounts[level] = new int[ends[level].length + 1];
            for (int bin = 1; bin < amounts[level].length; bin++) {
                amounts[level][bin] = (int) Math.round(curves.get(level).weights()[ends[level][bin - 1]] / share);
            }
        }
        return new DynamicProgram(amounts, DynamicProgram.positives(curves, ends)).solve(curves, ends, bound);
    }
}
