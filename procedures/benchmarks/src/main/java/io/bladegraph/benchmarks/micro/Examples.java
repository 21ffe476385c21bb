// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.Seeds;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import java.nio.file.Path;
import java.util.Arrays;

/** Seeded inputs for the benchmarks, and the check that what is measured is also right. */
public final class Examples {
    private static final Path NO_FOLDER = Path.of("no-folder-because-nd4j-is-on-the-class-path");

    private Examples() {}

    /**
     * Kernels by name.
     *
     * @param name plain, vector or nd4j
     * @return the kernels; never others
     */
    public static Kernels kernels(String name) {
        return KernelChoice.load(name, NO_FOLDER).kernels();
    }

    /**
     * Normally distributed numbers.
     *
     * @param length how many
     * @param seed same seed, same numbers
     * @return a new array
     */
    public static float[] gaussian(int length, long seed) {
        var random = Seeds.stream(seed);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /**
     * The edges of a graph whose in-degrees are heavy-tailed, as those of shops are.
     *
     * @param nodes number of nodes
     * @param edges number of edges, before parallel ones are merged
     * @return sources in the first row, targets in the second
     */
    public static int[][] edges(int nodes, int edges) {
        var random = Seeds.stream(42);
        int[][] ends = new int[2][edges];
        for (int e = 0; e < edges; e++) {
            ends[0][e] = random.nextInt(nodes);
            double u = random.nextDouble();
            ends[1][e] = (int) (nodes * u * u * u);
        }
        return ends;
    }

    /**
     * A graph of such edges.
     *
     * @param nodes number of nodes
     * @param edges number of edges, before parallel ones are merged
     * @return the graph
     */
    public static DirectedGraph graph(int nodes, int edges) {
        int[][] ends = edges(nodes, edges);
        DirectedGraphBuilder builder = DirectedGraphBuilder.unweighted(nodes);
        for (int e = 0; e < edges; e++) {
            builder.add(ends[0][e], ends[1][e]);
        }
        return builder.build();
    }

    /**
     * The adjacency matrix of such a graph, every value .1.
     *
     * @param nodes number of nodes
     * @param edges number of edges, before parallel ones are merged
     * @return (nodes, nodes)
     */
    public static SparseMatrix adjacency(int nodes, int edges) {
        DirectedGraph graph = graph(nodes, edges);
        int[] offsets = new int[nodes + 1];
        int[] columns = new int[graph.edgeCount()];
        for (int node = 0; node < nodes; node++) {
            offsets[node + 1] = graph.outEnd(node);
        }
        Arrays.setAll(columns, graph::target);
        float[] values = new float[columns.length];
        Arrays.fill(values, 0.1f);
        return new SparseMatrix(nodes, offsets, columns, values);
    }

    /**
     * Refuses to measure what is wrong.
     *
     * @param what the result, for the message
     * @param expected by the plain version
     * @param actual by the measured version
     * @param tolerance of the absolute difference
     */
    public static void requireEqual(String what, float[] expected, float[] actual, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - actual[i]) <= tolerance)) {
                throw new IllegalStateException(
                        "The " + what + " is wrong at " + i + ": " + actual[i] + " instead of " + expected[i] + ".");
            }
        }
    }
}
