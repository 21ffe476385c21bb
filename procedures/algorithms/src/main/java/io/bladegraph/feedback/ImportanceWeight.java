// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * What a row counts in the loss -positive log f - negative log(1 - f), where f is the model's probability. Both are
 * constants for the gradient, also where they depend on f.
 *
 * @param positive weight of the row as a positive
 * @param negative weight of the row as a negative
 */
public record ImportanceWeight(double positive, double negative) {
    /** A row that is a positive and nothing else. */
    public static final ImportanceWeight POSITIVE = new ImportanceWeight(1, 0);

    /** A row that is a negative and nothing else. */
    public static final ImportanceWeight NEGATIVE = new ImportanceWeight(0, 1);

    static ImportanceWeight of(boolean label, double weight) {
        return label ? new ImportanceWeight(weight, 0) : new ImportanceWeight(0, weight);
    }

    /**
     * Whether both parts have a bound.
     *
     * @return false for the positive of a row whose conversion nobody could have seen yet, by {@link FeedbackShiftWeight}
     */
    public boolean isFinite() {
        return Double.isFinite(positive) && Double.isFinite(negative);
    }

    /**
     * The same, neither part larger than a bound.
     *
     * @param bound largest weight
     * @return this if nothing is clipped
     */
    public ImportanceWeight clipped(double bound) {
        return positive <= bound && negative <= bound
                ? this
                : new ImportanceWeight(Math.min(positive, bound), Math.min(negative, bound));
    }
}
