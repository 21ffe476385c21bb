// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Uncertainty cut into levels of about equally many rows. Rows of equal uncertainty are never parted.
 *
 * @param cuts where levels end: level i holds the uncertainties in (cuts[i - 1], cuts[i]]; strictly ascending
 */
public record UncertaintyLevels(double[] cuts) {
    /** One level for every uncertainty. */
    public static final UncertaintyLevels ONE = new UncertaintyLevels(new double[0]);

    /**
     * Cuts at the quantiles of some rows.
     *
     * @param rows the rows; without uncertainties there is one level
     * @param order their numbers by ascending uncertainty
     * @param chosen which rows to look at
     * @param count how many levels; fewer come out if many uncertainties are equal
     */
    static UncertaintyLevels of(ScoredRows rows, int[] order, IntPredicate chosen, int count) {
        if (!rows.hasUncertainties() || count == 1) {
            return ONE;
        }
        long total = 0;
        for (int row = 0; row < order.length; row++) {
            total += chosen.test(row) ? 1 : 0;
        }
        double[] cuts = new double[count];
        int found = 0;
        long seen = 0;
        long next = 1;
        for (int i = 0; i < order.length; i++) {
            seen += chosen.test(order[i]) ? 1 : 0;
            if (seen >= Math.max(1, total * next / count) && next <= count) {
                double cut = rows.uncertainty(order[i]);
                found += found == 0 || cut > cuts[found - 1] ? 1 : 0;
                cuts[found - 1] = cut;
                next++;
            }
        }
        // the last cut is the largest uncertainty, and ends nothing
        found--;
        return new UncertaintyLevels(Arrays.copyOf(cuts, Math.max(0, found)));
    }

    /**
     * The number of levels.
     *
     * @return at least 1
     */
    public int count() {
        return cuts.length + 1;
    }

    /**
     * The level of an uncertainty.
     *
     * @param uncertainty any number; NaN is the most doubtful
     * @return from 0, the surest, to {@code count() - 1}
     */
    public int level(double uncertainty) {
        int level = 0;
        while (level < cuts.length && !(uncertainty <= cuts[level])) {
            level++;
        }
        return level;
    }
}
