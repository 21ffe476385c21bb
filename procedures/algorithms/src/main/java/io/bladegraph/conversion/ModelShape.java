// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Requires;

/**
 * The shape of a model: each head has a bias, a weight per number and a weight per bucket of categories.
 *
 * @param heads 2 for the entire space, 1 otherwise
 * @param denseDimension numbers per row
 * @param categoryCount categories per row
 * @param buckets weights that the values of all categories share by hashing; 0 without categories
 */
public record ModelShape(int heads, int denseDimension, int categoryCount, int buckets) {
    private static final int MAX_WEIGHTS = 1 << 28;

    /** Checks that there is something to learn from. */
    public ModelShape {
        Requires.that(
                denseDimension + categoryCount > 0,
                "features",
                "at least one number or category",
                "none",
                denseDimension);
        Requires.inRange("buckets", (long) buckets * heads, categoryCount > 0 ? 1 : 0, MAX_WEIGHTS);
    }

    /** Weights per head. */
    int stride() {
        return firstBucket() + buckets;
    }

    /** Where the weights of buckets begin within a head. */
    int firstBucket() {
        return 1 + denseDimension;
    }

    /** Weights in all. */
    int size() {
        return heads * stride();
    }

    void requireFits(FeatureRows rows) {
        if (rows.denseDimension() != denseDimension || rows.categoryCount() != categoryCount) {
            throw new IllegalArgumentException("Rows have " + rows.denseDimension() + " numbers and "
                    + rows.categoryCount() + " categories, but the model expects " + denseDimension + " and "
                    + categoryCount + ".");
        }
    }
}
