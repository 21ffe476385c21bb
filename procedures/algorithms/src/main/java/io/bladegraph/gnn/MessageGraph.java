// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import io.bladegraph.sampling.DirectSampler;
import io.bladegraph.sampling.NeighborSampler;
import io.bladegraph.sampling.TwoWayGraph;
import java.util.Arrays;

/**
 * The sampled neighborhoods of all vertices as one sparse matrix: row r holds what vertex r hears, and from whom.
 *
 * <p>Edges can be masked: while an edge is masked no message passes along it in either direction, so that a supervised
 * edge cannot be read off its own messages; what its ends hear of each other by longer ways stays. Masking touches up to eight
 * entries per edge. 24 bytes per sampled neighbor, 8 per edge. Not thread-safe while masks change.
 */
public final class MessageGraph {
    private static final int CHUNK = 64;
    private static final int FILL = 1 << 16;
    private static final int MISSING = -1;
    private static final int MASKED = 1024;

    private final SparseMatrix matrix;
    /** Made when a gradient first asks for it: inference never does, nor do the parts of a joined graph. */
    private SparseRows transposed;

    private int[] transposedPositions;
    private SparseRows rows;
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

    /** One that cannot be masked. */
    private MessageGraph(SparseMatrix matrix) {
        this.matrix = matrix;
        this.graph = null;
        this.positions = new int[0];
        this.unmasked = new float[0];
        this.masked = new float[0];
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
        var parts = SampledParts.draw(graph, sampler, seed, true, workers, monitor);
        SparseMatrix matrix = parts.assemble(workers);
        float[] masked = new float[matrix.entryCount()];
        int[] positions = new int[2 * graph.mixed().edgeCount()];
        workers.run(positions.length, FILL, (begin, end) -> Arrays.fill(positions, begin, end, MISSING));
        parts.locate(matrix.offsets(), masked, positions, workers);
        return new MessageGraph(matrix, graph, positions, masked);
    }

    /**
     * The same neighborhoods, in half the time and memory, for those who mask none.
     *
     * @param graph the graph
     * @param sampler a sampler of that graph
     * @param seed same seed, same neighborhoods
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return neighborhoods that cannot be masked
     */
    public static MessageGraph sampleUnmaskable(
            TwoWayGraph graph, NeighborSampler sampler, long seed, Workers workers, Monitor monitor) {
        return new MessageGraph(
                SampledParts.draw(graph, sampler, seed, false, workers, monitor).assemble(workers));
    }

    /**
     * The same neighborhoods, to the bit, in less time still, for samplers that make no walks.
     *
     * @param sampler of the graph without reversed edges
     * @param seed same seed, same neighborhoods
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return neighborhoods that cannot be masked
     */
    public static MessageGraph sampleDirect(DirectSampler sampler, long seed, Workers workers, Monitor monitor) {
        int nodes = sampler.nodeCount();
        int[] offsets = new int[2 * nodes + 1];
        for (int vertex = 0; vertex < 2 * nodes; vertex++) {
            offsets[vertex + 1] = Math.addExact(offsets[vertex], sampler.size(vertex));
        }
        int[] columns = new int[offsets[2 * nodes]];
        float[] values = new float[columns.length];
        workers.run(nodes, CHUNK, (begin, end) -> {
            monitor.progress("Sampling neighborhoods", begin, nodes);
            DirectSampler.Draws draws = sampler.draws();
            for (int node = begin; node < end; node++) {
                draws.draw(node, seed, offsets, columns, values);
            }
        });
        return new MessageGraph(new SparseMatrix(2 * nodes, offsets, columns, values));
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
        return new MessageGraph(new SparseMatrix(vertexCount(), matrix.offsets(), columns, matrix.values()));
    }

