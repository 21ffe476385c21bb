// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * What is known at some moment about the label of an event.
 *
 * <p>A conversion counts from its event's own millisecond to the end of the attribution window, both included; it is known
 * from its own millisecond on. A negative is mature when the attribution window has ended.
 *
 * @param label whether a conversion that counts is known
 * @param kind where the row stands in a stream of training rows
 * @param elapsedMillis time from the event to now
 * @param mature whether nothing that happens later can change the label
 * @param conversion what became of the conversion that was given
 */
public record Observation(boolean label, Kind kind, long elapsedMillis, boolean mature, Conversion conversion) {
    /** A time that does not exist: no conversion, no engagement. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** The four kinds of training rows. */
    public enum Kind {
        /** Converted within the observation window. */
        IMMEDIATE_POSITIVE,
        /** Converted after the observation window and within the attribution window. */
        DELAYED_POSITIVE,
        /** Not converted so far; may still convert. */
        OBSERVED_NEGATIVE,
        /** Not converted, and too late to. */
        MATURE_NEGATIVE;

        /**
         * The label of such rows.
         *
         * @return whether they have converted
         */
        public boolean positive() {
            return this == IMMEDIATE_POSITIVE || this == DELAYED_POSITIVE;
        }
    }

    /** What becomes of a conversion; all but {@link #COUNTS} leave the label at 0. */
    public enum Conversion {
        /** There is none. */
        NONE,
        /** It counts. */
        COUNTS,
        /** It lies before its event, so it belongs to another one or a clock is wrong. */
        BEFORE_EVENT,
        /** It lies after now, so it is not known yet. */
        AFTER_NOW,
        /** It lies after the attribution window. */
        TOO_LATE
    }

    /**
     * Looks at an event.
     *
     * @param eventAt epoch milliseconds, not after {@code now}
     * @param convertedAt epoch milliseconds, or {@link #ABSENT}
     * @param now epoch milliseconds
     * @param windows how long to wait and to count
     * @return what is known
     * @throws IllegalArgumentException if the event lies after {@code now}
     */
    public static Observation of(long eventAt, long convertedAt, long now, FeedbackWindows windows) {
        if (eventAt > now) {
            throw new IllegalArgumentException(
                    "`eventAt` must not be after `now`, but was " + (eventAt - now) + " ms after it.");
        }
        Conversion conversion = conversion(eventAt, convertedAt, now, windows);
        long elapsed = now - eventAt;
        boolean label = conversion == Conversion.COUNTS;
        boolean mature = label || elapsed >= windows.attributionMillis();
        return new Observation(label, kind(label, mature, convertedAt - eventAt, windows), elapsed, mature, conversion);
    }

    private static Kind kind(boolean label, boolean mature, long delay, FeedbackWindows windows) {
        if (label) {
            return delay <= windows.observationMillis() ? Kind.IMMEDIATE_POSITIVE : Kind.DELAYED_POSITIVE;
        }
        return mature ? Kind.MATURE_NEGATIVE : Kind.OBSERVED_NEGATIVE;
    }

    private static Conversion conversion(long eventAt, long convertedAt, long now, FeedbackWindows windows) {
        if (convertedAt == ABSENT) {
            return Conversion.NONE;
        } else if (convertedAt > now) {
            return Conversion.AFTER_NOW;
        } else if (convertedAt < eventAt) {
            return Conversion.BEFORE_EVENT;
        }
        return convertedAt - eventAt <= windows.attributionMillis() ? Conversion.COUNTS : Conversion.TOO_LATE;
    }
}
