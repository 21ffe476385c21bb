// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;

/**
 * Draws the neighborhoods of a {@link TwoWayGraph} without making it, both roles of a product at once: to the bit those of the
 * {@link NeighborSampler} of the same configuration.
 *
 * <p>Only for samplers that make no walks, and for neighborhoods of which no edge will be masked. The out- and the in-edges of a
 * product, both sorted, are merged as they are read: once for the strengths and sizes of all, and once to draw, each to its
 * place at once. O(n + m) time, 4 bytes per edge and 48 per product.
 */
public final class DirectSampler {
    private static final int CHUNK = 1024;

    private final DirectedGraph graph;
    private final float reverseWeight;
    /** The weights of in-edges, in the order of {@link DirectedGraph#inSource}. */
    private final float[] inWeights;

    private final EdgeNorm.Factors factors;
    private final int[] degrees;
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
        this.degrees = new int[strengths.length];
        workers.run(graph.nodeCount(), CHUNK, (begin, end) -> {
            var draws = new Draws();
            for (int node = begin; node < end; node++) {
                draws.merge(node);
                for (int role = 0; role < 2; role++) {
                    int vertex = role * graph.nodeCount() + node;
                    degrees[vertex] = draws.degree(role);
                    strengths[vertex] = draws.strength(role);
                }
            }
        });
        this.factors = EdgeNorm.Factors.of(strengths, config.degreeCorrection(), workers);
        this.sizes = new int[degrees.length];
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

    /**
     * Draws the neighborhoods of one product after another. Not thread-safe.
     *
     * <p>What is merged and kept hangs on chance, which no processor can guess: so every candidate is put down, and the place of
     * the next one hangs on whether it stays.
     */
    public final class Draws {
        /** Whoever has an edge with the product, in either direction, ascending, and how it weighs in either role. */
        private int[] heads = new int[16];

        private final float[][] mixed = new float[2][16];
        private int size;

        private final RandomSubset subset = new RandomSubset();

        /** Those of them who are drawn for one vertex. */
        private int[] neighbors = new int[16];

        private double[] weights = new double[16];

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
            merge(node);
            for (int role = 0; role < 2; role++) {
                int vertex = role * graph.nodeCount() + node;
                subset.draw(sizes[vertex], degrees[vertex], Seeds.stream(seed, vertex));
                double scale = choose(role, vertex);
                for (int i = 0; i < sizes[vertex]; i++) {
                    columns[offsets[vertex] + i] = neighbors[i];
                    values[offsets[vertex] + i] = (float) (weights[i] * scale);
                }
            }
        }

        /** Leaves the neighbors drawn for a vertex and their weights, and returns by what these are to be multiplied. */
        private double choose(int role, int vertex) {
            int other = vertex < graph.nodeCount() ? graph.nodeCount() : 0;
            double total = 0;
            double kept = 0;
            int found = 0;
            int chosen = 0;
            for (int i = 0; i < size; i++) {
                float mixedWeight = mixed[role][i];
                double weight = factors.of(mixedWeight, vertex, other + heads[i]);
                int isNeighbor = mixedWeight > 0 ? 1 : 0;
                int stays = isNeighbor & subset.count(found);
                neighbors[chosen] = other + heads[i];
                weights[chosen] = weight;
                total += weight;
                kept += stays * weight;
                chosen += stays;
                found += isNeighbor;
            }
            return kept < total ? total / kept : 1;
        }

        private void merge(int node) {
            int out = graph.outBegin(node);
            int in = graph.inBegin(node);
            int outEnd = graph.outEnd(node);
            int inEnd = graph.inEnd(node);
            makeRoom(outEnd - out + inEnd - in);
            int merged = 0;
            while (out < outEnd && in < inEnd) {
                int target = graph.target(out);
                int source = graph.inSource(in);
                int isOut = target <= source ? 1 : 0;
                int isIn = source <= target ? 1 : 0;
                put(merged++, Math.min(target, source), isOut * graph.weight(out), isIn * inWeight(in));
                out += isOut;
                in += isIn;
            }
            for (; out < outEnd; out++) {
                put(merged++, graph.target(out), graph.weight(out), 0);
            }
            for (; in < inEnd; in++) {
                put(merged++, graph.inSource(in), 0, inWeight(in));
            }
            size = merged;
        }

        private void makeRoom(int room) {
            if (room > heads.length) {
                heads = new int[2 * room];
                mixed[0] = new float[2 * room];
                mixed[1] = new float[2 * room];
                neighbors = new int[2 * room];
                weights = new double[2 * room];
            }
        }

        private void put(int place, int head, float along, float against) {
            heads[place] = head;
            mixed[0][place] = Math.min(along + reverseWeight * against, Float.MAX_VALUE);
            mixed[1][place] = Math.min(against + reverseWeight * along, Float.MAX_VALUE);
        }

        private float inWeight(int position) {
            return inWeights.length == 0 ? 1f : inWeights[position];
        }

        private int degree(int role) {
            int count = 0;
            for (int i = 0; i < size; i++) {
                count += mixed[role][i] > 0 ? 1 : 0;
            }
            return count;
        }

        private double strength(int role) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += mixed[role][i];
            }
            return sum;
        }
    }
}
