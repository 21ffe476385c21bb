// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import java.util.Arrays;

/**
 * The vertices whose embeddings somebody needs: all, or those of a batch, each once.
 *
 * <p>Adding is O(1). Not thread-safe while it grows.
 */
public final class VertexSet {
    private final boolean[] member;
    private int[] vertices = new int[1024];
    private int size;

    private VertexSet(int vertexCount) {
        this.member = new boolean[vertexCount];
    }

    /**
     * No vertices yet.
     *
     * @param vertexCount number of vertices there are
     * @return an empty set
     */
    public static VertexSet none(int vertexCount) {
        return new VertexSet(vertexCount);
    }

    /**
     * The vertices that the loss of a batch looks at.
     *
     * @param batch positives, negatives and co-view pairs
     * @param nodeCount n
     * @param config which terms the loss has
     * @return sources as u, targets as n + v; the ends of co-view pairs, and of positives where there is a direction term, in
     *     both roles
     */
    public static VertexSet of(EdgeBatch batch, int nodeCount, LossConfig config) {
        var set = none(2 * nodeCount);
        for (int i = 0; i < batch.size(); i++) {
            set.add(batch.sources()[i]);
            set.add(nodeCount + batch.targets()[i]);
            if (config.directionWeight() > 0) {
                set.add(nodeCount + batch.sources()[i]);
                set.add(batch.targets()[i]);
            }
        }
        for (int negative : batch.negatives()) {
            if (negative >= 0) {
                set.add(nodeCount + negative);
            }
        }
        for (int i = 0; i < batch.coViewSources().length; i++) {
            set.addBothRoles(batch.coViewSources()[i], nodeCount);
            set.addBothRoles(batch.coViewTargets()[i], nodeCount);
        }
        set.sort();
        return set;
    }

    /** Vertices that are close to each other read the same memory. O(vertices there are). */
    private void sort() {
        size = 0;
        for (int vertex = 0; vertex < member.length; vertex++) {
            if (member[vertex]) {
                vertices[size++] = vertex;
            }
        }
    }

    private void addBothRoles(int node, int nodeCount) {
        add(node);
        add(nodeCount + node);
    }

    /**
     * Adds a vertex, if it is not there yet.
     *
     * @param vertex from 0
     */
    public void add(int vertex) {
        if (!member[vertex]) {
            member[vertex] = true;
            if (size == vertices.length) {
                vertices = Arrays.copyOf(vertices, 2 * size);
            }
            vertices[size++] = vertex;
        }
    }

    /**
     * Whether a vertex is in the set.
     *
     * @param vertex from 0
     * @return true if it was added
     */
    public boolean contains(int vertex) {
        return member[vertex];
    }

    /**
     * The number of vertices in the set.
     *
     * @return a count
     */
    public int size() {
        return size;
    }

    /**
     * A vertex of the set.
     *
     * @param index 0 to size - 1
     * @return the vertex that was added as that one
     */
    public int vertex(int index) {
        return vertices[index];
    }

    /**
     * Makes the rows of these vertices zero.
     *
     * @param rows row-major, a row for every vertex there is
     */
    public void clear(float[] rows) {
        int dimension = rows.length / member.length;
        for (int i = 0; i < size; i++) {
            Arrays.fill(rows, vertices[i] * dimension, (vertices[i] + 1) * dimension, 0f);
        }
    }

    /** The vertices of the set, and perhaps something after them. */
    int[] vertices() {
        return vertices;
    }
}