    /**
     * These neighborhoods and others, one after the other.
     *
     * @param others neighborhoods of the same vertices, which will not be masked
     * @param share what their weights are multiplied by
     * @return neighborhoods in which the edges of these can be masked, if they could before
     */
    public MessageGraph with(MessageGraph others, double share) {
        SparseMatrix other = others.matrix;
        int[] offsets = new int[vertexCount() + 1];
        int[] columns = new int[matrix.entryCount() + other.entryCount()];
        float[] values = new float[columns.length];
        boolean maskable = positions.length > 0;
        float[] movedMasked = new float[maskable ? columns.length : 0];
        int[] moved = new int[matrix.entryCount()];
        int at = 0;
        for (int row = 0; row < vertexCount(); row++) {
            for (int entry = matrix.offsets()[row]; entry < matrix.offsets()[row + 1]; entry++, at++) {
                moved[entry] = at;
                columns[at] = matrix.columns()[entry];
                values[at] = matrix.values()[entry];
                if (maskable) {
                    movedMasked[at] = masked[entry];
                }
            }
            for (int entry = other.offsets()[row]; entry < other.offsets()[row + 1]; entry++, at++) {
                columns[at] = other.columns()[entry];
                values[at] = (float) (share * other.values()[entry]);
            }
            offsets[row + 1] = at;
        }
        var both = new SparseMatrix(vertexCount(), offsets, columns, values);
        if (!maskable) {
            return new MessageGraph(both);
        }
        int[] movedPositions = Arrays.stream(positions)
                .map(position -> position == MISSING ? MISSING : moved[position])
                .toArray();
        return new MessageGraph(both, graph, movedPositions, movedMasked);
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

    /** All rows of {@link #matrix()}. */
    SparseRows rows() {
        if (rows == null) {
            rows = SparseRows.of(matrix);
        }
        return rows;
    }

    /** Who is heard by whom, all rows. */
    SparseRows transposed() {
        if (transposed == null) {
            transposedPositions = matrix.transposedPositions();
            transposed = SparseRows.of(matrix.transposed(transposedPositions));
        }
        return transposed;
    }

    /**
     * Silences edges: what they contribute to any message, in either direction, is taken out.
     *
     * <p>First where they count in full, then where they count reversed: each time no two edges share a place.
     *
     * @param edges edge ids of the original graph, all of them audible
     * @param begin first index into {@code edges}
     * @param end one past the last index
     * @param workers who does it
     */
    public void mask(int[] edges, int begin, int end, Workers workers) {
        workers.run(end - begin, MASKED, (from, to) -> {
            for (int i = begin + from; i < begin + to; i++) {
                silence(graph.forward(edges[i]), graph.forwardShare(edges[i]));
            }
        });
        workers.run(end - begin, MASKED, (from, to) -> {
            for (int i = begin + from; i < begin + to; i++) {
                if (graph.backward(edges[i]) != MISSING) {
                    silence(graph.backward(edges[i]), graph.backwardShare(edges[i]));
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
        workers.run(end - begin, MASKED, (from, to) -> {
            for (int i = begin + from; i < begin + to; i++) {
                restore(graph.forward(edges[i]));
                if (graph.backward(edges[i]) != MISSING) {
                    restore(graph.backward(edges[i]));
                }
            }
        });
    }

    private void silence(int mixedEdge, float share) {
        for (int side = 0; side < 2; side++) {
            int position = positions[2 * mixedEdge + side];
            if (position != MISSING) {
                float least = masked[position];
                float value = matrix.values()[position] - share * (unmasked[position] - least);
                set(position, share == 1f ? least : Math.max(least, value));
            }
        }
    }

    private void restore(int mixedEdge) {
        for (int side = 0; side < 2; side++) {
            int position = positions[2 * mixedEdge + side];
            if (position != MISSING) {
                set(position, unmasked[position]);
            }
        }
    }

    private void set(int position, float value) {
        matrix.values()[position] = value;
        if (transposed != null) {
            transposed.matrix().values()[transposedPositions[position]] = value;
        }
    }
}
