// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import java.util.Arrays;

/**
 * The attribution window cut into bins that grow with the time since the event: a few before the end of the observation
 * window, which is always a cut, the others after it in equal ratios.
 */
final class TimeGrid {
    private static final int EARLY_BINS = 4;
    private static final int WIDTH_OF_FIRST = 4096;

    private final long[] ends;
    private final double step;

    /**
     * Cuts.
     *
     * @param windows what to cut
     * @param bins how many bins at most; windows of few milliseconds have fewer
     */
    TimeGrid(FeedbackWindows windows, int bins) {
        long observation = windows.observationMillis();
        long attribution = windows.attributionMillis();
        int early = observation == 0 ? 0 : Math.min(EARLY_BINS, bins / 2);
        long[] cuts = new long[bins];
        for (int b = 0; b < early; b++) {
            cuts[b] = Math.max(1, observation >> (early - 1 - b));
        }
        double from = observation == 0 ? Math.max(1, attribution / (double) WIDTH_OF_FIRST) : observation;
        int late = bins - early;
        for (int b = 1; b <= late; b++) {
            double step = observation == 0 && late > 1 ? (b - 1.0) / (late - 1) : b / (double) late;
            cuts[early + b - 1] = Math.round(from * Math.pow(attribution / from, step));
        }
        cuts[bins - 1] = attribution;
        ends = Arrays.stream(cuts).distinct().toArray();
        step = ends.length == 1 ? 0 : 1.0 / (ends.length - 1);
    }

    int bins() {
        return ends.length;
    }

    /** Last millisecond of a bin. */
    long end(int bin) {
        return ends[bin];
    }

    /** Where a bin begins; the moment itself belongs to the bin before, but for the event's own. */
    long start(int bin) {
        return bin == 0 ? 0 : ends[bin - 1];
    }

    /** The bin in which something happened. */
    int binOf(long delay) {
        int found = Arrays.binarySearch(ends, delay);
        return found >= 0 ? found : -found - 1;
    }

    /** The bin that comes next after some time: the first that is not over. {@link #bins()} if all are. */
    int binAfter(long elapsed) {
        return binOf(elapsed + 1);
    }

    /** How many bins are over. */
    int closedAfter(long elapsed) {
        return binAfter(elapsed);
    }

    /** The share of a bin that is still to come. */
    double remaining(int bin, long elapsed) {
        return (end(bin) - elapsed) / (double) (end(bin) - start(bin));
    }

    /** The time covariate of a bin: equal steps from -1/2 to 1/2. */
    double time(int bin) {
        return bin * step - 0.5;
    }

    double step() {
        return step;
    }
}
