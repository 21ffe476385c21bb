// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * FNC, for a stream with copies and no observation window: every row weighs 1, and the model is corrected when it serves.
 *
 * <p>The model learns b = p / (1 + p), so p = b / (1 - b).
 *
 * <p>Ktena et al., as in {@link FakeNegativeWeight}.
 */
public final class FakeNegativeCalibration implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        return kind.positive() ? ImportanceWeight.POSITIVE : ImportanceWeight.NEGATIVE;
    }

    /**
     * The probability behind what a model has learned with these weights.
     *
     * @param biased b, the model's output, in [0, 1]
     * @return b / (1 - b), at most 1
     */
    public static double corrected(double biased) {
        return biased >= 0.5 ? 1 : biased / (1 - biased);
    }
}
