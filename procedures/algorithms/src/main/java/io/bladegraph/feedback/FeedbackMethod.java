// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/** The ways to weigh, by the names that users know. */
public enum FeedbackMethod {
    /** {@link ExactWeight}. */
    EXACT,
    /** {@link LabelCorrectionWeight}. */
    LABEL_CORRECTION,
    /** {@link ElapsedTimeWeight}. */
    ESDFM,
    /** {@link RealNegativeWeight}. */
    DEFER,
    /** {@link DefuseWeight}. */
    DEFUSE,
    /** {@link BiDefuseWeight}. */
    BI_DEFUSE,
    /** {@link FakeNegativeWeight}. */
    FNW,
    /** {@link FakeNegativeCalibration}. */
    FNC,
    /** {@link FeedbackShiftWeight}. */
    FSIW,
    /** {@link AlphaWeight}. */
    ALPHA;

    /**
     * How the method weighs.
     *
     * @param alpha of {@link #ALPHA}; the others do not look at it
     * @return its formula
     */
    public FeedbackWeight weight(double alpha) {
        return switch (this) {
            case EXACT -> new ExactWeight();
            case LABEL_CORRECTION -> new LabelCorrectionWeight();
            case ESDFM -> new ElapsedTimeWeight();
            case DEFER -> new RealNegativeWeight();
            case DEFUSE -> new DefuseWeight();
            case BI_DEFUSE -> new BiDefuseWeight();
            case FNW -> new FakeNegativeWeight();
            case FNC -> new FakeNegativeCalibration();
            case FSIW -> new FeedbackShiftWeight();
            case ALPHA -> new AlphaWeight(alpha);
        };
    }
}
