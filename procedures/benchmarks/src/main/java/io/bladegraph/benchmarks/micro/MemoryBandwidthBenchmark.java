// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.PlainKernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;
import java.util.SplittableRandom;
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

/**
 * How fast do rows of embeddings come out of the memory, in random order? The roof over messages and losses: each call gathers
 * {@link #ROWS} rows of 64 numbers, 64 MiB, into a single sum. {@code -t 2} lets two threads do it at once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MemoryBandwidthBenchmark {
    private static final int ROWS = 1 << 18;
    private static final int DIMENSION = 64;

    /** Rows of the table: 0.5 MiB, which an L2 cache holds; 4.5 MiB, as of the cell phones; 160 MiB. */
    @Param({"2048", "18448", "655360"})
    public int table;

    private final Kernels kernels = Examples.kernels("vector");
    private SparseRows rows;
    private float[] x;
    private float[] sums;

    @Setup
    public void prepare() {
        var random = new SplittableRandom(1);
        int[] columns = random.ints(ROWS, 0, table).toArray();
        float[] values = new float[ROWS];
        Arrays.fill(values, 1f / ROWS);
        rows = SparseRows.of(new SparseMatrix(table, new int[] {0, ROWS}, columns, values));
        x = new float[table * DIMENSION];
        for (int k = 0; k < x.length; k++) {
            x[k] = k % 97 / 97f;
        }
        sums = new float[DIMENSION];
        float[] expected = new float[DIMENSION];
        new PlainKernels().gather(rows, x, expected);
        Examples.requireEqual("sum", expected, gather(), 1e-4);
    }

    @Benchmark
    public float[] gather() {
        Arrays.fill(sums, 0f);
        kernels.gather(rows, x, sums);
        return sums;
    }
}
