// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * FSIW, for a snapshot: p / (p - p<sub>dp</sub>) for positives, p<sub>rn</sub> for negatives, both at the time that has
 * passed since the event.
 *
 * <p>Q(y = 1 | x) = p P(seen | y = 1, x), so positives weigh 1 / P(seen | y = 1, x); Q(y = 0 | x) = p0 + p<sub>dp</sub>. The
 * first weight has no bound soon after the event, and none repairs the bias of events whose conversions cannot be seen yet:
 * clip it, or take {@link LabelCorrectionWeight}.
 *
 * <p>Yasui et al., "A Feedback Shift Correction in Predicting Conversion Rates under Delayed Feedback", WWW 2020.
 */
public final class FeedbackShiftWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        if (kind.positive()) {
            double p = beliefs.probability();
            return new ImportanceWeight(beliefs.delayed() == 0 ? 1 : p / Math.max(0, p - beliefs.delayed()), 0);
        }
        return kind == Observation.Kind.MATURE_NEGATIVE
                ? ImportanceWeight.NEGATIVE
                : new ImportanceWeight(0, beliefs.realNegative());
    }
}
