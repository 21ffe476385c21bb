// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

/** How a calibrator is fitted. */
public enum CalibrationMethod {
    /** Isotonic regression. */
    ISOTONIC,
    /** Logistic regression on the logit of the score. */
    PLATT,
    /** Logistic regression on ln(s) and ln(1 - s). */
    BETA,
    /** One factor on the logit of the score. */
    TEMPERATURE,
    /** An inductive Venn-Abers predictor. */
    VENN_ABERS,
    /** The expected rate given score and variance under a fitted prior. */
    POSTERIOR,
    /** Multicalibration over uncertainty levels. */
    MULTICALIBRATION
}
