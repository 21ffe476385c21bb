// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

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
     * @param count how many levels; fewer come out if many uncertainties are equal
     */
    static UncertaintyLevels of(ScoredRows rows, int count) {
        if (rows.uncertainties().length == 0 || count == 1) {
            return ONE;
        }
        double[] sorted = rows.uncertainties().clone();
        Arrays.sort(sorted);
        double[] cuts = IntStream.range(1, count)
                .mapToDouble(level -> sorted[(int) Math.max(0, (long) sorted.length * level / count - 1)])
                .filter(cut -> cut < sorted[sorted.length - 1])
                .distinct()
                .toArray();
        return new UncertaintyLevels(cuts);
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
