// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Requires;

/** Clips weights and keeps account of them. Not thread-safe. */
public final class WeightTotals {
    private final double bound;
    private long count;
    private long clipped;
    private double sum;
    private double sumOfSquares;

    /**
     * An empty account.
     *
     * @param bound largest weight, positive
     */
    public WeightTotals(double bound) {
        this.bound = Requires.positive("maxWeight", bound);
    }

    /**
     * Clips a weight and adds it.
     *
     * @param weight of one row
     * @return the weight that counts
     */
    public ImportanceWeight add(ImportanceWeight weight) {
        ImportanceWeight kept = weight.clipped(bound);
        double total = kept.positive() + kept.negative();
        count++;
        clipped += kept.equals(weight) ? 0 : 1;
        sum += total;
        sumOfSquares += total * total;
        return kept;
    }

    /**
     * How many rows were clipped.
     *
     * @return at most the number of rows
     */
    public long clipped() {
        return clipped;
    }

    /**
     * The number of equally weighted rows that would tell as much: (sum of w)<sup>2</sup> / sum of w<sup>2</sup>, where w is
     * what a row counts in all. Kish, "Survey Sampling", 1965.
     *
     * @return at most the number of rows; 0 for none
     */
    public double effectiveSampleSize() {
        return count == 0 || sumOfSquares == 0 ? 0 : sum * sum / sumOfSquares;
    }
}
