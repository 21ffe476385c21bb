// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.sampling.NeighborSampler;
import io.bladegraph.sampling.Neighborhood;
import io.bladegraph.sampling.TwoWayGraph;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Neighborhoods as several threads draw them, whose sizes show only then: in parts, of which a {@link MessageGraph} makes its
 * matrix.
 */
final class SampledParts {
    private static final int CHUNK = 64;

    private final int vertexCount;
    private final Part[] parts;

    private SampledParts(int vertexCount) {
        this.vertexCount = vertexCount;
        this.parts = new Part[(vertexCount + CHUNK - 1) / CHUNK];
    }

    /** Draws the neighborhoods of all vertices; only maskable ones know the edges and what is left of them. */
    @SuppressWarnings("checkstyle:ParameterNumber")
    static SampledParts draw(
            TwoWayGraph graph, NeighborSampler sampler, long seed, boolean maskable, Workers workers, Monitor monitor) {
        int vertices = 2 * graph.mixed().nodeCount();
        var drawn = new SampledParts(vertices);
        var idle = new ConcurrentLinkedQueue<Neighborhood>();
        workers.run(vertices, CHUNK, (begin, end) -> {
            monitor.progress("Sampling neighborhoods", begin, vertices);
            Neighborhood free = idle.poll();
            Neighborhood neighborhood = free == null ? new Neighborhood() : free;
            var part = new Part(begin, end, maskable);
            part.sample(sampler, seed, neighborhood);
            drawn.parts[begin / CHUNK] = part;
            idle.add(neighborhood);
        });
        return drawn;
    }

    /** All of them, in the order of the vertices. */
    SparseMatrix assemble(Workers workers) {
        int[] offsets = new int[vertexCount + 1];
        int total = 0;
        for (Part part : parts) {
            for (int row = 0; row < part.sizes.length; row++) {
                offsets[part.begin + row] = total;
                total += part.sizes[row];
            }
        }
        offsets[vertexCount] = total;
        int[] columns = new int[total];
        float[] values = new float[total];
        workers.run(parts.length, 1, (number, next) -> {
            Part part = parts[number];
            System.arraycopy(part.columns, 0, columns, offsets[part.begin], part.length);
            System.arraycopy(part.values, 0, values, offsets[part.begin], part.length);
        });
        return new SparseMatrix(vertexCount, offsets, columns, values);
    }

    /**
     * What masking needs, of maskable ones.
     *
     * @param offsets of the assembled matrix
     * @param masked receives by entry what is left of it while its edge is masked
     * @param positions receives at 2 e + side the entry of mixed edge e; side 0 is where its source hears, 1 its target
     */
    void locate(int[] offsets, float[] masked, int[] positions, Workers workers) {
        int nodes = vertexCount / 2;
        workers.run(parts.length, 1, (number, next) -> {
            Part part = parts[number];
            int at = offsets[part.begin];
            System.arraycopy(part.masked, 0, masked, at, part.length);
            for (int row = 0, i = 0; row < part.sizes.length; row++) {
                int side = part.begin + row < nodes ? 0 : 1;
                for (int end = i + part.sizes[row]; i < end; i++) {
                    if (part.edges[i] != Neighborhood.NO_EDGE) {
                        positions[2 * part.edges[i] + side] = at + i;
                    }
                }
            }
        });
    }

    /** The neighborhoods of a chunk of vertices, laid end to end. */
    private static final class Part {
        private final int begin;
        private final int[] sizes;
        private final boolean maskable;
        private int[] columns = new int[CHUNK * 8];
        private float[] values = new float[CHUNK * 8];
        private int[] edges;
        private float[] masked;
        private int length;

        Part(int begin, int end, boolean maskable) {
            this.begin = begin;
            this.sizes = new int[end - begin];
            this.maskable = maskable;
            this.edges = new int[maskable ? columns.length : 0];
            this.masked = new float[edges.length];
        }

        void sample(NeighborSampler sampler, long seed, Neighborhood neighborhood) {
            for (int row = 0; row < sizes.length; row++) {
                sampler.sample(begin + row, Seeds.stream(seed, begin + row), neighborhood);
                append(row, neighborhood);
            }
        }

        private void append(int row, Neighborhood neighborhood) {
            sizes[row] = neighborhood.size();
            if (length + neighborhood.size() > columns.length) {
                int capacity = 2 * (length + neighborhood.size());
                columns = Arrays.copyOf(columns, capacity);
                values = Arrays.copyOf(values, capacity);
                edges = Arrays.copyOf(edges, maskable ? capacity : 0);
                masked = Arrays.copyOf(masked, edges.length);
            }
            for (int i = 0; i < neighborhood.size(); i++) {
                columns[length + i] = neighborhood.vertex(i);
                values[length + i] = (float) neighborhood.weight(i);
            }
            for (int i = 0; maskable && i < neighborhood.size(); i++) {
                edges[length + i] = neighborhood.edge(i);
                masked[length + i] = (float) neighborhood.maskedWeight(i);
            }
            length += neighborhood.size();
        }
    }
}
