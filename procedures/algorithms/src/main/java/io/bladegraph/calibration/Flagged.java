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

    /**
     * The precision less some standard errors: the lower end of its score interval.
     *
     * <p>Reference: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
     *
     * @param errors how many standard errors
     * @param rowsPerWeight how many rows of equal weight a weight of one is worth
     * @return in [0, 1]; 0 if nothing is flagged
     */
    double precisionLess(double errors, double rowsPerWeight) {
        if (weight == 0) {
            return 0;
        }
        double p = Math.min(1, precision());
        double square = errors * errors / (weight * rowsPerWeight);
        double spread = Math.sqrt(square * (p * (1 - p) + square / 4));
        return Math.max(0, (p + square / 2 - spread) / (1 + square));
    }

    /** Whether the precision less some standard errors is at least a bound. */
    boolean keeps(double bound, double errors, double rowsPerWeight) {
        return precisionLess(errors, rowsPerWeight) >= bound - TOLERANCE;
    }

    Flagged plus(Flagged other) {
        return new Flagged(positives + other.positives, weight + other.weight);
    }

    /** Whether the precision is at least a bound; true if nothing is flagged. */
    boolean meets(double bound) {
        return positives - bound * weight >= -TOLERANCE * weight;
    }
}
