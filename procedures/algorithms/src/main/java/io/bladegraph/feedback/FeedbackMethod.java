// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/** The ways to weigh, by the names that users know. */
public enum FeedbackMethod {
    /** {@link ExactWeight}. */
    EXACT(new ExactWeight()),
    /** {@link LabelCorrectionWeight}. */
    LABEL_CORRECTION(new LabelCorrectionWeight()),
    /** {@link ElapsedTimeWeight}. */
    ESDFM(new ElapsedTimeWeight()),
    /** {@link RealNegativeWeight}. */
    DEFER(new RealNegativeWeight()),
    /** {@link DefuseWeight}. */
    DEFUSE(new DefuseWeight()),
    /** {@link BiDefuseWeight}. */
    BI_DEFUSE(new BiDefuseWeight()),
    /** {@link FakeNegativeWeight}. */
    FNW(new FakeNegativeWeight()),
    /** {@link FakeNegativeCalibration}. */
    FNC(new FakeNegativeCalibration()),
    /** {@link FeedbackShiftWeight}. */
    FSIW(new FeedbackShiftWeight()),
    /** {@link AlphaWeight}. */
    ALPHA(null);

    private final FeedbackWeight weight;

    FeedbackMethod(FeedbackWeight weight) {
        this.weight = weight;
    }

    /**
     * How the method weighs.
     *
     * @param alpha of {@link #ALPHA}; the others do not look at it
     * @return its formula
     */
    public FeedbackWeight weight(double alpha) {
        return this == ALPHA ? new AlphaWeight(alpha) : weight;
    }
}
