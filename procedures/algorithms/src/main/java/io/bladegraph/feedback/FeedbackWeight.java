// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * Weights training rows whose labels may still change, so that the loss of the rows as seen becomes that of the final labels.
 *
 * <p>Symbols of all implementations, for one value of the features x: p = P(y = 1), p0 = 1 - p, p<sub>in</sub> and
 * p<sub>dp</sub> = chance to convert within and after the observation window, p<sub>rn</sub> = p0 / (p0 + p<sub>dp</sub>),
 * z = 1 - p<sub>rn</sub>, f = the model's own probability, c = the engagement seen so far. Three streams occur:
 *
 * <ul>
 *   <li>with copies: every event when its observation window ends, labelled so far; then once more, as a
 *       {@link Observation.Kind#DELAYED_POSITIVE}, when it converts after that;
 *   <li>with second looks: every event when its observation window ends, and once more with its final label, as a
 *       {@link Observation.Kind#DELAYED_POSITIVE} or {@link Observation.Kind#MATURE_NEGATIVE};
 *   <li>a snapshot: every event once, labelled so far, at whatever time has passed since.
 * </ul>
 *
 * <p>Implementations keep no state and are safe for use by several threads.
 */
@FunctionalInterface
public interface FeedbackWeight {
    /**
     * Weighs a row.
     *
     * @param kind what the row is
     * @param beliefs what is believed about it
     * @return the weights, finite unless a belief is 0 that must not be
     * @throws IllegalArgumentException if a belief is needed that is missing or no probability
     */
    ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs);
}
