// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.PlainKernels;
import io.bladegraph.linalg.SparseMatrix;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does one layer of messages take: the adjacency matrix of a shop times a table of embeddings? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SparseRowsBenchmark {
    private static final int NODES = 10_000;
    private static final int EDGES = 200_000;

    /** Who multiplies; ND4J leaves sparse rows to the vector kernels, where they are. */
    @Param({"plain", "vector"})
    public String kernels;

    /** Numbers per embedding; 50 is no multiple of a vector. */
    @Param({"50", "64", "128"})
    public int dimension;

    private Kernels chosen;
    private SparseMatrix adjacency;
    private float[] x;
    private float[] y;

    @Setup
    public void prepare() {
        chosen = Examples.kernels(kernels);
        adjacency = adjacency(Examples.graph(NODES, EDGES));
        x = Examples.gaussian(NODES * dimension, 1);
        y = new float[NODES * dimension];
        float[] expected = new float[NODES * dimension];
        new PlainKernels().multiply(adjacency, x, expected, 0, NODES);
        Examples.requireEqual("product", expected, multiply(), 1e-3);
    }

    private static SparseMatrix adjacency(DirectedGraph graph) {
        int[] offsets = new int[NODES + 1];
        int[] columns = new int[graph.edgeCount()];
        for (int node = 0; node < NODES; node++) {
            offsets[node + 1] = graph.outEnd(node);
        }
        Arrays.setAll(columns, graph::target);
        float[] values = new float[columns.length];
        Arrays.fill(values, 0.1f);
        return new SparseMatrix(NODES, offsets, columns, values);
    }

    @Benchmark
    public float[] multiply() {
        chosen.multiply(adjacency, x, y, 0, NODES);
        return y;
    }
}
