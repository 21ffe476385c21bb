// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * The expected loss given all that is known, for a snapshot: 1 for positives and mature negatives, z as a positive and
 * p<sub>rn</sub> as a negative for rows that have not converted so far.
 *
 * <p>With both beliefs at the time that has passed since the event, the positive mass is
 * (p - p<sub>dp</sub>) + (p0 + p<sub>dp</sub>) z = p and the negative mass (p0 + p<sub>dp</sub>) (1 - z) = p0. No weight is
 * larger than 1 and every event counts 1 in all. On a stream with copies it would count late positives twice: that is
 * {@link AlphaWeight} with alpha = 0.
 *
 * <p>Wang et al., "Unbiased Delayed Feedback Label Correction for Conversion Rate Prediction", KDD 2023.
 */
public final class LabelCorrectionWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        return switch (kind) {
            case IMMEDIATE_POSITIVE, DELAYED_POSITIVE -> ImportanceWeight.POSITIVE;
            case OBSERVED_NEGATIVE -> new ImportanceWeight(beliefs.fakeNegative(), beliefs.realNegative());
            case MATURE_NEGATIVE -> ImportanceWeight.NEGATIVE;
        };
    }
}
