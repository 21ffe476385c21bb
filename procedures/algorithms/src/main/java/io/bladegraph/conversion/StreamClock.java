// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Requires;

/**
 * The times of a streaming experiment, epoch milliseconds and milliseconds.
 *
 * @param pretrainEnd events before it are learned beforehand, with their final labels; all others arrive on the stream
 * @param testEnd events from {@code pretrainEnd + attributionWindow}, when those labels are final, up to here are tested on
 * @param period the model learns from one period, then is tested on the next
 * @param observationWindow how long a label is awaited (e)
 * @param attributionWindow how long a conversion counts (w<sub>a</sub>)
 */
public record StreamClock(long pretrainEnd, long testEnd, long period, long observationWindow, long attributionWindow) {

    /** Checks the order. */
    public StreamClock {
        Requires.atLeast("period", period, 1);
        Requires.atLeast("observationWindow", observationWindow, 0);
        Requires.that(
                attributionWindow > observationWindow,
                "attributionWindow",
                "longer than `observationWindow`, " + observationWindow + " ms",
                attributionWindow + " ms",
                attributionWindow);
        Requires.that(
                testEnd > pretrainEnd + attributionWindow,
                "testEnd",
                "after `pretrainEnd` plus `attributionWindow`, " + (pretrainEnd + attributionWindow),
                testEnd,
                testEnd);
    }

    /**
     * The first moment at which all labels of the events before the stream are final.
     *
     * @return {@code pretrainEnd + attributionWindow}
     */
    public long testBegin() {
        return pretrainEnd + attributionWindow;
    }
}
