// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.List;

/** How thresholds are chosen. */
public enum ThresholdMethod {
    /** An isotonic regression per level, one global threshold on its values. */
    MIST,
    /** The same, then the slack that the bound leaves is filled. */
    FILLED_MIST,
    /** Dynamic programming over bins of equal weight. */
    EW_DPMT,
    /** Dynamic programming over bins of any weight. */
    VW_DPMT,
    /** One threshold on the score, whatever the uncertainty. */
    SINGLE;

    ThresholdOptimizer optimizer(List<LevelCurve> curves, int bins) {
        return switch (this) {
            case MIST -> new IsotonicOptimizer(curves);
            case FILLED_MIST -> new FilledIsotonicOptimizer(curves);
            case EW_DPMT -> DynamicProgram.overEqualBins(curves, bins);
            case VW_DPMT -> DynamicProgram.overAnyBins(curves, bins);
            case SINGLE -> new SingleThreshold(curves);
        };
    }

    boolean usesBins() {
        return this == EW_DPMT || this == VW_DPMT;
    }
}
