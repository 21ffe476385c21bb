// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import java.util.Arrays;

/**
 * Events and all that came of them, in the hindsight of a log.
 *
 * @param features known at the event, normalized
 * @param eventAt epoch milliseconds, by event
 * @param convertedAt epoch milliseconds, by event; {@link #ABSENT} if it never did
 * @param engagedAt epoch milliseconds, by event; {@link #ABSENT} if it never was
 */
public record StreamEvents(FeatureRows features, long[] eventAt, long[] convertedAt, long[] engagedAt) {
    /** A time that does not exist. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Checks that all have the same length. */
    public StreamEvents {
        if (eventAt.length != features.count()
                || convertedAt.length != features.count()
                || engagedAt.length != features.count()) {
            throw new IllegalArgumentException(features.count() + " rows of features, " + eventAt.length + " event, "
                    + convertedAt.length + " conversion and " + engagedAt.length + " engagement times are not"
                    + " parallel.");
        }
    }

    /**
     * How many events.
     *
     * @return the length of each column
     */
    public int count() {
        return eventAt.length;
    }

    /** Whether an event has converted within a window after it. */
    boolean converted(int event, long window) {
        return within(convertedAt[event], eventAt[event], window);
    }

    /** Whether an event has been engaged with by the end of a window after it; to convert is to engage. */
    boolean engaged(int event, long window) {
        long at = engagedAt[event];
        return converted(event, window) || (at != ABSENT && at - eventAt[event] <= window);
    }

    /** Numbers of the events of a stretch of time, in no order. */
    int[] between(long from, long to) {
        int[] found = new int[count()];
        int size = 0;
        for (int event = 0; event < found.length; event++) {
            if (eventAt[event] >= from && eventAt[event] < to) {
                found[size++] = event;
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** Final labels. */
    Targets truth(int[] events, StreamClock clock) {
        boolean[] converted = new boolean[events.length];
        boolean[] engaged = new boolean[events.length];
        for (int i = 0; i < events.length; i++) {
            converted[i] = converted(events[i], clock.attributionWindow());
            engaged[i] = engaged(events[i], clock.observationWindow());
        }
        return Targets.ofLabels(converted, engaged);
    }

    private static boolean within(long time, long since, long window) {
        return time != ABSENT && time >= since && time - since <= window;
    }
}
