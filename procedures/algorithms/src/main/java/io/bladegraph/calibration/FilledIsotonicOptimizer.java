// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/**
 * {@link IsotonicOptimizer}, then the slack filled: what the bound leaves is spent inside the next block of each level.
 *
 * <p>Each level is extended at most once, the one that gains most positives first, so the recall is never below that of
 * the plain method. O(n K) per bound at worst.
 */
final class FilledIsotonicOptimizer implements ThresholdOptimizer {
    private final List<LevelCurve> curves;
    private final IsotonicOptimizer plain;

    FilledIsotonicOptimizer(List<LevelCurve> curves) {
        this.curves = curves;
        this.plain = new IsotonicOptimizer(curves);
    }

    @Override
    public int[] optimize(double bound) {
        int place = plain.last(bound);
        int[] prefixes = plain.path().get(place).clone();
        boolean[] extended = new boolean[prefixes.length];
        int[] ends = nextBlocks(place);
        for (int round = 0; round < prefixes.length; round++) {
            Flagged flagged = ThresholdOptimizer.flagged(curves, prefixes);
            int bestLevel = -1;
            int bestPrefix = 0;
            double bestGain = 0;
            for (int level = 0; level < prefixes.length; level++) {
                LevelCurve curve = curves.get(level);
                int prefix = extended[level]
                        ? prefixes[level]
                        : extension(curve, prefixes[level], ends[level], bound, flagged);
                double gain = curve.positives()[prefix] - curve.positives()[prefixes[level]];
                if (gain > bestGain) {
                    bestGain = gain;
                    bestLevel = level;
                    bestPrefix = prefix;
                }
            }
            if (bestLevel < 0) {
                break;
            }
            prefixes[bestLevel] = bestPrefix;
            extended[bestLevel] = true;
        }
        return prefixes;
    }

    /** The longest prefix up to {@code end} with which the whole still meets the bound. */
    private static int extension(LevelCurve curve, int prefix, int end, double bound, Flagged flagged) {
        Flagged others = new Flagged(
                flagged.positives() - curve.positives()[prefix], flagged.weight() - curve.weights()[prefix]);
        int longest = end;
        while (longest > prefix && !others.plus(curve.top(longest)).meets(bound)) {
            longest--;
        }
        return longest;
    }

    /** Where the block that follows each prefix of a choice ends. */
    private int[] nextBlocks(int place) {
        int[] prefixes = plain.path().get(place);
        int[] ends = prefixes.clone();
        for (int[] later : plain.path().subList(place, plain.path().size())) {
            for (int level = 0; level < ends.length; level++) {
                ends[level] = ends[level] == prefixes[level] ? later[level] : ends[level];
            }
        }
        return ends;
    }
}
