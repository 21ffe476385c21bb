// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * An immutable directed graph without self-loops or parallel edges, in compressed sparse rows of both directions.
 *
 * <p>Nodes are 0 to {@code nodeCount() - 1}; edges are 0 to {@code edgeCount() - 1}, ordered by source, then target. The
 * out-edges of u are the ids {@code outBegin(u)} to {@code outEnd(u) - 1}. The in-adjacency lists positions: the
 * in-edges of v are {@code inEdge(p)} for p from {@code inBegin(v)} to {@code inEnd(v) - 1}, ordered by source.
 *
 * <p>Memory is 8 (n + 1) + 12 m bytes, plus 4 m for weights and 8 m for times. Safe for use by any number of threads.
 */
public final class DirectedGraph {
    private final int[] outOffsets;
    private final int[] targets;
    private final float[] weights;
    private final long[] times;
    private final int[] inOffsets;
    private final int[] inEdges;
    private final int[] inSources;

    /** Arrays are sorted, merged, without self-loops. */
    private DirectedGraph(int[] outOffsets, int[] targets, float[] weights, long[] times, Workers workers) {
        this.outOffsets = outOffsets;
        this.targets = targets;
        this.weights = weights;
        this.times = times;
        int nodes = outOffsets.length - 1;
        this.inOffsets = new int[nodes + 1];
        this.inEdges = new int[targets.length];
        this.inSources = new int[targets.length];
        // every thread goes through all edges and takes those into its share of the targets
        int share = nodes / workers.concurrency() + 1;
        workers.run(nodes, share, this::countIncoming);
        Arrays.parallelPrefix(inOffsets, Integer::sum);
        int[] next = inOffsets.clone();
        workers.run(nodes, share, (first, end) -> listIncoming(first, end, next));
    }

    private void countIncoming(int first, int end) {
        for (int target : targets) {
            if (target >= first && target < end) {
                inOffsets[target + 1]++;
            }
        }
    }

    private void listIncoming(int first, int end, int[] next) {
        for (int source = 0; source < nodeCount(); source++) {
            for (int edge = outOffsets[source]; edge < outOffsets[source + 1]; edge++) {
                if (targets[edge] >= first && targets[edge] < end) {
                    int position = next[targets[edge]]++;
                    inEdges[position] = edge;
                    inSources[position] = source;
                }
            }
        }
    }

    /** Sorted arrays without parallel edges and self-loops. */
    static DirectedGraph ofSorted(int[] outOffsets, int[] targets, float[] weights, Workers workers) {
        return new DirectedGraph(outOffsets, targets, weights, null, workers);
    }

    /** Sorted arrays without parallel edges and self-loops, as {@link DirectedGraphBuilder} makes them. */
    static DirectedGraph ofSorted(int[] outOffsets, int[] targets, float[] weights, long[] times) {
        try (var alone = Workers.of(1)) {
            return new DirectedGraph(outOffsets, targets, weights, times, alone);
        }
    }

    /**
     * The number of nodes.
     *
     * @return n, isolated nodes included
     */
    public int nodeCount() {
        return outOffsets.length - 1;
    }

    /**
     * The number of edges.
     *
     * @return m
     */
    public int edgeCount() {
        return targets.length;
    }

    /**
     * Whether edges carry weights.
     *
     * @return false if every weight is 1
     */
    public boolean isWeighted() {
        return weights != null;
    }

    /**
     * Whether edges carry times.
     *
     * @return false if {@link #time} is always 0
     */
    public boolean hasTimes() {
        return times != null;
    }

    /**
     * The first out-edge of a node.
     *
     * @param source a node
     * @return an edge id
     */
    public int outBegin(int source) {
        return outOffsets[source];
    }

    /**
     * The end of a node's out-edges.
     *
     * @param source a node
     * @return one past its last out-edge
     */
    public int outEnd(int source) {
        return outOffsets[source + 1];
    }

