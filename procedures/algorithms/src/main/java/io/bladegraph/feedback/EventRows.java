// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * Events (impressions, clicks, issued coupons) with their features and with what followed.
 *
 * <p>Times are epoch milliseconds; {@link Observation#ABSENT} where something has not happened. Times that lie after the
 * moment of interest may be present: whoever reads them says what moment that is.
 *
 * @param values features known at the event, (rows, columns), row-major, finite
 * @param columns features per row; may be 0
 * @param eventAt (rows)
 * @param convertedAt (rows)
 * @param signalAt when each signal of engagement was first seen, (signals, rows); no signals is an empty array
 */
public record EventRows(float[] values, int columns, long[] eventAt, long[] convertedAt, long[][] signalAt) {

    /** Checks the shapes and that all features are finite. */
    public EventRows {
        requireLength("values", (long) columns * eventAt.length, values.length);
        requireLength("convertedAt", eventAt.length, convertedAt.length);
        for (long[] signal : signalAt) {
            requireLength("signalAt", eventAt.length, signal.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("`features` must be finite, but number " + (i % columns + 1)
                        + " of row " + (i / columns + 1) + " was " + values[i] + ".");
            }
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
