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
 * The sampled neighborhoods of all vertices as one sparse matrix: row r holds what vertex r hears, and from whom.
 *
 * <p>Edges can be masked: while an edge is masked no message passes along it in either direction, so that a supervised
 * edge cannot be read off its own messages; what its ends hear of each other by longer ways stays. Masking touches up to eight
 * entries per edge. 24 bytes per sampled neighbor, 8 per edge. Not thread-safe while masks change.
 */
public final class MessageGraph {
    private static final int CHUNK = 32;
    private static final int MISSING = -1;
    /** What sources hear and what targets hear: two threads, since edges share entries of a side. */
    private static final int SIDES = 2;

    private final SparseMatrix matrix;
    /** Made when a gradient first asks for it: inference never does, nor do the parts of a joined graph. */
    private SparseMatrix transposed;

    private int[] transposedPositions;
    /** By mixed edge e: entries 2 e and 2 e + 1 are where the source hears the target and the target the source. */
    private final int[] positions;

    private final float[] unmasked;
    /** What is left of every entry while its edge is masked. */
    private final float[] masked;

    private final TwoWayGraph graph;

    private MessageGraph(SparseMatrix matrix, TwoWayGraph graph, int[] positions, float[] masked) {
        this.matrix = matrix;
        this.graph = graph;
        this.positions = positions;
        this.unmasked = matrix.values().clone();
        this.masked = masked;
    }

    /**
     * Samples every vertex once. Each vertex has a random stream of its own.
     *
     * @param graph the graph
     * @param sampler a sampler of that graph
     * @param seed same seed, same neighborhoods
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return neighborhoods without masks
     */
    public static MessageGraph sample(
            TwoWayGraph graph, NeighborSampler sampler, long seed, Workers workers, Monitor monitor) {
        int vertices = 2 * graph.mixed().nodeCount();
        int chunks = (vertices + CHUNK - 1) / CHUNK;
        var parts = new Part[chunks];
        var idle = new ConcurrentLinkedQueue<Neighborhood>();
        workers.run(vertices, CHUNK, (begin, end) -> {
            monitor.progress("Sampling neighborhoods", begin, vertices);
            Neighborhood free = idle.poll();
            Neighborhood neighborhood = free == null ? new Neighborhood() : free;
            parts[begin / CHUNK] = Part.of(sampler, seed, begin, end, neighborhood);
            idle.add(neighborhood);
        });
        int[] offsets = new int[vertices + 1];
        int total = 0;
        for (Part part : parts) {
            for (int row = 0; row < part.sizes.length; row++) {
                offsets[part.begin + row] = total;
                total += part.sizes[row];
            }
        }
        offsets[vertices] = total;
        return assemble(graph, offsets, parts, workers);
    }

