// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Requires;

/**
 * Waits for late positives with a share alpha of their weight, and expects the rest of it when their event is first seen.
 *
 * <p>Immediate positives weigh 1, copies alpha, negatives z (1 - alpha) as positives and 1 - z as negatives. The positive
 * mass is p<sub>in</sub> + alpha p<sub>dp</sub> + (p0 + p<sub>dp</sub>) z (1 - alpha) = p, the negative mass
 * (p0 + p<sub>dp</sub>) (1 - z) = p0, for any alpha.
 *
 * <p>For a stream with copies. alpha = 1 is {@link ExactWeight}. alpha = 0 waits for no copy: it is the freshest and leans on
 * z alone.
 *
 * @param alpha share of a late positive that waits for its conversion, in [0, 1]
 */
public record AlphaWeight(double alpha) implements FeedbackWeight {
    /** Checks the range. */
    public AlphaWeight {
        Requires.inClosed("alpha", alpha, 0, 1);
    }

    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        return switch (kind) {
            case IMMEDIATE_POSITIVE -> ImportanceWeight.POSITIVE;
            case DELAYED_POSITIVE -> new ImportanceWeight(alpha, 0);
            case OBSERVED_NEGATIVE ->
                new ImportanceWeight(beliefs.fakeNegative() * (1 - alpha), beliefs.realNegative());
            case MATURE_NEGATIVE -> ImportanceWeight.NEGATIVE;
        };
    }
}
