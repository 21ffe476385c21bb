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
                draws.merge(node);
                for (int role = 0; role < 2; role++) {
                    int vertex = role * graph.nodeCount() + node;
                    degrees[vertex] = draws.degree(role);
                    strengths[vertex] = draws.strength(role);
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

    /**
     * Draws the neighborhoods of one product after another. Not thread-safe.
     *
     * <p>What is merged, kept and drawn hangs on chance, which no processor can guess: so every candidate is put down, and the
     * place of the next one hangs on whether it stays.
     */
    public final class Draws {
        /** Whoever has an edge with the product, in either direction, ascending, and how it weighs in either role. */
        private int[] heads = new int[16];

        private final float[][] mixed = new float[2][16];
        private int size;

        /** Those of them who are neighbors of one vertex, {@code degree} many; whoever is drawn moves to the front. */
        private int[] neighbors = new int[16];

        private double[] weights = new double[16];
        private int degree;

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
                double total = weigh(role, vertex);
                int missing = sizes[vertex];
                if (missing < degree) {
                    choose(missing, Seeds.stream(seed, vertex));
                }
                double kept = 0;
                for (int i = 0; i < missing; i++) {
                    kept += weights[i];
                }
                double scale = kept < total ? total / kept : 1;
                for (int i = 0; i < missing; i++) {
                    columns[offsets[vertex] + i] = neighbors[i];
                    values[offsets[vertex] + i] = (float) (weights[i] * scale);
                }
            }
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

        /** Leaves all the neighbors of a vertex and their weights, of which it returns the sum. */
        private double weigh(int role, int vertex) {
            int other = vertex < graph.nodeCount() ? graph.nodeCount() : 0;
            double total = 0;
            int found = 0;
            for (int i = 0; i < size; i++) {
                float weight = mixed[role][i];
                neighbors[found] = other + heads[i];
                weights[found] = factors.of(weight, vertex, other + heads[i]);
                total += weights[found];
                found += weight > 0 ? 1 : 0;
            }
            degree = found;
            return total;
        }

        /** Moves those chosen to the front. As {@link UniformNeighborSampler#draw} does: the same chances in the same order. */
        private void choose(int count, SplittableRandom random) {
            int taken = 0;
            int i = 0;
            while (taken < count && count - taken < degree - i) {
                neighbors[taken] = neighbors[i];
                weights[taken] = weights[i];
                taken += random.nextInt(degree - i) < count - taken ? 1 : 0;
                i++;
            }
            for (; taken < count; taken++, i++) {
                neighbors[taken] = neighbors[i];
                weights[taken] = weights[i];
            }
        }
    }
}
