// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import java.util.Arrays;

/**
 * The neighbors sampled for one vertex: a growable list that is filled, read and cleared again and again.
 *
 * <p>A direct neighbor carries the edge it came by; one found by a longer walk carries {@link #NO_EDGE}. Not thread-safe, and of one
 * graph.
 */
public final class Neighborhood {
    /** The edge of a neighbor that is more than one step away. */
    public static final int NO_EDGE = -1;

    private int[] vertices = new int[16];
    private int[] edges = new int[16];
    private int[] hops = new int[16];
    private double[] weights = new double[16];
    private double[] maskedWeights = new double[16];
    private int size;
    private Visits visits;
    private final RandomSubset subset = new RandomSubset();

    /** Counters for walks, all zero; whoever uses them leaves them so. */
    Visits visits(int vertexCount) {
        if (visits == null) {
            visits = new Visits(vertexCount);
        }
        return visits;
    }

    /** For who draws some of many. */
    RandomSubset subset() {
        return subset;
    }

    /** Forgets all neighbors. */
    void clear() {
        size = 0;
    }

    /** Appends a neighbor of which nothing is left when its edge is masked. */
    void add(int vertex, int edge, int hop, double weight) {
        add(vertex, edge, hop, weight, 0);
    }

    /** Appends a neighbor. */
    void add(int vertex, int edge, int hop, double weight, double maskedWeight) {
        if (size == vertices.length) {
            vertices = Arrays.copyOf(vertices, 2 * size);
            edges = Arrays.copyOf(edges, 2 * size);
            hops = Arrays.copyOf(hops, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
            maskedWeights = Arrays.copyOf(maskedWeights, 2 * size);
        }
        vertices[size] = vertex;
        edges[size] = edge;
        hops[size] = hop;
        weights[size] = weight;
        maskedWeights[size++] = maskedWeight;
    }

    /** Multiplies all weights, so that a sample stands for the whole neighborhood. */
    void scale(double factor) {
        for (int i = 0; i < size; i++) {
            weights[i] *= factor;
            maskedWeights[i] *= factor;
        }
    }

    /**
     * The number of neighbors.
     *
     * @return a count
     */
    public int size() {
        return size;
    }

    /**
     * A neighbor.
     *
     * @param index 0 to size - 1
     * @return a vertex of the {@link RoleGraph}
     */
    public int vertex(int index) {
        return vertices[index];
    }

    /**
     * The edge that leads to a neighbor.
     *
     * @param index 0 to size - 1
     * @return an edge id, or {@link #NO_EDGE}
     */
    public int edge(int index) {
        return edges[index];
    }

    /**
     * How far away a neighbor is.
     *
     * @param index 0 to size - 1
     * @return 1, or 3 for one reached by an alternating walk
     */
    public int hop(int index) {
        return hops[index];
    }

    /**
     * How much a neighbor counts.
     *
     * @param index 0 to size - 1
     * @return a finite number &gt; 0
     */
    public double weight(int index) {
        return weights[index];
    }

    /**
     * How much a neighbor counts while its edge is masked.
     *
     * @param index 0 to size - 1
     * @return a finite number, at least 0 and at most {@link #weight}; means nothing where there is no edge
     */
    public double maskedWeight(int index) {
        return maskedWeights[index];
    }
}
