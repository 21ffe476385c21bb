// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * A graph to which every edge is added once more, reversed and at a share of its weight; an edge that stands in both
 * directions counts both ways.
 *
 * <p>Both adjacencies are sorted already, so that they only have to be merged: O(n + m).
 *
 * @param graph edges in both directions, weighted
 * @param forward by edge of the original graph where it counts in full
 * @param backward by edge of the original graph where it counts reversed; -1 if a share of its weight is too little for a float
 */
public record WithReversed(DirectedGraph graph, int[] forward, int[] backward) {
    private static final int NONE = -1;
    private static final int CHUNK = 1024;

    /**
     * Adds reversed edges.
     *
     * @param graph a directed graph
     * @param share what the weights of reversed edges are multiplied by, greater than 0
     * @param workers who does it
     * @return both directions
     */
    public static WithReversed of(DirectedGraph graph, float share, Workers workers) {
        var merge = new Merge(graph, share);
        int[] offsets = new int[graph.nodeCount() + 1];
        workers.run(graph.nodeCount(), CHUNK, (begin, end) -> {
            for (int node = begin; node < end; node++) {
                offsets[node + 1] = merge.size(node);
            }
        });
        Arrays.setAll(offsets, node -> node == 0 ? 0 : Math.addExact(offsets[node - 1], offsets[node]));
        int[] heads = new int[offsets[graph.nodeCount()]];
        float[] weights = new float[heads.length];
        workers.run(graph.nodeCount(), CHUNK, (begin, end) -> {
            for (int node = begin; node < end; node++) {
                merge.row(node, offsets[node], heads, weights);
            }
        });
        return new WithReversed(
                DirectedGraph.ofSorted(offsets, heads, weights, workers), merge.forward, merge.backward);
    }

    private static final class Merge {
        private final DirectedGraph original;
        private final float share;
        private final int[] forward;
        private final int[] backward;

        Merge(DirectedGraph original, float share) {
            this.original = original;
            this.share = share;
            this.forward = new int[original.edgeCount()];
            this.backward = new int[original.edgeCount()];
        }

        /** How many edges a node has in the end. */
        int size(int node) {
            int out = original.outBegin(node);
            int outEnd = original.outEnd(node);
            int size = outEnd - out;
            for (int in = original.inBegin(node); in < original.inEnd(node); in++) {
                int source = original.inSource(in);
                while (out < outEnd && original.target(out) < source) {
                    out++;
                }
                boolean alsoForward = out < outEnd && original.target(out) == source;
                size += !alsoForward && share * original.weight(original.inEdge(in)) > 0 ? 1 : 0;
            }
            return size;
        }

        void row(int node, int begin, int[] heads, float[] weights) {
            int size = begin;
            int out = original.outBegin(node);
            int in = original.inBegin(node);
            int outEnd = original.outEnd(node);
            int inEnd = original.inEnd(node);
            while (out < outEnd || in < inEnd) {
                int target = out < outEnd ? original.target(out) : Integer.MAX_VALUE;
                int source = in < inEnd ? original.inSource(in) : Integer.MAX_VALUE;
                float weight = 0;
                if (target <= source) {
                    weight = original.weight(out);
                    forward[out++] = size;
                }
                if (source <= target) {
                    int edge = original.inEdge(in++);
                    float reversed = share * original.weight(edge);
                    weight = Math.min(weight + reversed, Float.MAX_VALUE);
                    backward[edge] = weight > 0 ? size : NONE;
                }
                if (weight > 0) {
                    heads[size] = Math.min(target, source);
                    weights[size++] = weight;
                }
            }
        }
    }
}
