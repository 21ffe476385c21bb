// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * How long a label is waited for, and how long a conversion counts.
 *
 * @param observationMillis how long after its event a label enters the training (w<sub>o</sub>, e in papers); 0 for at once
 * @param attributionMillis how long after its event a conversion still counts (w<sub>a</sub>)
 */
public record FeedbackWindows(long observationMillis, long attributionMillis) {

    /** Checks that the windows are the right way round. */
    public FeedbackWindows {
        if (!(observationMillis >= 0)) {
            throw new IllegalArgumentException(
                    "`observationWindow` must not be negative, but was " + observationMillis + " ms.");
        }
        if (!(attributionMillis > observationMillis)) {
            throw new IllegalArgumentException("`attributionWindow` must be longer than `observationWindow`, but "
                    + attributionMillis + " ms is not longer than " + observationMillis + " ms.");
        }
    }
}
