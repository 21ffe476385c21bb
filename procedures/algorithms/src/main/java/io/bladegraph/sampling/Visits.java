// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import java.util.Arrays;

/** How much of the walks from one vertex ends where. Counters for all vertices that are cleared one by one; not thread-safe. */
final class Visits {
    private final double[] ends;
    private final double[] returns;
    private int[] visited = new int[64];
    private int size;

    Visits(int vertexCount) {
        this.ends = new double[vertexCount];
        this.returns = new double[vertexCount];
    }

    /** Adds a share of the walks; those that set out along the edge to their end are counted apart as well. */
    void add(int end, double share, boolean isReturn) {
        if (ends[end] == 0) {
            if (size == visited.length) {
                visited = Arrays.copyOf(visited, 2 * size);
            }
            visited[size++] = end;
        }
        ends[end] += share;
        if (isReturn) {
            returns[end] += share;
        }
    }

    /** How many vertices were visited. */
    int size() {
        return size;
    }

    /** The vertex that was visited as the index-th for the first time. */
    int vertex(int index) {
        return visited[index];
    }

    /** The share of the walks that ends at a vertex. */
    double of(int vertex) {
        return ends[vertex];
    }

    /** The share that ends there without having set out for it. */
    double byOtherWays(int vertex) {
        return Math.max(0, ends[vertex] - returns[vertex]);
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            ends[visited[i]] = 0;
            returns[visited[i]] = 0;
        }
        size = 0;
    }
}
