// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

/**
 * One feature of a row.
 *
 * @param name as errors call it, such as {@code features.price} or {@code features[2]}
 * @param kind what its values are
 * @param dimension numbers that it takes: 1 for a number, the length of a vector, 0 for a category
 */
public record FeatureField(String name, Kind kind, int dimension) {

    /** What values are. */
    public enum Kind {
        /** A number; true counts 1 and false 0. */
        NUMBER,
        /** A text: one of many values without order. */
        CATEGORY,
        /** A list of numbers, such as an embedding. */
        VECTOR
    }
}
