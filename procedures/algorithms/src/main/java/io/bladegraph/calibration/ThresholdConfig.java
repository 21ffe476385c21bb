// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Requires;

/**
 * What thresholds are to achieve and how they are found.
 *
 * @param precision least precision of what is flagged, in (0, 1]
 * @param levels uncertainty levels, at least 1; a single threshold has one
 * @param bins score bins per level, for the methods that bin
 * @param method how to optimize
 * @param validation how to check the result
 */
public record ThresholdConfig(double precision, int levels, int bins, ThresholdMethod method, Validation validation) {

    /**
     * How thresholds are checked on rows that did not choose them.
     *
     * @param folds parts for cross-fitting: each is judged by thresholds fit on the others; 0 for none
     * @param margin standard errors by which the precision on held-out rows has to exceed the bound; without folds unused
     * @param confidence with which the precision is to hold on new rows, in (0, 1); 0 for no guarantee
     * @param randomSeed decides which rows go into which part
     */
    public record Validation(int folds, double margin, double confidence, long randomSeed) {
        /** Neither cross-fitting nor guarantee. */
        public static final Validation NONE = new Validation(0, 0, 0, 42);

        /** Checks the ranges. */
        public Validation {
            Requires.that(folds == 0 || (folds >= 2 && folds <= 100), "folds", "0 or between 2 and 100", folds, folds);
            Requires.nonNegative("margin", margin);
            Requires.inHalfOpen("confidence", confidence, 0, 1);
        }
    }

    /** Checks the ranges. */
    public ThresholdConfig {
        Requires.that(precision > 0 && precision <= 1, "precision", "in (0, 1]", precision, precision);
        Requires.inRange("levels", levels, 1, 100);
        levels = method == ThresholdMethod.SINGLE ? 1 : levels;
        Requires.inRange("bins", bins, 1, 10_000);
        boolean certifiable = !method.usesBins();
        Requires.that(
                validation.confidence() == 0 || certifiable,
                "method",
                "'mist', 'filledMist' or 'single' if `confidence` is given",
                method == ThresholdMethod.EW_DPMT ? "'ewDpmt'" : "'vwDpmt'",
                method);
    }
}