    private static MessageGraph assemble(TwoWayGraph graph, int[] offsets, Part[] parts, Workers workers) {
        int vertices = offsets.length - 1;
        int nodes = vertices / 2;
        int[] columns = new int[offsets[vertices]];
        float[] values = new float[offsets[vertices]];
        float[] masked = new float[offsets[vertices]];
        int[] positions = new int[2 * graph.mixed().edgeCount()];
        Arrays.fill(positions, MISSING);
        workers.run(parts.length, 1, (number, next) -> {
            Part part = parts[number];
            int at = offsets[part.begin];
            System.arraycopy(part.columns, 0, columns, at, part.length);
            System.arraycopy(part.values, 0, values, at, part.length);
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
        return new MessageGraph(new SparseMatrix(vertices, offsets, columns, values), graph, positions, masked);
    }

    /** The neighborhoods of a chunk of vertices, laid end to end. */
    private static final class Part {
        private final int begin;
        private final int[] sizes;
        private int[] columns = new int[CHUNK * 8];
        private int[] edges = new int[CHUNK * 8];
        private float[] values = new float[CHUNK * 8];
        private float[] masked = new float[CHUNK * 8];
        private int length;

        private Part(int begin, int end) {
            this.begin = begin;
            this.sizes = new int[end - begin];
        }

        static Part of(NeighborSampler sampler, long seed, int begin, int end, Neighborhood neighborhood) {
            var part = new Part(begin, end);
            for (int vertex = begin; vertex < end; vertex++) {
                sampler.sample(vertex, Seeds.stream(seed, vertex), neighborhood);
                part.append(vertex - begin, neighborhood);
            }
            return part;
        }

        private void append(int row, Neighborhood neighborhood) {
            sizes[row] = neighborhood.size();
            if (length + neighborhood.size() > columns.length) {
                int capacity = 2 * (length + neighborhood.size());
                columns = Arrays.copyOf(columns, capacity);
                edges = Arrays.copyOf(edges, capacity);
                values = Arrays.copyOf(values, capacity);
                masked = Arrays.copyOf(masked, capacity);
            }
            for (int i = 0; i < neighborhood.size(); i++, length++) {
                columns[length] = neighborhood.vertex(i);
                edges[length] = neighborhood.edge(i);
                values[length] = (float) neighborhood.weight(i);
                masked[length] = (float) neighborhood.maskedWeight(i);
            }
        }
    }

    /**
     * The same neighborhoods with every neighbor in the role of the vertex that hears it, as suits a relation that does not
     * change roles.
     *
     * @return neighborhoods that cannot be masked
     */
    public MessageGraph withinRoles() {
        int nodes = vertexCount() / 2;
        int[] columns = new int[matrix.entryCount()];
        for (int row = 0; row < vertexCount(); row++) {
            for (int entry = matrix.offsets()[row]; entry < matrix.offsets()[row + 1]; entry++) {
                columns[entry] = matrix.columns()[entry] % nodes + (row < nodes ? 0 : nodes);
            }
        }
        return new MessageGraph(
                new SparseMatrix(vertexCount(), matrix.offsets(), columns, matrix.values()), graph, new int[0], masked);
    }

    /**
     * These neighborhoods and others, one after the other.
     *
     * @param others neighborhoods of the same vertices, which will not be masked
     * @param share what their weights are multiplied by
     * @return neighborhoods in which the edges of these can be masked
     */
    public MessageGraph with(MessageGraph others, double share) {
        SparseMatrix other = others.matrix;
        int[] offsets = new int[vertexCount() + 1];
        int[] columns = new int[matrix.entryCount() + other.entryCount()];
        float[] values = new float[columns.length];
        float[] movedMasked = new float[columns.length];
        int[] moved = new int[matrix.entryCount()];
        int at = 0;
        for (int row = 0; row < vertexCount(); row++) {
            for (int entry = matrix.offsets()[row]; entry < matrix.offsets()[row + 1]; entry++, at++) {
                moved[entry] = at;
                columns[at] = matrix.columns()[entry];
                values[at] = matrix.values()[entry];
                movedMasked[at] = masked[entry];
            }
            for (int entry = other.offsets()[row]; entry < other.offsets()[row + 1]; entry++, at++) {
                columns[at] = other.columns()[entry];
                values[at] = (float) (share * other.values()[entry]);
            }
            offsets[row + 1] = at;
        }
        int[] movedPositions = Arrays.stream(positions)
                .map(position -> position == MISSING ? MISSING : moved[position])
                .toArray();
        return new MessageGraph(
                new SparseMatrix(vertexCount(), offsets, columns, values), graph, movedPositions, movedMasked);
    }

    /**
     * The number of vertices, two per node.
     *
     * @return 2 n
     */
    public int vertexCount() {
        return matrix.rowCount();
    }

    /**
     * The number of sampled neighbors.
     *
     * @return a count over all vertices
     */
    public int entryCount() {
        return matrix.entryCount();
    }

    /** Who hears whom: (2 n, 2 n), masked entries are 0. */
    SparseMatrix matrix() {
        return matrix;
    }

    /** Who is heard by whom. */
    SparseMatrix transposed() {
        if (transposed == null) {
            transposedPositions = matrix.transposedPositions();
            transposed = matrix.transposed(transposedPositions);
        }
        return transposed;
    }

    /**
     * Silences edges: what they contribute to any message, in either direction, is taken out.
     *
     * @param edges edge ids of the original graph, all of them audible
     * @param begin first index into {@code edges}
     * @param end one past the last index
     * @param workers who does it
     */
    public void mask(int[] edges, int begin, int end, Workers workers) {
        workers.run(SIDES, 1, (side, next) -> {
            for (int i = begin; i < end; i++) {
                silence(graph.forward(edges[i]), side, graph.forwardShare(edges[i]));
                if (graph.backward(edges[i]) != MISSING) {
                    silence(graph.backward(edges[i]), side, graph.backwardShare(edges[i]));
                }
            }
        });
    }

    /**
     * Lets edges speak again.
     *
     * @param edges the edge ids that were silenced last, all of them
     * @param begin first index into {@code edges}
     * @param end one past the last index
     * @param workers who does it
     */
    public void unmask(int[] edges, int begin, int end, Workers workers) {
        workers.run(SIDES, 1, (side, next) -> {
            for (int i = begin; i < end; i++) {
                restore(graph.forward(edges[i]), side);
                if (graph.backward(edges[i]) != MISSING) {
                    restore(graph.backward(edges[i]), side);
                }
            }
        });
    }

    private void silence(int mixedEdge, int side, float share) {
        int position = positions[2 * mixedEdge + side];
        if (position != MISSING) {
            float least = masked[position];
            float value = matrix.values()[position] - share * (unmasked[position] - least);
            set(position, share == 1f ? least : Math.max(least, value));
        }
    }

    private void restore(int mixedEdge, int side) {
        int position = positions[2 * mixedEdge + side];
        if (position != MISSING) {
            set(position, unmasked[position]);
        }
    }

    private void set(int position, float value) {
        matrix.values()[position] = value;
        if (transposed != null) {
            transposed.values()[transposedPositions[position]] = value;
        }
    }
}
