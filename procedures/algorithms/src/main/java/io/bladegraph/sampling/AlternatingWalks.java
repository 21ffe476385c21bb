// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random walks of three steps, u -&gt; v &lt;- w -&gt; x, every step by the weights of the edges: x has the role of a neighbor of u,
 * so it is one that u might have if more were known of it.
 *
 * <p>O(log d) time per step at a vertex of degree d, 8 bytes per edge. Immutable and safe for use by any number of threads.
 */
final class AlternatingWalks {
    /** How many steps a walk has. */
    static final int STEPS = 3;

    private final RoleGraph graph;
    private final long[] begins;
    /** For every edge of a vertex the share of the vertex's weight up to it, edges of one vertex side by side. */
    private final float[] shares;

    AlternatingWalks(RoleGraph graph) {
        this.graph = graph;
        int vertices = graph.vertexCount();
        this.begins = new long[vertices + 1];
        for (int vertex = 0; vertex < vertices; vertex++) {
            begins[vertex + 1] = begins[vertex] + graph.degree(vertex);
        }
        this.shares = new float[Math.toIntExact(begins[vertices])];
        double[] strengths = graph.strengths();
        for (int vertex = 0; vertex < vertices; vertex++) {
            double sum = 0;
            for (int i = 0; i < graph.degree(vertex); i++) {
                sum += graph.graph().weight(graph.edge(vertex, i));
                shares[(int) begins[vertex] + i] = (float) (sum / strengths[vertex]);
            }
        }
    }

    /**
     * Where walks from a vertex end.
     *
     * @param vertex one with an edge; a walk from it never dies, as the way back is always open
     * @param count how many walks
     * @param random where chance comes from
     * @return one number per walk, ascending: {@link #end} of it is a vertex, {@link #byWay} whether the walk came through other
     *     neighbors than that one
     */
    long[] from(int vertex, int count, SplittableRandom random) {
        long[] ends = new long[count];
        for (int walk = 0; walk < count; walk++) {
            int first = step(vertex, random);
            int end = step(step(first, random), random);
            ends[walk] = ((long) end << 1) | (end == first ? 0 : 1);
        }
        Arrays.sort(ends);
        return ends;
    }

    static int end(long walk) {
        return (int) (walk >>> 1);
    }

    static boolean byWay(long walk) {
        return (walk & 1) == 1;
    }

    private int step(int vertex, SplittableRandom random) {
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
