// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/** One threshold for everything: the lowest score at which the bound still holds. O(n). Takes one level alone. */
final class SingleThreshold implements ThresholdOptimizer {
    private final Frontier frontier;

    SingleThreshold(List<LevelCurve> curves) {
        if (curves.size() != 1) {
            throw new IllegalStateException("A single threshold has 1 level, but there are " + curves.size() + ".");
        }
        frontier = Frontier.of(curves.get(0).positives(), curves.get(0).weights());
    }

    @Override
    public int[] optimize(double bound) {
        return new int[] {frontier.best(bound)};
    }
}
