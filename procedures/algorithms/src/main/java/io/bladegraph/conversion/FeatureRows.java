// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

/**
 * Encoded examples: every row has the same numbers and the same categories, so that a row is two short runs of memory.
 *
 * @param count how many rows
 * @param denseDimension numbers per row
 * @param dense the numbers, row-major, (count, denseDimension)
 * @param categoryCount categories per row
 * @param categories for each the bucket that its value was hashed to, row-major, (count, categoryCount)
 */
public record FeatureRows(int count, int denseDimension, float[] dense, int categoryCount, int[] categories) {
    private static final int[] NONE = {};

    /** Checks the lengths. */
    public FeatureRows {
        if (dense.length != count * denseDimension || categories.length != count * categoryCount) {
            throw new IllegalArgumentException(count + " rows of " + denseDimension + " numbers and " + categoryCount
                    + " categories do not fit into " + dense.length + " numbers and " + categories.length
                    + " categories.");
        }
    }

    /**
     * Rows without categories.
     *
     * @param denseDimension numbers per row, at least 1
     * @param dense the numbers, row-major, (count, denseDimension)
     * @return the rows
     */
    public static FeatureRows ofNumbers(int denseDimension, float[] dense) {
        return new FeatureRows(dense.length / denseDimension, denseDimension, dense, 0, NONE);
    }

    /**
     * Some of the rows, copied.
     *
     * @param rows their numbers, in the order wanted; repetitions are welcome
     * @return rows of the same shape
     */
    public FeatureRows select(int[] rows) {
        float[] numbers = new float[rows.length * denseDimension];
        int[] buckets = new int[rows.length * categoryCount];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(dense, rows[i] * denseDimension, numbers, i * denseDimension, denseDimension);
            System.arraycopy(categories, rows[i] * categoryCount, buckets, i * categoryCount, categoryCount);
        }
        return new FeatureRows(rows.length, denseDimension, numbers, categoryCount, buckets);
    }
}
