// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

/**
 * Rows that a decision flags.
 *
 * @param positives the weight of those that are positive
 * @param weight the weight of all of them
 */
public record Flagged(double positives, double weight) {
    static final Flagged NONE = new Flagged(0, 0);

    /** Rounding may not decide whether a bound holds. */
    private static final double TOLERANCE = 1e-12;

    /**
     * The share of positives.
     *
     * @return in [0, 1]; NaN if nothing is flagged
     */
    public double precision() {
        return positives / weight;
    }

    Flagged plus(Flagged other) {
        return new Flagged(positives + other.positives, weight + other.weight);
    }

    /** Whether the precision is at least a bound; true if nothing is flagged. */
    boolean meets(double bound) {
        return positives - bound * weight >= -TOLERANCE * weight;
    }
}
