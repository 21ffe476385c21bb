// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.Requires;
import java.util.Arrays;

/**
 * The k largest of a stream of scores, exactly: a binary heap of k pairs, O(log k) per score that enters.
 *
 * <p>Equal scores are ranked by ascending item, so the answer does not depend on the order of arrival. NaN is refused: a
 * comparison with NaN is always false and would let it win. Not thread-safe.
 */
public final class TopK {
    private final int[] items;
    private final float[] scores;
    private int size;

    private TopK(int k) {
        this.items = new int[k];
        this.scores = new float[k];
    }

    /**
     * An empty selection.
     *
     * @param k how many to keep, at least 1
     * @return a heap of capacity k
     */
    public static TopK of(int k) {
        return new TopK((int) Requires.atLeast("k", k, 1));
    }

    /**
     * Offers an item.
     *
     * @param item any number that names it
     * @param score its score
     * @throws IllegalArgumentException if the score is NaN or infinite
     */
    public void offer(int item, float score) {
        if (!Float.isFinite(score)) {
            throw new IllegalArgumentException("The score of item " + item + " must be finite, but was " + score + ".");
        }
        if (size < items.length) {
            items[size] = item;
            scores[size] = score;
            siftUp(size++);
        } else if (worse(items[0], scores[0], item, score)) {
            items[0] = item;
            scores[0] = score;
            siftDown(0);
        }
    }

    /**
     * What an item must score to enter.
     *
     * @return the smallest score kept; minus infinity while there is room
     */
    public float threshold() {
        return size < items.length ? Float.NEGATIVE_INFINITY : scores[0];
    }

    /**
     * Takes everything out, best first, and leaves the selection empty.
     *
     * @return the items kept, by descending score
     */
    public Ranking drain() {
        int[] drainedItems = new int[size];
        float[] drainedScores = new float[size];
        while (size > 0) {
            size--;
            drainedItems[size] = items[0];
            drainedScores[size] = scores[0];
            items[0] = items[size];
            scores[0] = scores[size];
            siftDown(0);
        }
        return new Ranking(drainedItems, drainedScores);
    }

    /**
     * Items by descending score.
     *
     * @param items the items
     * @param scores their scores, parallel
     */
    public record Ranking(int[] items, float[] scores) {
        /**
         * The number of items.
         *
         * @return at most k
         */
        public int size() {
            return items.length;
        }

        @Override
        public String toString() {
            return Arrays.toString(items) + " " + Arrays.toString(scores);
        }
    }

    private static boolean worse(int item, float score, int otherItem, float otherScore) {
        return score < otherScore || (score == otherScore && item > otherItem);
    }

    private void siftUp(int start) {
        int child = start;
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (!worse(items[child], scores[child], items[parent], scores[parent])) {
                return;
            }
            swap(child, parent);
            child = parent;
        }
    }

    private void siftDown(int start) {
        int parent = start;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && worse(items[child + 1], scores[child + 1], items[child], scores[child])) {
                child++;
            }
            if (!worse(items[child], scores[child], items[parent], scores[parent])) {
                return;
            }
            swap(child, parent);
            parent = child;
        }
    }

    private void swap(int a, int b) {
        int item = items[a];
        items[a] = items[b];
        items[b] = item;
        float score = scores[a];
        scores[a] = scores[b];
        scores[b] = score;
    }
}
