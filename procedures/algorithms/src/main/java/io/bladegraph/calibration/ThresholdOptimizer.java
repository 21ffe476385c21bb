// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/**
 * Chooses how far to go down in each level so that recall is large while precision stays at least a bound.
 *
 * <p>An optimizer is made for the curves of some levels and answers for any bound.
 */
@FunctionalInterface
interface ThresholdOptimizer {
    /**
     * How many groups of each level to flag.
     *
     * @param bound least precision of all that is flagged, in (0, 1]
     * @return for each level the number of groups flagged, from the highest score down; all 0 if nothing else meets the
     *     bound
     */
    int[] optimize(double bound);

    /** What a choice flags. */
    static Flagged flagged(List<LevelCurve> curves, int[] prefixes) {
        Flagged sum = Flagged.NONE;
        for (int level = 0; level < prefixes.length; level++) {
            sum = sum.plus(curves.get(level).top(prefixes[level]));
        }
        return sum;
    }
}
