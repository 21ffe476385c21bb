// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.feedback;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.feedback.Beliefs;
import io.bladegraph.feedback.DelayConfig;
import io.bladegraph.feedback.DelayFit;
import io.bladegraph.feedback.DelayModel;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackWindows;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Delay models learned again every day, each from the six days before it, and asked only for what comes after it. */
final class DelayModels {
    private static final long EVERY = Coupons.DAY;
    private static final long MEMORY = 6 * Coupons.DAY;

    private final EventRows rows;
    private final NavigableMap<Long, DelayModel> models = new TreeMap<>();

    DelayModels(EventRows rows, long from, long to, FeedbackWindows windows, Workers workers) {
        this.rows = rows;
        for (long now = from; now < to; now += EVERY) {
            EventRows known = between(rows, now - MEMORY, now);
            models.put(
                    now,
                    DelayFit.fit(known, now, DelayConfig.of(windows), workers, Monitor.NONE)
                            .model());
        }
    }

    /** The same by the features alone. */
    Beliefs believeByFeatures(int row, long at) {
        Beliefs beliefs = believe(row, at);
        double never = 1 - beliefs.probability();
        return new Beliefs(beliefs.probability(), beliefs.delayed(), never / (never + beliefs.delayed()));
    }

    /** What was believed of an event that had not converted when its observation window ended, by features and clip. */
    Beliefs believe(int row, long at) {
        DelayModel model = models.floorEntry(at).getValue();
        long window = model.windows().observationMillis();
        return model.believe(rows, row, window, window);
    }

    /** Rows lie in the order of time. */
    static EventRows between(EventRows rows, long from, long to) {
        int begin = 0;
        while (rows.eventAt()[begin] < from) {
            begin++;
        }
        int end = begin;
        while (end < rows.size() && rows.eventAt()[end] < to) {
            end++;
        }
        int columns = rows.features().columns();
        float[] numbers = Arrays.copyOfRange(rows.features().numbers(), begin * columns, end * columns);
        long[][] signals = new long[rows.signalAt().length][];
        for (int s = 0; s < signals.length; s++) {
            signals[s] = Arrays.copyOfRange(rows.signalAt()[s], begin, end);
        }
        return new EventRows(
                EventRows.Features.ofNumbers(columns, numbers),
                Arrays.copyOfRange(rows.eventAt(), begin, end),
                Arrays.copyOfRange(rows.convertedAt(), begin, end),
                signals);
    }
}
