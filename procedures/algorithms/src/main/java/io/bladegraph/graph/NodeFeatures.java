// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Requires;

/**
 * What products are like: a sparse row of numbers per node, since most words describe few products.
 *
 * @param dimension number of columns
 * @param offsets node u has the entries {@code offsets[u]} to {@code offsets[u + 1] - 1}; length nodes + 1
 * @param columns the column of each entry; a column that stands twice in a row counts twice
 * @param values the value of each entry, finite
 */
public record NodeFeatures(int dimension, int[] offsets, int[] columns, float[] values) {

    /** Checks that all values are finite. */
    public NodeFeatures {
        for (float value : values) {
            Requires.that(Float.isFinite(value), "features", "finite", value, value);
        }
    }

    /**
     * No features.
     *
     * @param nodeCount n
     * @return rows without entries, of dimension 0
     */
    public static NodeFeatures none(int nodeCount) {
        return new NodeFeatures(0, new int[nodeCount + 1], new int[0], new float[0]);
    }

    /**
     * Numbers alone.
     *
     * @param numbers features by node, row-major, (nodes, dimension)
     * @param dimension numbers per node, at least 1
     * @return the same numbers, zeros left out
     * @throws IllegalArgumentException if the last row is incomplete or a number not finite
     */
    public static NodeFeatures dense(float[] numbers, int dimension) {
        Requires.that(
                numbers.length % dimension == 0, "features", dimension + " numbers per node", numbers.length, numbers);
        var builder = NodeFeaturesBuilder.of(numbers.length / dimension, dimension, 0);
        for (int begin = 0; begin < numbers.length; begin += dimension) {
            for (int column = 0; column < dimension; column++) {
                builder.number(column, numbers[begin + column]);
            }
            builder.endNode();
        }
        return builder.build();
    }

    /**
     * The number of nodes.
     *
     * @return n
     */
    public int nodeCount() {
        return offsets.length - 1;
    }

    /**
     * Whether nothing is known of a node.
     *
     * @param node a node
     * @return true if its row has no entry
     */
    public boolean isEmpty(int node) {
        return offsets[node] == offsets[node + 1];
    }

    /**
     * The features of some nodes.
     *
     * @param nodes by new number the node here
     * @return their rows, in that order
     */
    public NodeFeatures of(int[] nodes) {
        int[] chosenOffsets = new int[nodes.length + 1];
        for (int i = 0; i < nodes.length; i++) {
            chosenOffsets[i + 1] = chosenOffsets[i] + offsets[nodes[i] + 1] - offsets[nodes[i]];
        }
        int[] chosenColumns = new int[chosenOffsets[nodes.length]];
        float[] chosenValues = new float[chosenColumns.length];
        for (int i = 0; i < nodes.length; i++) {
            int length = chosenOffsets[i + 1] - chosenOffsets[i];
            System.arraycopy(columns, offsets[nodes[i]], chosenColumns, chosenOffsets[i], length);
            System.arraycopy(values, offsets[nodes[i]], chosenValues, chosenOffsets[i], length);
        }
        return new NodeFeatures(dimension, chosenOffsets, chosenColumns, chosenValues);
    }
}
