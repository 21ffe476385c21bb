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
 * <p>O(n + B K) for n groups in K levels with B blocks, then O(log B) per bound; sorting the rows before costs more.
 *
 * <p>Reference: Arora, Merugu, Saladi, Rastogi, "Leveraging Uncertainty Estimates to Improve Classifier Performance",
 * ICLR 2024, arXiv 2311.11723, the algorithm MIST.
 */
final class IsotonicOptimizer implements ThresholdOptimizer {
    private final List<LevelCurve> curves;
    private final List<int[]> path = new ArrayList<>();
    private final Frontier frontier;

    IsotonicOptimizer(List<LevelCurve> curves) {
        this.curves = curves;
        List<Blocks> blocks = curves.stream().map(Blocks::of).toList();
        int[] taken = new int[curves.size()];
        int[] prefixes = new int[curves.size()];
        path.add(prefixes.clone());
        for (int level = best(blocks, taken); level >= 0; level = best(blocks, taken)) {
            prefixes[level] = blocks.get(level).end(taken[level]++);
            path.add(prefixes.clone());
        }
        frontier = Frontier.of(curves, path);
    }

    /** The choices from the one that flags nothing to the one that flags everything, a block more each time. */
    List<int[]> path() {
        return path;
    }

    /** The place on the path of the last choice that meets a bound. */
    int last(double bound) {
        return frontier.best(bound);
    }

    @Override
    public int[] optimize(double bound) {
        return path.get(last(bound)).clone();
    }

    /** The level whose next block has the highest positivity; -1 if none is left. */
    private int best(List<Blocks> blocks, int[] taken) {
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
