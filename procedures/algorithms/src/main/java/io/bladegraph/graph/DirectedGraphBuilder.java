// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Requires;
import java.util.Arrays;

/**
 * Collects edges in any order and makes a {@link DirectedGraph} of them by two counting sorts, in O(n + m).
 *
 * <p>Self-loops and edges of weight 0 are left out, and parallel edges become one whose weight is the sum and whose time
 * is the latest; how many of each there were is told. Not thread-safe.
 */
public final class DirectedGraphBuilder {
    private final int nodeCount;
    private final boolean weighted;
    private final boolean timed;
    private int size;
    private int[] sources = new int[1024];
    private int[] targets = new int[1024];
    private float[] weights;
    private long[] times;
    private long selfLoops;
    private long zeroWeights;
    private int parallelEdges;

    private DirectedGraphBuilder(int nodeCount, boolean weighted, boolean timed) {
        this.nodeCount = (int) Requires.atLeast("nodeCount", nodeCount, 0);
        this.weighted = weighted;
        this.timed = timed;
        this.weights = weighted ? new float[1024] : null;
        this.times = timed ? new long[1024] : null;
    }

    /**
     * A builder of a graph whose edges have neither weights nor times.
     *
     * @param nodeCount the number of nodes
     * @return an empty builder
     */
    public static DirectedGraphBuilder unweighted(int nodeCount) {
        return new DirectedGraphBuilder(nodeCount, false, false);
    }

    /**
     * A builder of a graph whose edges may have weights and times.
     *
     * @param nodeCount the number of nodes
     * @param weighted whether the weights of the edges are kept
     * @param timed whether the times of the edges are kept
     * @return an empty builder
     */
    public static DirectedGraphBuilder of(int nodeCount, boolean weighted, boolean timed) {
        return new DirectedGraphBuilder(nodeCount, weighted, timed);
    }

    /**
     * Adds an edge of weight 1 and time 0.
     *
     * @param source its tail
     * @param target its head
     * @return this builder
     */
    public DirectedGraphBuilder add(int source, int target) {
        return add(source, target, 1f, 0);
    }

    /**
     * Adds an edge.
     *
     * @param source its tail
     * @param target its head
     * @param weight a finite number, at least 0
     * @param time milliseconds since the epoch
     * @return this builder
     * @throws IllegalArgumentException if a node is out of range, or the weight negative, infinite or NaN
     */
    public DirectedGraphBuilder add(int source, int target, float weight, long time) {
        Requires.inRange("source", source, 0, nodeCount - 1);
        Requires.inRange("target", target, 0, nodeCount - 1);
        Requires.nonNegative("weight", weight);
        if (source == target) {
            selfLoops++;
        } else if (weight == 0) {
            zeroWeights++;
        } else {
            append(source, target, weight, time);
        }
        return this;
    }

    private void append(int source, int target, float weight, long time) {
        if (size == sources.length) {
            int capacity = Math.max(size + (size >> 1), 1024);
            sources = Arrays.copyOf(sources, capacity);
            targets = Arrays.copyOf(targets, capacity);
            weights = weighted ? Arrays.copyOf(weights, capacity) : null;
            times = timed ? Arrays.copyOf(times, capacity) : null;
        }
        sources[size] = source;
        targets[size] = target;
        if (weighted) {
            weights[size] = weight;
        }
        if (timed) {
            times[size] = time;
        }
        size++;
    }

    /**
     * The number of self-loops left out so far.
     *
     * @return a count
     */
    public long selfLoops() {
        return selfLoops;
    }

    /**
     * The number of edges of weight 0 left out so far.
     *
     * @return a count
     */
    public long zeroWeights() {
        return zeroWeights;
    }

    /**
     * The number of edges that were merged into an equal one; known after {@link #build}.
     *
     * @return a count
     */
    public int parallelEdges() {
        return parallelEdges;
    }

    /**
     * Makes the graph. The builder can go on to be used.
     *
     * @return a graph with the edges added so far
     */
    public DirectedGraph build() {
        int[] order = stableOrder(sources, stableOrder(targets, null));
        int[] offsets = new int[nodeCount + 1];
        int[] heads = new int[size];
        float[] mergedWeights = weighted ? new float[size] : null;
        long[] mergedTimes = timed ? new long[size] : null;
        int last = -1;
        int previousSource = -1;
        for (int edge : order) {
            boolean parallel = last >= 0 && previousSource == sources[edge] && heads[last] == targets[edge];
            if (!parallel) {
                last++;
                heads[last] = targets[edge];
                previousSource = sources[edge];
                offsets[previousSource + 1]++;
            }
            if (weighted) {
                mergedWeights[last] = Math.min(mergedWeights[last] + weights[edge], Float.MAX_VALUE);
            }
            if (timed) {
                mergedTimes[last] = parallel ? Math.max(mergedTimes[last], times[edge]) : times[edge];
            }
        }
        int edges = last + 1;
        parallelEdges = size - edges;
        Arrays.parallelPrefix(offsets, Integer::sum);
        return DirectedGraph.ofSorted(
                offsets,
                Arrays.copyOf(heads, edges),
                weighted ? Arrays.copyOf(mergedWeights, edges) : null,
                timed ? Arrays.copyOf(mergedTimes, edges) : null);
    }

    /** The positions of keys in ascending order of key; equal keys keep the order they have in {@code order}. */
    private int[] stableOrder(int[] keys, int[] order) {
        int[] next = new int[nodeCount + 1];
        for (int i = 0; i < size; i++) {
            next[keys[i] + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            int edge = order == null ? i : order[i];
            sorted[next[keys[edge]]++] = edge;
        }
        return sorted;
    }
}
