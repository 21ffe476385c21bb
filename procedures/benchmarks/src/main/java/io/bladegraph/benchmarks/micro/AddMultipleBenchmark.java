// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.linalg.Kernels;
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

/** How long does it take to add a row to another one, as layers, gradients and what is owed are added up? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class AddMultipleBenchmark {
    private static final int ROWS = 1024;
    private static final int DIMENSION = 64;
    private static final float FACTOR = 0.5f;

    /** Who computes. */
    @Param({"plain", "vector"})
    public String kernels;

    private Kernels chosen;
    private float[] from;
    private float[] to;
    private int[] rows;

    @Setup
    public void prepare() {
        chosen = Examples.kernels(kernels);
        from = Examples.gaussian(ROWS * DIMENSION, 1);
        rows = new SplittableRandom(2).ints(ROWS, 0, ROWS).toArray();
        to = new float[from.length];
        float[] expected = new float[from.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = FACTOR * from[rows[i / DIMENSION] * DIMENSION + i % DIMENSION];
        }
        Examples.requireEqual("sum", expected, addMultiple(), 1e-6);
    }

    /** A random row to each of 1024 rows. */
    @Benchmark
    public float[] addMultiple() {
        for (int row = 0; row < ROWS; row++) {
            chosen.addMultiple(FACTOR, from, rows[row] * DIMENSION, to, row * DIMENSION, DIMENSION);
        }
        return to;
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, AMD EPYC with AVX2, 2026-11-28, -wi 3 -w 500ms -i 5 -r 500ms. The JIT does not
 * vectorize the loop of two different offsets.
 *
 * kernels  average
 * plain    34.2 +- 18.9
 * vector   20.1 +-  6.1
 */
