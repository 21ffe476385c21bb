// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Seeds;
import java.util.Arrays;

/**
 * Counts ordered pairs of small integers, with the first and last time and the total weight of each.
 *
 * <p>An open-addressing hash table over primitive arrays: 40 bytes a slot, where a map of objects takes three times
 * that for the millions of pairs of a purchase log. Not thread-safe.
 */
public final class PairTable {
    private static final long EMPTY = -1;

    private long[] keys = emptyKeys(1 << 10);
    private int[] counts = new int[keys.length];
    private double[] weights = new double[keys.length];
    private long[] firsts = new long[keys.length];
    private long[] lasts = new long[keys.length];
    private int size;

    /** Receives the pairs, in ascending order of (first, second). */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Called once per pair.
         *
         * @param first index of the first element
         * @param second index of the second element
         * @param statistics what was added up for the pair
         */
        void visit(int first, int second, Statistics statistics);
    }

    /**
     * What is known of one pair.
     *
     * @param count how often it was added
     * @param weight sum of the weights
     * @param firstAt earliest time
     * @param lastAt latest time
     */
    public record Statistics(int count, double weight, long firstAt, long lastAt) {}

    /**
     * Adds one occurrence of a pair.
     *
     * @param first index of the first element, at least 0
     * @param second index of the second element, at least 0
     * @param at time of the occurrence
     * @param weight weight of the occurrence
     */
    public void add(int first, int second, long at, double weight) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        long key = ((long) first << 32) | second;
        int slot = slot(keys, key);
        if (keys[slot] == EMPTY) {
            keys[slot] = key;
            firsts[slot] = at;
            lasts[slot] = at;
            size++;
        }
        counts[slot]++;
        weights[slot] += weight;
        firsts[slot] = Math.min(firsts[slot], at);
        lasts[slot] = Math.max(lasts[slot], at);
    }

    /** The number of different pairs. */
    public int size() {
        return size;
    }

    /**
     * Visits the pairs that were added at least {@code minCount} times.
     *
     * @param minCount smallest count of interest
     * @param visitor receives them in ascending order
     */
    public void forEach(int minCount, Visitor visitor) {
        long[] sorted = new long[size];
        int kept = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != EMPTY && counts[slot] >= minCount) {
                sorted[kept++] = keys[slot];
            }
        }
        Arrays.sort(sorted, 0, kept);
        for (int i = 0; i < kept; i++) {
            int slot = slot(keys, sorted[i]);
            visitor.visit(
                    (int) (sorted[i] >>> 32),
                    (int) sorted[i],
                    new Statistics(counts[slot], weights[slot], firsts[slot], lasts[slot]));
        }
    }

    private void grow() {
        long[] newKeys = emptyKeys(2 * keys.length);
        int[] newCounts = new int[newKeys.length];
        double[] newWeights = new double[newKeys.length];
        long[] newFirsts = new long[newKeys.length];
        long[] newLasts = new long[newKeys.length];
        for (int old = 0; old < keys.length; old++) {
            if (keys[old] != EMPTY) {
                int slot = slot(newKeys, keys[old]);
                newKeys[slot] = keys[old];
                newCounts[slot] = counts[old];
                newWeights[slot] = weights[old];
                newFirsts[slot] = firsts[old];
                newLasts[slot] = lasts[old];
            }
        }
        keys = newKeys;
        counts = newCounts;
        weights = newWeights;
        firsts = newFirsts;
        lasts = newLasts;
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int slot = (int) Seeds.mix(key) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long[] emptyKeys(int capacity) {
        long[] keys = new long[capacity];
        Arrays.fill(keys, EMPTY);
        return keys;
    }
}
