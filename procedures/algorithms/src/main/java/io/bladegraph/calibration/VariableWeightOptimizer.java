// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/**
 * The optimum over bins of any weight: VW-DPMT.
 *
 * <p>O(K L M) time and O(K M) memory, where M is the weight of all rows in units. The problem is NP-hard in general, so
 * above {@value #MAX_UNITS} rows a unit is more than one row and the optimum is approximate; the bound always holds on
 * the rows given.
 *
 * <p>Reference: Arora et al., arXiv 2311.11723, the algorithm VW-DPMT.
 */
final class VariableWeightOptimizer implements ThresholdOptimizer {
    private static final int MAX_UNITS = 20_000;

    private final int bins;

    VariableWeightOptimizer(int bins) {
        this.bins = bins;
    }

    @Override
    public int[] optimize(List<LevelCurve> curves, double bound) {
        int[][] ends = DynamicProgram.ends(curves, bins);
        double total =
                curves.stream().mapToDouble(curve -> curve.all().weight()).sum();
        double unit = total <= MAX_UNITS ? 1 : total / MAX_UNITS;
        int[][] amounts = new int[ends.length][];
        for (int level = 0; level < ends.length; level++) {
            amounts[level] = new int[ends[level].length + 1];
            for (int bin = 1; bin < amounts[level].length; bin++) {
                double weight = curves.get(level).weights()[ends[level][bin - 1]];
                amounts[level][bin] = (int) Math.round(weight / unit);
            }
        }
        return new DynamicProgram(amounts, DynamicProgram.positives(curves, ends)).solve(curves, ends, bound);
    }
}
