// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * An isotonic regression per level and one global threshold on its values: MIST.
 *
 * <p>The blocks of all levels are taken from the highest positivity down, as long as the precision of all that was taken
 * is at least the bound. This is the Lagrangian relaxation of the exact problem: it is optimal on the convex hull and
 * misses less than the positives of the one block that did not fit.
 *
 * <p>O(n + B K) for n groups in K levels with B blocks; sorting the rows before costs more.
 *
 * <p>Reference: Arora, Merugu, Saladi, Rastogi, "Leveraging Uncertainty Estimates to Improve Classifier Performance",
 * ICLR 2024, arXiv 2311.11723, the algorithm MIST.
 */
final class IsotonicOptimizer implements ThresholdOptimizer {

    @Override
    public int[] optimize(List<LevelCurve> curves, double bound) {
        int[] best = new int[curves.size()];
        for (int[] prefixes : path(curves)) {
            if (!ThresholdOptimizer.flagged(curves, prefixes).meets(bound)) {
                return best;
            }
            best = prefixes;
        }
        return best;
    }

    /** The choices from the strictest to the one that flags everything, a block more each time. */
    static List<int[]> path(List<LevelCurve> curves) {
        List<Blocks> blocks = curves.stream().map(Blocks::of).toList();
        int[] taken = new int[curves.size()];
        int[] prefixes = new int[curves.size()];
        List<int[]> path = new ArrayList<>();
        for (int level = best(curves, blocks, taken); level >= 0; level = best(curves, blocks, taken)) {
            prefixes[level] = blocks.get(level).end(taken[level]++);
            path.add(prefixes.clone());
        }
        return path;
    }

    /** The level whose next block has the highest positivity; -1 if none is left. */
    private static int best(List<LevelCurve> curves, List<Blocks> blocks, int[] taken) {
        int best = -1;
        double highest = -1;
        for (int level = 0; level < taken.length; level++) {
            if (taken[level] < blocks.get(level).count()) {
                double positivity = blocks.get(level).positivity(curves.get(level), taken[level]);
                if (positivity > highest) {
                    highest = positivity;
                    best = level;
                }
            }
        }
        return best;
    }
}
