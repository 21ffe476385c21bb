// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.stream.Stream;

/**
 * Thresholds and how good they are.
 *
 * @param boundary the thresholds
 * @param flagged what they flag by level, of the rows that they are judged by
 * @param positives the weight of all positives among those rows
 * @param singleThresholdRecall what one threshold would reach, chosen in the same way from the same rows
 * @param crossFitted what thresholds flag that were fit on other rows, all folds together; null without folds
 */
public record ThresholdResult(
        DecisionBoundary boundary,
        Flagged[] flagged,
        double positives,
        double singleThresholdRecall,
        Flagged crossFitted) {

    /**
     * The share of positives among what is flagged.
     *
     * @return in [0, 1]
     */
    public double precision() {
        return total().precision();
    }

    /**
     * The share of the positives that is flagged.
     *
     * @return in [0, 1]
     */
    public double recall() {
        return total().positives() / positives;
    }

    private Flagged total() {
        return Stream.of(flagged).reduce(Flagged.NONE, Flagged::plus);
    }
}
