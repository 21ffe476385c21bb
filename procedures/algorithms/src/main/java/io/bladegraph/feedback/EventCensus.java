// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.feedback.Observation.Conversion;
import io.bladegraph.feedback.Observation.Kind;
import java.util.EnumMap;
import java.util.Map;

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
        Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        Map<Conversion, Long> conversions = new EnumMap<>(Conversion.class);
        for (int row = 0; row < rows.size(); row++) {
            if (rows.eventAt()[row] > now) {
                future++;
            } else {
                var seen = Observation.of(rows.eventAt()[row], rows.convertedAt()[row], now, windows);
                kinds.merge(seen.kind(), 1L, Long::sum);
                conversions.merge(seen.conversion(), 1L, Long::sum);
                mature += seen.elapsedMillis() >= windows.attributionMillis() ? 1 : 0;
            }
        }
        return new EventCensus(
                rows.size() - future,
                future,
                kinds.getOrDefault(Kind.IMMEDIATE_POSITIVE, 0L),
                kinds.getOrDefault(Kind.DELAYED_POSITIVE, 0L),
                kinds.getOrDefault(Kind.OBSERVED_NEGATIVE, 0L),
                kinds.getOrDefault(Kind.MATURE_NEGATIVE, 0L),
                mature,
                conversions.getOrDefault(Conversion.BEFORE_EVENT, 0L),
                conversions.getOrDefault(Conversion.AFTER_NOW, 0L),
                conversions.getOrDefault(Conversion.TOO_LATE, 0L));
    }
}
