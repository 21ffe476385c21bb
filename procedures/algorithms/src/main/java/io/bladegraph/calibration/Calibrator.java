// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

/** Turns a raw score into a probability that agrees with observed frequencies. Immutable, so safe for threads. */
public sealed interface Calibrator
        permits IsotonicCalibration, LogisticCalibration, MultiCalibration, PosteriorCalibration, VennAbersCalibration {

    /**
     * The calibrated probability of a score.
     *
     * @param score as the model gave it, in [0, 1]
     * @param uncertainty its doubt; only some calibrators look at it
     * @return in [0, 1]
     */
    double calibrate(double score, double uncertainty);

    /**
     * Whether {@link #calibrate} looks at the uncertainty.
     *
     * @return true if it does
     */
    default boolean usesUncertainty() {
        return false;
    }
}
