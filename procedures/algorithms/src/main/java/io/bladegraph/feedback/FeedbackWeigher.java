// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * Weighs events by the beliefs of a delay model. Immutable, for use by several threads.
 *
 * @param model what is believed
 * @param method how to weigh; {@link FeedbackMethod#FSIW} takes a conversion for a delayed one after the time that has
 *     passed, the others after the observation window
 * @param alpha of {@link FeedbackMethod#ALPHA}
 */
public record FeedbackWeigher(DelayModel model, FeedbackMethod method, double alpha) {

    /**
     * Weighs an event as it looks at some moment.
     *
     * @param rows events with the model's columns and signals
     * @param row the event
     * @param seen what is known of it at that moment
     * @return its weights, not clipped
     */
    public ImportanceWeight weigh(EventRows rows, int row, Observation seen) {
        return method.weight(alpha).weigh(seen.kind(), needsNoBeliefs(seen.kind()) ? null : beliefs(rows, row, seen));
    }

    private Beliefs beliefs(EventRows rows, int row, Observation seen) {
        if (needsRealNegativesAlone()) {
            return Beliefs.ofRealNegative(model.realNegative(rows, row, seen.elapsedMillis()));
        }
        long late = method == FeedbackMethod.FSIW
                ? seen.elapsedMillis()
                : model.windows().observationMillis();
        return model.believe(rows, row, late, seen.elapsedMillis());
    }

    private boolean needsNoBeliefs(Observation.Kind kind) {
        return method == FeedbackMethod.FNC
                || (needsRealNegativesAlone() && kind != Observation.Kind.OBSERVED_NEGATIVE);
    }

    private boolean needsRealNegativesAlone() {
        return switch (method) {
            case EXACT, LABEL_CORRECTION, ALPHA -> true;
            default -> false;
        };
    }
}
