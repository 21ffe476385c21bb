// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

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

    /**
     * Adds reversed edges.
     *
     * @param graph a directed graph
     * @param share what the weights of reversed edges are multiplied by, greater than 0
     * @return both directions
     */
    public static WithReversed of(DirectedGraph graph, float share) {
        return new Merge(graph, share).merged();
    }

    private static final class Merge {
        private final DirectedGraph original;
        private final float share;
        private final int[] offsets;
        private final int[] heads;
        private final float[] weights;
        private final int[] forward;
        private final int[] backward;
        private int size;

        Merge(DirectedGraph original, float share) {
            this.original = original;
            this.share = share;
            this.offsets = new int[original.nodeCount() + 1];
            int most = Math.multiplyExact(2, original.edgeCount());
            this.heads = new int[most];
            this.weights = new float[most];
            this.forward = new int[original.edgeCount()];
            this.backward = new int[original.edgeCount()];
        }

        WithReversed merged() {
            for (int node = 0; node < original.nodeCount(); node++) {
                row(node);
                offsets[node + 1] = size;
            }
            return new WithReversed(DirectedGraph.ofSorted(offsets, heads, weights, size), forward, backward);
        }

        private void row(int node) {
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
