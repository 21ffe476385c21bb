// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Requires;
import io.bladegraph.Seeds;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the features of nodes, one after the other: numbers in columns of their own, words by hashing.
 *
 * <p>A word of a property has the column h(property, word) mod buckets behind the numbers, with h = FNV-1a on its
 * characters, well mixed: so a model understands words as it did when it was trained, and needs no dictionary. k words of one
 * property weigh 1 / sqrt(k) each. Two words share a column with probability 1 / buckets. Reference: Weinberger et al.,
 * "Feature Hashing for Large Scale Multitask Learning", ICML 2009, without the signs. Not thread-safe.
 */
public final class NodeFeaturesBuilder {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int numbers;
    private final int buckets;
    private final int[] offsets;
    private int nodes;
    private int[] columns = new int[1024];
    private float[] values = new float[1024];
    private int size;

    private NodeFeaturesBuilder(int nodeCount, int numbers, int buckets) {
        this.numbers = numbers;
        this.buckets = buckets;
        this.offsets = new int[nodeCount + 1];
    }

    /**
     * A builder.
     *
     * @param nodeCount number of nodes
     * @param numbers columns of numbers, at least 0
     * @param buckets columns that words are hashed into; 0 where there are none
     * @return an empty builder
     */
    public static NodeFeaturesBuilder of(int nodeCount, int numbers, int buckets) {
        return new NodeFeaturesBuilder(nodeCount, numbers, buckets);
    }

    /**
     * Adds a number to the current node.
     *
     * @param column from 0 to the columns of numbers - 1
     * @param value a finite number
     */
    public void number(int column, float value) {
        Requires.that(Float.isFinite(value), "features", "finite", value, value);
        if (value != 0) {
            add(column, value);
        }
    }

    /**
     * Adds the words of a property to the current node.
     *
     * @param property what the words are about; the same word of another property is another word
     * @param words any words; each counts once
     */
    public void words(String property, Collection<String> words) {
        Set<String> distinct = new TreeSet<>(words);
        for (String word : distinct) {
            int bucket = (int) Math.floorMod(Seeds.mix(hash(property, word)), (long) buckets);
            add(numbers + bucket, (float) (1 / Math.sqrt(distinct.size())));
        }
    }

    private static long hash(String property, String word) {
        long hash = FNV_OFFSET;
        for (String part : new String[] {property, "\0", word}) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * FNV_PRIME;
            }
        }
        return hash;
    }

    private void add(int column, float value) {
        if (size == columns.length) {
            columns = Arrays.copyOf(columns, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        columns[size] = column;
        values[size++] = value;
    }

    /** Goes on to the next node. */
    public void endNode() {
        offsets[++nodes] = size;
    }

    /**
     * Ends.
     *
     * @return the features of all nodes
     */
    public NodeFeatures build() {
        return new NodeFeatures(numbers + buckets, offsets, Arrays.copyOf(columns, size), Arrays.copyOf(values, size));
    }
}
