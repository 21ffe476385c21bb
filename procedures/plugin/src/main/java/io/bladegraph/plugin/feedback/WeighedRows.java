// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.feedback;

import io.bladegraph.Workers;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackWeigher;
import io.bladegraph.feedback.ImportanceWeight;
import io.bladegraph.feedback.Observation;
import io.bladegraph.feedback.Observation.Kind;
import java.util.stream.IntStream;

/**
 * What rows count.
 *
 * @param kinds of the rows; null for events that lie after the moment asked for
 * @param positive by row
 * @param negative by row
 */
public record WeighedRows(Kind[] kinds, double[] positive, double[] negative) {
    private static final int CHUNK = 4096;

    /**
     * Weighs.
     *
     * @param rows the events
     * @param now epoch milliseconds
     * @param weigher how to weigh
     * @param maxWeight where weights are clipped
     * @param workers share out the rows
     * @return the weights
     */
    public static WeighedRows of(EventRows rows, long now, FeedbackWeigher weigher, double maxWeight, Workers workers) {
        int count = rows.size();
        var weighed = new WeighedRows(new Kind[count], new double[count], new double[count]);
        var windows = weigher.model().windows();
        workers.run(count, CHUNK, (begin, end) -> {
            for (int row = begin; row < end; row++) {
                if (rows.eventAt()[row] <= now) {
                    var seen = Observation.of(rows.eventAt()[row], rows.convertedAt()[row], now, windows);
                    ImportanceWeight weight = weigher.weigh(rows, row, seen).clipped(maxWeight);
                    weighed.kinds[row] = seen.kind();
                    weighed.positive[row] = weight.positive();
                    weighed.negative[row] = weight.negative();
                }
            }
        });
        return weighed;
    }

    /**
     * Whether an event is known at the moment asked for.
     *
     * @param row the event
     * @return false if it lies after it
     */
    public boolean known(int row) {
        return kinds[row] != null;
    }

    /**
     * The events that are known at the moment asked for.
     *
     * @return their numbers, in order
     */
    public int[] known() {
        return IntStream.range(0, kinds.length).filter(this::known).toArray();
    }

    /**
     * The kind of a row.
     *
     * @param row an event that is known
     * @return its kind
     */
    public Kind kind(int row) {
        return kinds[row];
    }
}
