// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import java.util.SplittableRandom;

/**
 * Draws the neighborhoods of a {@link TwoWayGraph} without making it, both roles of a product at once: to the bit those of the
 * {@link NeighborSampler} of the same configuration.
 *
 * <p>Only for samplers that make no walks, and for neighborhoods of which no edge will be masked. The out- and the in-edges of a
 * product, both sorted, are merged as they are read: once for the strengths and sizes of all, and once to draw, each to its
 * place at once. O(n + m) time, 4 bytes per edge and 40 per product.
 */
public final class DirectSampler {
    private static final int CHUNK = 1024;

    private final DirectedGraph graph;
    private final float reverseWeight;
    /** The weights of in-edges, in the order of {@link DirectedGraph#inSource}. */
    private final float[] inWeights;

    private final EdgeNorm.Factors factors;
    private final int[] sizes;

    /**
     * Prepares sampling.
     *
     * @param graph a directed graph, without reversed edges
     * @param config of a sampler that {@link #suits}
     * @param workers who does it
     */
    public DirectSampler(DirectedGraph graph, SamplerConfig config, Workers workers) {
        this.graph = graph;
        this.reverseWeight = (float) config.reverseWeight();
        this.inWeights = new float[graph.isWeighted() ? graph.edgeCount() : 0];
        workers.run(inWeights.length, CHUNK, (begin, end) -> {
            for (int position = begin; position < end; position++) {
                inWeights[position] = graph.weight(graph.inEdge(position));
            }
        });
        double[] strengths = new double[2 * graph.nodeCount()];
        int[] degrees = new int[strengths.length];
        workers.run(graph.nodeCount(), CHUNK, (begin, end) -> {
            var draws = new Draws();
            for (int node = begin; node < end; node++) {
                draws.merge(graph, node);
                for (int role = 0; role < 2; role++) {
                    int vertex = role * graph.nodeCount() + node;
                    degrees[vertex] = draws.merged[role].size;
                    strengths[vertex] = draws.merged[role].strength();
                }
            }
        });
        this.factors = EdgeNorm.Factors.of(strengths, config.degreeCorrection(), workers);
        this.sizes = degrees;
        int[] budgets = config.kind() == SamplerConfig.Kind.ADAPTIVE
                ? DegreeBudget.solve(degrees.length, vertex -> degrees[vertex], config)
                : null;
        for (int vertex = 0; vertex < sizes.length; vertex++) {
            sizes[vertex] = Math.min(degrees[vertex], budgets == null ? config.fanOut() : budgets[vertex]);
        }
    }

    /**
     * Whether a sampler draws direct neighbors only.
     *
     * @param config of a sampler
     * @return true if this class can stand in for it
     */
    public static boolean suits(SamplerConfig config) {
        return config.kind() == SamplerConfig.Kind.UNIFORM || config.walks() == 0;
    }

    /**
     * The number of products.
     *
     * @return n
     */
    public int nodeCount() {
        return graph.nodeCount();
    }

    /**
     * How many neighbors a vertex gets.
     *
     * @param vertex a vertex of the {@link RoleGraph}
     * @return a count, without chance
     */
    public int size(int vertex) {
        return sizes[vertex];
    }

    /**
     * Begins to draw.
     *
     * @return what one thread needs for it
     */
    public Draws draws() {
        return new Draws();
    }

    /** Draws the neighborhoods of one product after another. Not thread-safe. */
    public final class Draws {
        private final Merged[] merged = {new Merged(), new Merged()};

        private Draws() {}

        /**
         * Draws those of a product in both roles.
         *
         * @param node a product
         * @param seed same seed, same neighborhoods; every vertex has a stream of its own
         * @param offsets by vertex where its neighborhood begins, with room for its {@link #size}
         * @param columns receives the neighbors, distinct vertices of the {@link RoleGraph}
         * @param values receives their weights
         */
        @SuppressWarnings("checkstyle:ParameterNumber")
        public void draw(int node, long seed, int[] offsets, int[] columns, float[] values) {
            merge(graph, node);
            for (int role = 0; role < 2; role++) {
                int vertex = role * graph.nodeCount() + node;
                draw(vertex, merged[role], Seeds.stream(seed, vertex), offsets[vertex], columns, values);
            }
        }

        /** Finds the neighbors that a product has in the graph with its reversed edges, ascending, by role. */
        private void merge(DirectedGraph edges, int node) {
            int out = edges.outBegin(node);
            int in = edges.inBegin(node);
            int outEnd = edges.outEnd(node);
            int inEnd = edges.inEnd(node);
            for (Merged role : merged) {
                role.clear(outEnd - out + inEnd - in);
            }
            while (out < outEnd || in < inEnd) {
                int target = out < outEnd ? edges.target(out) : Integer.MAX_VALUE;
                int source = in < inEnd ? edges.inSource(in) : Integer.MAX_VALUE;
                float along = target <= source ? edges.weight(out++) : 0;
                float against = source <= target ? inWeight(in++) : 0;
                merged[0].add(Math.min(target, source), mixed(along, against));
                merged[1].add(Math.min(target, source), mixed(against, along));
            }
        }

        private float inWeight(int position) {
            return inWeights.length == 0 ? 1f : inWeights[position];
        }

        private float mixed(float full, float reversed) {
            return Math.min(full + reverseWeight * reversed, Float.MAX_VALUE);
        }

        /** As {@link UniformNeighborSampler#draw} does. */
        @SuppressWarnings("checkstyle:ParameterNumber")
        private void draw(
                int vertex, Merged neighbors, SplittableRandom random, int begin, int[] columns, float[] values) {
            int other = vertex < graph.nodeCount() ? graph.nodeCount() : 0;
            int degree = neighbors.size;
            int missing = sizes[vertex];
            int taken = 0;
            double total = 0;
            double kept = 0;
            for (int i = 0; i < degree; i++) {
                int neighbor = other + neighbors.heads[i];
                double weight = factors.of(neighbors.weights[i], vertex, neighbor);
                total += weight;
                if (missing == degree - i || (missing > 0 && random.nextInt(degree - i) < missing)) {
                    columns[begin + taken] = neighbor;
                    neighbors.drawn[taken++] = weight;
                    kept += weight;
                    missing--;
                }
            }
            double scale = kept < total ? total / kept : 1;
            for (int i = 0; i < taken; i++) {
                values[begin + i] = (float) (neighbors.drawn[i] * scale);
            }
        }
    }

    /** The neighbors of a vertex. */
    private static final class Merged {
        private int[] heads = new int[16];
        private float[] weights = new float[16];
        private double[] drawn = new double[16];
        private int size;

        void clear(int room) {
            size = 0;
            if (room > heads.length) {
                heads = new int[2 * room];
                weights = new float[2 * room];
                drawn = new double[2 * room];
            }
        }

        void add(int head, float weight) {
            if (weight > 0) {
                heads[size] = head;
                weights[size++] = weight;
            }
        }

        double strength() {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += weights[i];
            }
            return sum;
        }
    }
}
