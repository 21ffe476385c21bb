// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

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

    ThresholdOptimizer optimizer(int bins) {
        return switch (this) {
            case MIST -> new IsotonicOptimizer();
            case FILLED_MIST -> new FilledIsotonicOptimizer();
            case EW_DPMT -> new EqualWeightOptimizer(bins);
            case VW_DPMT -> new VariableWeightOptimizer(bins);
            case SINGLE -> new SingleThreshold();
        };
    }

    boolean usesBins() {
        return this == EW_DPMT || this == VW_DPMT;
    }
}
