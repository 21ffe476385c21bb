// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.SparseMatrix;

/** Adjacency matrices, and the columns of scores that are multiplied by them. */
final class Adjacency {
    private Adjacency() {}

    /** The value of an edge. */
    @FunctionalInterface
    interface EdgeValue {
        double of(int source, int target);
    }

    /** The matrix with a value at (source, target) of every edge. */
    static SparseMatrix of(DirectedGraph graph, EdgeValue value) {
        int nodes = graph.nodeCount();
        int[] offsets = new int[nodes + 1];
        int[] columns = new int[graph.edgeCount()];
        float[] values = new float[graph.edgeCount()];
        for (int source = 0; source < nodes; source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                columns[edge] = graph.target(edge);
                values[edge] = (float) value.of(source, graph.target(edge));
            }
            offsets[source + 1] = graph.outEnd(source);
        }
        return new SparseMatrix(nodes, offsets, columns, values);
    }

    /** 1 at every edge. */
    static SparseMatrix plain(DirectedGraph graph) {
        return of(graph, (source, target) -> 1);
    }

    /** 1 / sqrt(outDegree(u) inDegree(v)) at every edge u -&gt; v. */
    static SparseMatrix normalized(DirectedGraph graph) {
        return of(graph, (source, target) -> 1 / Math.sqrt((double) graph.outDegree(source) * graph.inDegree(target)));
    }

    /** A column per source, with a 1 in its row: (nodes, end - begin). */
    static float[] oneHot(int nodes, int[] sources, int begin, int end) {
        float[] columns = new float[nodes * (end - begin)];
        for (int i = begin; i < end; i++) {
            columns[sources[i] * (end - begin) + i - begin] = 1f;
        }
        return columns;
    }

    /** From a column per source to a row per source. */
    static void transpose(float[] columns, int nodes, int width, float[] rows) {
        for (int node = 0; node < nodes; node++) {
            for (int i = 0; i < width; i++) {
                rows[i * nodes + node] = columns[node * width + i];
            }
        }
    }
}
