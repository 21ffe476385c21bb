// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/** One threshold for everything: the lowest score at which the bound still holds. O(n). Takes one level alone. */
final class SingleThreshold implements ThresholdOptimizer {

    @Override
    public int[] optimize(List<LevelCurve> curves, double bound) {
        if (curves.size() != 1) {
            throw new IllegalStateException("A single threshold has 1 level, but there are " + curves.size() + ".");
        }
        LevelCurve curve = curves.get(0);
        int prefix = curve.size();
        while (prefix > 0 && !curve.top(prefix).meets(bound)) {
            prefix--;
        }
        return new int[] {prefix};
    }
}
