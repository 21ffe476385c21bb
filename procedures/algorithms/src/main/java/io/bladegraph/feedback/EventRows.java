// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * Events (impressions, clicks, issued coupons) with their features and with what followed.
 *
 * <p>Times are epoch milliseconds; {@link Observation#ABSENT} where something has not happened. Times that lie after the
 * moment of interest may be present: whoever reads them says what moment that is.
 *
 * @param features known at the event
 * @param eventAt (rows)
 * @param convertedAt (rows)
 * @param signalAt when each signal of engagement was first seen, (signals, rows); no signals is an empty array
 */
public record EventRows(Features features, long[] eventAt, long[] convertedAt, long[][] signalAt) {
    private static final int[] NO_CATEGORIES = {};

    /** Checks the lengths. */
    public EventRows {
        requireLength("numbers", (long) features.columns() * eventAt.length, features.numbers().length);
        requireLength("categories", (long) features.categoryCount() * eventAt.length, features.categories().length);
        requireLength("convertedAt", eventAt.length, convertedAt.length);
        for (long[] signal : signalAt) {
            requireLength("signalAt", eventAt.length, signal.length);
        }
    }

    /**
     * Features of all rows.
     *
     * @param columns numbers per row; may be 0
     * @param numbers (rows, columns), row-major, finite
     * @param categoryCount categories per row; may be 0
     * @param categories the bucket that each category was hashed to, (rows, categoryCount), row-major
     */
    public record Features(int columns, float[] numbers, int categoryCount, int[] categories) {

        /** Checks that all numbers are finite. */
        public Features {
            for (int i = 0; i < numbers.length; i++) {
                if (!Float.isFinite(numbers[i])) {
                    throw new IllegalArgumentException("`features` must be finite, but number " + (i % columns + 1)
                            + " of row " + (i / columns + 1) + " was " + numbers[i] + ".");
                }
            }
        }

        /**
         * Features without categories.
         *
         * @param columns numbers per row; may be 0
         * @param numbers (rows, columns), row-major, finite
         * @return the features
         */
        public static Features ofNumbers(int columns, float[] numbers) {
            return new Features(columns, numbers, 0, NO_CATEGORIES);
        }
    }

    private static void requireLength(String name, long expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(
                    "`" + name + "` must have " + expected + " elements, but has " + actual + ".");
        }
    }

    /**
     * How many events there are.
     *
     * @return rows
     */
    public int size() {
        return eventAt.length;
    }

    /**
     * How many signals of an event had been seen at some moment. Signals before the event count from the start.
     *
     * @param row the event
     * @param at epoch milliseconds
     * @return 0 to the number of signals
     */
    public int signalsSeen(int row, long at) {
        int seen = 0;
        for (long[] signal : signalAt) {
            seen += signal[row] != Observation.ABSENT && signal[row] <= at ? 1 : 0;
        }
        return seen;
    }
}
