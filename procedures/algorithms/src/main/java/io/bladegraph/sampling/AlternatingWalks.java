// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Workers;
import java.util.SplittableRandom;

/**
 * Random walks of three steps, u -&gt; v &lt;- w -&gt; x, every step by the weights of the edges: x has the role of a neighbor of u,
 * so it is one that u might have if more were known of it.
 *
 * <p>Only two steps are drawn. The third is taken in all ways at once, each with its chance, where there are no more than
 * {@value #ALL_WAYS}, and else in {@value #DRAWN_WAYS} drawn ones: that tells more than as many walks, as most of their cost is the way to
 * w. O(log d) time per step drawn and O(1) per way, 8 bytes per edge. Immutable and safe for use by any number of threads.
 */
final class AlternatingWalks {
    /** How many steps a walk has. */
    static final int STEPS = 3;

    private static final int CHUNK = 1024;
    private static final int ALL_WAYS = 256;
    private static final int DRAWN_WAYS = 64;

    private final RoleGraph graph;
    private final long[] begins;
    /** For every edge of a vertex the share of the vertex's weight up to it, edges of one vertex side by side. */
    private final float[] shares;

    AlternatingWalks(RoleGraph graph, Workers workers) {
        this.graph = graph;
        int vertices = graph.vertexCount();
        this.begins = new long[vertices + 1];
        for (int vertex = 0; vertex < vertices; vertex++) {
            begins[vertex + 1] = begins[vertex] + graph.degree(vertex);
        }
        this.shares = new float[Math.toIntExact(begins[vertices])];
        double[] strengths = graph.strengths(workers);
        workers.run(vertices, CHUNK, (begin, end) -> {
            for (int vertex = begin; vertex < end; vertex++) {
                double sum = 0;
                for (int i = 0; i < graph.degree(vertex); i++) {
                    sum += graph.graph().weight(graph.edge(vertex, i));
                    shares[(int) begins[vertex] + i] = (float) (sum / strengths[vertex]);
                }
            }
        });
    }

    /**
     * Walks.
     *
     * @param vertex one with an edge; a walk from it never dies, as the way back is always open
     * @param count how many walks
     * @param random where chance comes from
     * @param visits receives the shares of the walks' ends, which sum to 1
     */
    void from(int vertex, int count, SplittableRandom random, Visits visits) {
        for (int walk = 0; walk < count; walk++) {
            int first = neighbor(vertex, random);
            int second = neighbor(first, random);
            if (graph.degree(second) <= ALL_WAYS) {
                float before = 0;
                for (int i = 0; i < graph.degree(second); i++) {
                    int end = graph.neighbor(second, i);
                    float upTo = shares[(int) begins[second] + i];
                    visits.add(end, (double) (upTo - before) / count, end == first);
                    before = upTo;
                }
            } else {
                for (int way = 0; way < DRAWN_WAYS; way++) {
                    int end = neighbor(second, random);
                    visits.add(end, 1.0 / ((double) DRAWN_WAYS * count), end == first);
                }
            }
        }
    }

    private int neighbor(int vertex, SplittableRandom random) {
        float point = (float) random.nextDouble();
        int low = (int) begins[vertex];
        int high = (int) begins[vertex + 1] - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (shares[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return graph.neighbor(vertex, low - (int) begins[vertex]);
    }
}