    /**
     * The number of distinct targets of a node.
     *
     * @param source a node
     * @return its out-degree
     */
    public int outDegree(int source) {
        return outOffsets[source + 1] - outOffsets[source];
    }

    /**
     * The head of an edge.
     *
     * @param edge an edge id
     * @return the node it points to
     */
    public int target(int edge) {
        return targets[edge];
    }

    /**
     * The weight of an edge.
     *
     * @param edge an edge id
     * @return a positive finite number; 1 in an unweighted graph
     */
    public float weight(int edge) {
        return weights == null ? 1f : weights[edge];
    }

    /**
     * The time of an edge.
     *
     * @param edge an edge id
     * @return milliseconds since the epoch; 0 in a graph without times
     */
    public long time(int edge) {
        return times == null ? 0 : times[edge];
    }

    /**
     * The first in-position of a node.
     *
     * @param target a node
     * @return a position for {@link #inEdge} and {@link #inSource}
     */
    public int inBegin(int target) {
        return inOffsets[target];
    }

    /**
     * The end of a node's in-positions.
     *
     * @param target a node
     * @return one past its last in-position
     */
    public int inEnd(int target) {
        return inOffsets[target + 1];
    }

    /**
     * The number of distinct sources of a node.
     *
     * @param target a node
     * @return its in-degree
     */
    public int inDegree(int target) {
        return inOffsets[target + 1] - inOffsets[target];
    }

    /**
     * The edge at an in-position.
     *
     * @param position an in-position
     * @return an edge id
     */
    public int inEdge(int position) {
        return inEdges[position];
    }

    /**
     * The tail of the edge at an in-position.
     *
     * @param position an in-position
     * @return the node it comes from
     */
    public int inSource(int position) {
        return inSources[position];
    }

    /**
     * The tails of all edges, in O(n + m).
     *
     * @return by edge the node it comes from, a copy
     */
    public int[] sources() {
        int[] sources = new int[edgeCount()];
        for (int source = 0; source < nodeCount(); source++) {
            Arrays.fill(sources, outBegin(source), outEnd(source), source);
        }
        return sources;
    }

    /**
     * The tail of an edge, by binary search in O(log n); loops over edges should go by source instead.
     *
     * @param edge an edge id
     * @return the node it comes from
     */
    public int source(int edge) {
        int low = 0;
        int high = nodeCount() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (outOffsets[middle + 1] <= edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Whether source -&gt; target is an edge, in O(log outDegree).
     *
     * @param source a node
     * @param target a node
     * @return true if the edge exists
     */
    public boolean hasEdge(int source, int target) {
        return edge(source, target) >= 0;
    }

    /**
     * Finds an edge, in O(log outDegree).
     *
     * @param source a node
     * @param target a node
     * @return the edge id, or a negative number if there is none
     */
    public int edge(int source, int target) {
        return Arrays.binarySearch(targets, outOffsets[source], outOffsets[source + 1], target);
    }

    /**
     * A copy of the out-neighbors of a node.
     *
     * @param source a node
     * @return its targets, ascending
     */
    public int[] outNeighbors(int source) {
        return Arrays.copyOfRange(targets, outOffsets[source], outOffsets[source + 1]);
    }

    /**
     * A copy of the in-neighbors of a node.
     *
     * @param target a node
     * @return its sources, ascending
     */
    public int[] inNeighbors(int target) {
        return Arrays.copyOfRange(inSources, inOffsets[target], inOffsets[target + 1]);
    }

    /**
     * The same graph with other numbers.
     *
     * @param numbers by node its new number, each of 0 to n - 1 once
     * @return a copy
     */
    public DirectedGraph renumbered(int[] numbers) {
        var builder = DirectedGraphBuilder.of(nodeCount(), isWeighted(), hasTimes());
        for (int source = 0; source < nodeCount(); source++) {
            for (int edge = outBegin(source); edge < outEnd(source); edge++) {
                builder.add(numbers[source], numbers[target(edge)], weight(edge), time(edge));
            }
        }
        return builder.build();
    }
}
