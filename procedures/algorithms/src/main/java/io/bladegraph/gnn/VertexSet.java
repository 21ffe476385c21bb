// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * The vertices whose embeddings somebody needs: all, or those of a batch, each once.
 *
 * <p>Adding is O(1). Not thread-safe while it grows.
 */
public final class VertexSet {
    private static final int CHUNK = 1024;

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
     * Becomes the set of the vertices that the loss of a batch looks at: sources as u, targets as n + v; the ends of co-view
     * pairs, and of positives where there is a direction term, in both roles.
     *
     * @param batch positives, negatives and co-view pairs
     * @param config which terms the loss has
     * @param workers who does it
     */
    public void replaceBy(EdgeBatch batch, LossConfig config, Workers workers) {
        Arrays.fill(member, false);
        size = 0;
        int nodeCount = member.length / 2;
        boolean bothRoles = config.directionWeight() > 0;
        workers.run(batch.size(), CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                mark(batch.sources()[i], nodeCount, true, bothRoles);
                mark(batch.targets()[i], nodeCount, bothRoles, true);
            }
        });
        workers.run(batch.negatives().length, CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                if (batch.negatives()[i] >= 0) {
                    mark(batch.negatives()[i], nodeCount, false, true);
                }
            }
        });
        for (int i = 0; i < batch.coViewSources().length; i++) {
            mark(batch.coViewSources()[i], nodeCount, true, true);
            mark(batch.coViewTargets()[i], nodeCount, true, true);
        }
        collect();
    }

    private void mark(int node, int nodeCount, boolean asSource, boolean asTarget) {
        if (asSource) {
            mark(node);
        }
        if (asTarget) {
            mark(nodeCount + node);
        }
    }

    /** Threads may mark the same vertex: they write the same. But a write that changes nothing would cost the others as much. */
    private void mark(int vertex) {
        if (!member[vertex]) {
            member[vertex] = true;
        }
    }

    /** Makes vertices that are marked members, in their order: those close to each other read the same memory. */
    private void collect() {
        for (int vertex = 0; vertex < member.length; vertex++) {
            if (member[vertex]) {
                append(vertex);
            }
        }
    }

    private void append(int vertex) {
        if (size == vertices.length) {
            vertices = Arrays.copyOf(vertices, 2 * size);
        }
        vertices[size++] = vertex;
    }

    /**
     * Adds a vertex, if it is not there yet.
     *
     * @param vertex from 0
     */
    public void add(int vertex) {
        if (!member[vertex]) {
            member[vertex] = true;
            append(vertex);
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

    /** By vertex whether it is in the set. */
    boolean[] members() {
        return member;
    }

    /** The vertices of the set, and perhaps something after them. */
    int[] vertices() {
        return vertices;
    }
}
