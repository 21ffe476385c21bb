// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * P(x, y) / Q(x, y) for a stream with copies: 1 for positives, p<sub>rn</sub>(x, c) for negatives.
 *
 * <p>One event makes 1 + [y = 1, late] rows, so Q(x) = P(x) (1 + p<sub>dp</sub>(x)) / Z; among them
 * Q(y = 1 | x) = p / (1 + p<sub>dp</sub>) and Q(y = 0 | x) = (p0 + p<sub>dp</sub>) / (1 + p<sub>dp</sub>). The factors
 * 1 + p<sub>dp</sub> cancel in the joint ratio, the constant Z scales the learning rate.
 *
 * <p>With engagement the sum over c of P(c | x) [P(y = 1 | x, c), P(y = 0 | x, c)] is [p, p0] again, so the weight may look at
 * signals that the model does not have when it serves, and is the sharper for it. That holds for no weight with a factor
 * 1 + p<sub>dp</sub>(x, c), which over-weights engaged rows of the same x.
 */
public final class ExactWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        return switch (kind) {
            case IMMEDIATE_POSITIVE, DELAYED_POSITIVE -> ImportanceWeight.POSITIVE;
            case OBSERVED_NEGATIVE -> new ImportanceWeight(0, beliefs.realNegative());
            case MATURE_NEGATIVE -> ImportanceWeight.NEGATIVE;
        };
    }
}
