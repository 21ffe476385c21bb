// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.PlainKernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
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

/** How long does one layer of messages take, there and back: the adjacency matrix of a shop times a table of embeddings? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
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
    private SparseRows rows;
    private float[] x;
    private float[] y;
    private boolean[] quarter;

    @Setup
    public void prepare() {
        chosen = Examples.kernels(kernels);
        SparseMatrix adjacency = Examples.adjacency(NODES, EDGES);
        x = Examples.gaussian(NODES * dimension, 1);
        y = new float[NODES * dimension];
        float[] expected = new float[NODES * dimension];
        rows = SparseRows.of(adjacency);
        new PlainKernels().multiply(rows, x, expected);
        Examples.requireEqual("product", expected, multiply(), 1e-3);
        quarter = new boolean[NODES];
        float[] masked = new float[x.length];
        for (int node = 0; node < NODES; node += 4) {
            quarter[node] = true;
            System.arraycopy(x, node * dimension, masked, node * dimension, dimension);
        }
        new PlainKernels().multiply(rows, masked, expected);
        Examples.requireEqual("product among some", expected, multiplyAmong(), 1e-3);
    }

    @Benchmark
    public float[] multiply() {
        chosen.multiply(rows, x, y);
        return y;
    }

    /** Where three quarters of the rows of x are zero. */
    @Benchmark
    public float[] multiplyAmong() {
        for (int begin = 0; begin < NODES; begin += 128) {
            chosen.multiply(rows.part(begin, Math.min(NODES, begin + 128)).among(quarter), x, y);
        }
        return y;
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, Intel Xeon 2.80 GHz with AVX-512, 2026-11-23, commit 2990435,
 * -wi 4 -w 250ms -i 3 -r 300ms. Two cores shared with other work, load 12: the fastest call says more than the median.
 *
 * benchmark  kernels  dimension  fastest  median
 * multiply   plain    50            5136   16073
 * multiply   vector   50            4809   17170
 * multiply   plain    64           10453   36438
 * multiply   vector   64            1974    2941
 * multiply   plain    128          21758   51282
 * multiply   vector   128           5169   13484
 *
 * The same at 64 on an AMD EPYC with AVX2, 2026-11-27, in turn, -wi 2 -w 300ms -i 4 -r 400ms: eight sums at once in place of
 * two passes of four.
 *
 * benchmark  kernels  before: fastest  median  after: fastest  median
 * multiply   vector               5833    8389           3633    5571
 *
 * Where a quarter of the rows of x is wanted, 2026-11-28, the same machine, average time, -wi 2 -w 300ms -i 4 -r 400ms: the
 * product among these takes 1271, the whole one 1353. Scattering the quarter's rows instead needs zeros first and is not
 * shared out by rows; a training was as fast with it where a seventh of the vertices was wanted, and took an eighth longer
 * for its way back on cnr2000_web, where 29 % were.
 *
 * At 50 the vector kernels leave the work to the plain ones, because 50 is no multiple of 16 lanes.
 */
