// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;

/**
 * A directed graph seen as an undirected bipartite one, in which every product stands twice: once per role.
 *
 * <p>Vertex u &lt; n is product u as a source, vertex n + v is product v as a target; the edge u -&gt; v joins vertices u and
 * n + v. Walking here alternates between out- and in-steps, u -&gt; v &lt;- w -&gt; x, and so keeps the roles: what is an even
 * number of steps away from a source is a source. Both roles get one code path. A view: O(1) memory.
 */
public final class RoleGraph {
    private static final int CHUNK = 1024;

    private final DirectedGraph graph;
    private final int nodes;

    private RoleGraph(DirectedGraph graph) {
        this.graph = graph;
        this.nodes = graph.nodeCount();
    }

    /**
     * The bipartite view of a graph.
     *
     * @param graph any directed graph
     * @return a view
     */
    public static RoleGraph of(DirectedGraph graph) {
        return new RoleGraph(graph);
    }

    /**
     * The number of vertices.
     *
     * @return 2 n
     */
    public int vertexCount() {
        return 2 * nodes;
    }

    /**
     * The graph that is seen.
     *
     * @return the directed graph
     */
    public DirectedGraph graph() {
        return graph;
    }

    /**
     * The number of neighbors of a vertex.
     *
     * @param vertex a vertex
     * @return the out-degree of a source, the in-degree of a target
     */
    public int degree(int vertex) {
        return vertex < nodes ? graph.outDegree(vertex) : graph.inDegree(vertex - nodes);
    }

    /**
     * A neighbor of a vertex.
     *
     * @param vertex a vertex
     * @param index 0 to degree - 1
     * @return a vertex of the other role
     */
    public int neighbor(int vertex, int index) {
        return vertex < nodes
                ? nodes + graph.target(graph.outBegin(vertex) + index)
                : graph.inSource(graph.inBegin(vertex - nodes) + index);
    }

    /**
     * Whether an edge joins two vertices.
     *
     * @param vertex a vertex
     * @param other a vertex of the other role
     * @return true if they are neighbors
     */
    public boolean areNeighbors(int vertex, int other) {
        return vertex < nodes ? graph.hasEdge(vertex, other - nodes) : graph.hasEdge(other, vertex - nodes);
    }

    /**
     * The edge to a neighbor.
     *
     * @param vertex a vertex
     * @param index 0 to degree - 1
     * @return an edge id of the directed graph
     */
    public int edge(int vertex, int index) {
        return vertex < nodes ? graph.outBegin(vertex) + index : graph.inEdge(graph.inBegin(vertex - nodes) + index);
    }

    /**
     * The sums of the weights of every vertex's edges.
     *
     * @param workers who does it
     * @return strength by vertex; the degree where the graph has no weights
     */
    public double[] strengths(Workers workers) {
        double[] strengths = new double[vertexCount()];
        workers.run(strengths.length, CHUNK, (begin, end) -> {
            for (int vertex = begin; vertex < end; vertex++) {
                for (int i = 0; i < degree(vertex); i++) {
                    strengths[vertex] += graph.weight(edge(vertex, i));
                }
            }
        });
        return strengths;
    }
}
