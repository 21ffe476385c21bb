// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * What a set of events looks like at some moment.
 *
 * @param events not after that moment
 * @param eventsAfterNow events after it, which nobody knows yet
 * @param immediatePositives converted within the observation window
 * @param delayedPositives converted after it
 * @param observedNegatives not converted, and may still
 * @param matureNegatives not converted, and too late to
 * @param matureEvents whose attribution window is over
 * @param conversionsBeforeEvent conversions that do not count: before their event
 * @param conversionsAfterNow conversions that are not known yet
 * @param conversionsTooLate conversions that do not count: after the attribution window
 */
public record EventCensus(
        long events,
        long eventsAfterNow,
        long immediatePositives,
        long delayedPositives,
        long observedNegatives,
        long matureNegatives,
        long matureEvents,
        long conversionsBeforeEvent,
        long conversionsAfterNow,
        long conversionsTooLate) {

    /**
     * Counts.
     *
     * @param rows the events
     * @param now epoch milliseconds
     * @param windows how long to wait and to count
     * @return the counts
     */
    public static EventCensus of(EventRows rows, long now, FeedbackWindows windows) {
        long future = 0;
        long mature = 0;
        long[] kinds = new long[Observation.Kind.values().length];
        long[] conversions = new long[Observation.Conversion.values().length];
        for (int row = 0; row < rows.size(); row++) {
            if (rows.eventAt()[row] > now) {
                future++;
            } else {
                var seen = Observation.of(rows.eventAt()[row], rows.convertedAt()[row], now, windows);
                kinds[seen.kind().ordinal()]++;
                conversions[seen.conversion().ordinal()]++;
                mature += seen.elapsedMillis() >= windows.attributionMillis() ? 1 : 0;
            }
        }
        return new EventCensus(
                rows.size() - future,
                future,
                kinds[Observation.Kind.IMMEDIATE_POSITIVE.ordinal()],
                kinds[Observation.Kind.DELAYED_POSITIVE.ordinal()],
                kinds[Observation.Kind.OBSERVED_NEGATIVE.ordinal()],
                kinds[Observation.Kind.MATURE_NEGATIVE.ordinal()],
                mature,
                conversions[Observation.Conversion.BEFORE_EVENT.ordinal()],
                conversions[Observation.Conversion.AFTER_NOW.ordinal()],
                conversions[Observation.Conversion.TOO_LATE.ordinal()]);
    }
}
