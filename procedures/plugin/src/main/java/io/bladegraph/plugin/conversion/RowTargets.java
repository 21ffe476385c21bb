// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import io.bladegraph.conversion.Targets;
import java.util.Arrays;

/** What rows say to a conversion model. */
public final class RowTargets {
    private RowTargets() {}

    /**
     * The labels as they are: a row that has not converted is a negative. To convert is to engage.
     *
     * @param table events; a conversion before its event counts as none
     * @param entireSpace whether engagements are learned
     * @return weights of 1
     * @throws IllegalArgumentException if all rows are of one class
     */
    public static Targets labels(EventTable table, boolean entireSpace) {
        boolean[] converted = converted(table);
        boolean[] engaged = engaged(table, converted);
        requireBothClasses("convertedAt", converted);
        if (entireSpace) {
            requireBothClasses("engagedAt", engaged);
        }
        return Targets.ofLabels(converted, engaged);
    }

    /** What a row counts in the loss of conversions. */
    public interface Weights {
        /** Whether the row's event is not after now. */
        boolean known(int row);

        /** Weight of the row as a positive. */
        double positive(int row);

        /** Weight of the row as a negative. */
        double negative(int row);
    }

    /**
     * Labels that may still change, weighted. Engagements are those within the observation window, and are learned from rows
     * of which that window has ended.
     *
     * @param table events
     * @param weights of the conversions
     * @param now epoch milliseconds; events after it count nothing
     * @param observationWindow how long engagements are awaited
     * @return weights
     */
    public static Targets weighted(EventTable table, Weights weights, long now, long observationWindow) {
        int size = table.size();
        long[] eventAt = table.eventAt().toArray();
        long[] convertedAt = table.convertedAt().toArray();
        long[] engagedAt = firstEngagement(table);
        var targets = new Targets(new float[size], new float[size], new float[size], new float[size]);
        for (int row = 0; row < size; row++) {
            if (weights.known(row)) {
                targets.positive()[row] = (float) weights.positive(row);
                targets.negative()[row] = (float) weights.negative(row);
                long end = eventAt[row] + observationWindow;
                boolean engaged = isWithin(engagedAt[row], end) || isWithin(convertedAt[row], end);
                targets.engaged()[row] = end <= now && engaged ? 1 : 0;
                targets.notEngaged()[row] = end <= now && !engaged ? 1 : 0;
            }
        }
        return targets;
    }

    private static boolean isWithin(long time, long end) {
        return time != EventTable.ABSENT && time <= end;
    }

    static boolean[] converted(EventTable table) {
        long[] eventAt = table.eventAt().toArray();
        long[] convertedAt = table.convertedAt().toArray();
        boolean[] converted = new boolean[table.size()];
        for (int row = 0; row < converted.length; row++) {
            converted[row] = convertedAt[row] != EventTable.ABSENT && convertedAt[row] >= eventAt[row];
        }
        return converted;
    }

    /** When each row was first engaged with, by any signal. */
    static long[] firstEngagement(EventTable table) {
        long[] first = new long[table.size()];
        Arrays.fill(first, EventTable.ABSENT);
        for (Times signal : table.signals().values()) {
            long[] times = signal.toArray();
            for (int row = 0; row < first.length; row++) {
                if (times[row] != EventTable.ABSENT && (first[row] == EventTable.ABSENT || times[row] < first[row])) {
                    first[row] = times[row];
                }
            }
        }
        return first;
    }

    private static boolean[] engaged(EventTable table, boolean[] converted) {
        long[] first = firstEngagement(table);
        boolean[] engaged = new boolean[first.length];
        for (int row = 0; row < engaged.length; row++) {
            engaged[row] = converted[row] || first[row] != EventTable.ABSENT;
        }
        return engaged;
    }

    static void requireBothClasses(String column, boolean[] labels) {
        int count = 0;
        for (boolean label : labels) {
            count += label ? 1 : 0;
        }
        if (count == 0 || count == labels.length) {
            throw new IllegalArgumentException("`" + column + "` must be known in some rows and null in others, but "
                    + count + " of " + labels.length + " rows have one that counts.");
        }
    }
}
