// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.conversion.StreamMethod.Arrivals;
import io.bladegraph.conversion.StreamMethod.Kind;
import io.bladegraph.conversion.StreamMethod.Row;
import io.bladegraph.conversion.StreamMethod.Weight;
import io.bladegraph.conversion.StreamMethod.Weighting;
import io.bladegraph.feedback.Beliefs;
import io.bladegraph.feedback.DelayModel;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackMethod;
import io.bladegraph.feedback.ImportanceWeight;
import io.bladegraph.feedback.Observation;

/** The ways to learn from delayed feedback that can be compared on any log, from the least to the most informed. */
public enum FeedbackRule {
    /** The model as it was before the stream. */
    PRETRAINED("pretrained", Arrivals.NEVER, null),
    /** Labels as they are when the observation window ends. */
    VANILLA("vanilla", Arrivals.WINDOW, null),
    /** The same, and a positive copy of each delayed conversion. */
    DUPLICATED("duplicated", Arrivals.COPIES, null),
    /** Final labels, an attribution window late. */
    MATURE("mature", Arrivals.MATURE, null),
    /** {@link FeedbackMethod#FNW}, on negatives at once and positive copies. */
    FNW("fnw", Arrivals.AT_ONCE, FeedbackMethod.FNW),
    /** {@link FeedbackMethod#ESDFM}. */
    ESDFM("esdfm", Arrivals.COPIES, FeedbackMethod.ESDFM),
    /** {@link FeedbackMethod#DEFER}, on second looks. */
    DEFER("defer", Arrivals.SECOND_LOOKS, FeedbackMethod.DEFER),
    /** {@link FeedbackMethod#DEFUSE}. */
    DEFUSE("defuse", Arrivals.COPIES, FeedbackMethod.DEFUSE),
    /** {@link FeedbackMethod#LABEL_CORRECTION}, which needs no copies. */
    LABEL_CORRECTION("labelCorrection", Arrivals.WINDOW, FeedbackMethod.LABEL_CORRECTION),
    /** {@link FeedbackMethod#EXACT}. */
    EXACT("exact", Arrivals.COPIES, FeedbackMethod.EXACT),
    /** Final labels at once, which nobody can know. */
    ORACLE("oracle", Arrivals.TRUTH, null);

    private static final double LARGEST_WEIGHT = 20;

    private final String title;
    private final Arrivals arrivals;
    private final FeedbackMethod method;

    FeedbackRule(String title, Arrivals arrivals, FeedbackMethod method) {
        this.title = title;
        this.arrivals = arrivals;
        this.method = method;
    }

    /**
     * Whether the rule asks a delay model.
     *
     * @return true if its weights are not known beforehand
     */
    public boolean needsDelays() {
        return method != null;
    }

    /**
     * The method for the protocol.
     *
     * @param delays what is believed of conversions; null if {@link #needsDelays} is false
     * @param rows the events of the protocol, in the same order, as the delay model wants them
     * @param entireSpace whether the model learns engagements beside conversions
     * @return a method named as users write the rule, such as {@code labelCorrection}
     */
    public StreamMethod method(DelayModel delays, EventRows rows, boolean entireSpace) {
        Weighting weighting = method == null ? Weighting.PLAIN : row -> weigh(delays, rows, row);
        return new StreamMethod(title, arrivals, weighting, entireSpace);
    }

    /** With the probability of the model that learns, where the formula wants one; weights above 20 are cut off. */
    private Weight weigh(DelayModel delays, EventRows rows, Row row) {
        long elapsed = row.at() - rows.eventAt()[row.event()];
        Beliefs believed = delays.believe(rows, row.event(), delays.windows().observationMillis(), elapsed);
        var beliefs = new Beliefs(
                Math.max(row.probability(), believed.delayed()), believed.delayed(), believed.realNegative());
        ImportanceWeight weight =
                method.weight(0).weigh(kind(row.kind()), beliefs).clipped(LARGEST_WEIGHT);
        return new Weight(weight.positive(), weight.negative());
    }

    private static Observation.Kind kind(Kind kind) {
        return switch (kind) {
            case FIRST_POSITIVE -> Observation.Kind.IMMEDIATE_POSITIVE;
            case FIRST_NEGATIVE -> Observation.Kind.OBSERVED_NEGATIVE;
            case COPY, FINAL_POSITIVE -> Observation.Kind.DELAYED_POSITIVE;
            case FINAL_NEGATIVE -> Observation.Kind.MATURE_NEGATIVE;
        };
    }
}
