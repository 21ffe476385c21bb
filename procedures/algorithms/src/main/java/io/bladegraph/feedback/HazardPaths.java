// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import java.util.Arrays;

/**
 * What had been seen of every event at one moment, bin by bin: the training data of the hazards.
 *
 * <p>Nothing later than that moment is looked at. A bin counts once it is over, whatever happened in it: to count the
 * conversions of bins that are still open, but not the events that may yet convert in them, would overstate the hazard.
 */
final class HazardPaths {
    /** Not before the last bin of the row. */
    private static final byte NEVER = Byte.MAX_VALUE;

    private static final byte BEFORE = -1;

    /** Bins of a row that count; the last one is that of its conversion, if it has converted. */
    private final byte[] length;

    private final boolean[] converted;
    private final byte[][] moves;

    /**
     * Looks at all events.
     *
     * @param rows the events
     * @param now epoch milliseconds
     * @param windows how long to count
     * @param grid the bins
     */
    HazardPaths(EventRows rows, long now, FeedbackWindows windows, TimeGrid grid) {
        int n = rows.size();
        length = new byte[n];
        converted = new boolean[n];
        moves = new byte[rows.signalAt().length][n];
        byte[] seen = new byte[moves.length];
        for (int row = 0; row < n; row++) {
            long eventAt = rows.eventAt()[row];
            int closed = eventAt > now ? 0 : grid.closedAfter(now - eventAt);
            if (closed > 0
                    && Observation.of(eventAt, rows.convertedAt()[row], now, windows)
                            .label()) {
                int bin = grid.binOf(rows.convertedAt()[row] - eventAt);
                converted[row] = bin < closed;
                closed = Math.min(closed, bin + 1);
            }
            length[row] = (byte) closed;
            for (int s = 0; s < seen.length; s++) {
                seen[s] = moveBin(rows.signalAt()[s][row], eventAt, now, grid);
            }
            Arrays.sort(seen);
            for (int s = 0; s < seen.length; s++) {
                moves[s][row] = seen[s];
            }
        }
    }

    private static byte moveBin(long signalAt, long eventAt, long now, TimeGrid grid) {
        if (signalAt == Observation.ABSENT || signalAt > now || signalAt - eventAt > grid.end(grid.bins() - 1)) {
            return NEVER;
        }
        return signalAt <= eventAt ? BEFORE : (byte) grid.binOf(signalAt - eventAt);
    }

    int size() {
        return length.length;
    }

    int length(int row) {
        return length[row];
    }

    boolean converted(int row) {
        return converted[row];
    }

    /** The number of signals seen by the end of a bin; -1 for the event itself. */
    int state(int row, int bin) {
        int state = 0;
        for (byte[] move : moves) {
            state += move[row] <= bin ? 1 : 0;
        }
        return state;
    }
}
