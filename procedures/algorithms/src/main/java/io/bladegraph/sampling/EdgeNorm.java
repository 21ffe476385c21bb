// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

/**
 * The symmetrically normalized weight of an edge, w(u,v) / sqrt(s(u) s(v)), with s the sum of a vertex's weights.
 *
 * <p>Reference: Kipf, Welling, "Semi-Supervised Classification with Graph Convolutional Networks", ICLR 2017, equation 2,
 * without self-loops, on the bipartite graph of roles.
 */
final class EdgeNorm {
    private final RoleGraph graph;
    private final double[] inverseRoots;

    EdgeNorm(RoleGraph graph) {
        this.graph = graph;
        this.inverseRoots = graph.strengths();
        for (int vertex = 0; vertex < inverseRoots.length; vertex++) {
            inverseRoots[vertex] = inverseRoots[vertex] > 0 ? 1 / Math.sqrt(inverseRoots[vertex]) : 0;
        }
    }

    /** The weight of the index-th edge of a vertex. */
    double of(int vertex, int index) {
        return graph.graph().weight(graph.edge(vertex, index))
                * inverseRoots[vertex]
                * inverseRoots[graph.neighbor(vertex, index)];
    }
}
