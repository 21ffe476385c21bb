// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * FNW, for a stream with copies and no observation window: 1 + f for positives, (1 - f)(1 + f) for negatives.
 *
 * <p>All events enter as negatives and the converted ones once more, so Q(y = 1 | x) = p / (1 + p) and
 * Q(y = 0 | x) = 1 / (1 + p); the model's own f stands for p. The fixed point of
 * f / (1 - f) = (1 + f) p / ((1 - f)(1 + f)) is f = p.
 *
 * <p>Ktena et al., "Addressing Delayed Feedback for Continuous Training with Neural Networks in CTR Prediction", RecSys
 * 2019, arXiv 1907.06558.
 */
public final class FakeNegativeWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        double f = beliefs.probability();
        return ImportanceWeight.of(kind.positive(), kind.positive() ? 1 + f : (1 - f) * (1 + f));
    }
}
