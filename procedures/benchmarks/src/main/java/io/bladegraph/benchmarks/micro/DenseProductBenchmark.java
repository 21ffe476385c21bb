// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
import io.bladegraph.linalg.PlainKernels;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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

/** How long does a dense product take, by kernels and by shape (rows x inner x columns)? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class DenseProductBenchmark {
    /** Who multiplies. */
    @Param({"plain", "vector", "nd4j"})
    public String kernels;

    /** A chunk of the softmax, the chunk of its backward pass, a layer of the paper's encoder, one that nothing divides. */
    @Param({"64x64x512", "64x1024x64", "4096x128x128", "131x67x259"})
    public String shape;

    private Kernels chosen;
    private Matrix a;
    private Matrix b;
    private Matrix c;

    @Setup
    public void prepare() {
        int[] sides = Pattern.compile("x")
                .splitAsStream(shape)
                .mapToInt(Integer::parseInt)
                .toArray();
        int rows = sides[0];
        int inner = sides[1];
        int columns = sides[2];
        chosen = Examples.kernels(kernels);
        a = Matrix.of(Examples.gaussian(rows * inner, 1), rows, inner);
        b = Matrix.of(Examples.gaussian(inner * columns, 2), inner, columns);
        c = Matrix.of(new float[rows * columns], rows, columns);
        Matrix expected = Matrix.of(new float[rows * columns], rows, columns);
        new PlainKernels().multiply(a, b, expected);
        Examples.requireEqual("product", expected.data(), multiply(), 1e-3);
    }

    @Benchmark
    public float[] multiply() {
        chosen.multiply(a, b, c);
        return c.data();
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, Intel Xeon 2.80 GHz with AVX-512, 2026-11-23, commit 2990435,
 * -wi 4 -w 250ms -i 3 -r 300ms. Two cores shared with other work, load 12: the fastest call says more than the median.
 *
 * benchmark  kernels  shape         fastest  median
 * multiply   plain    64x64x512         760    1296
 * multiply   plain    64x1024x64       1636    4192
 * multiply   plain    4096x128x128    38339   61374
 * multiply   plain    131x67x259        757    1378
 * multiply   vector   64x64x512          54      70
 * multiply   vector   64x1024x64         97     116
 * multiply   vector   4096x128x128     1815    2460
 * multiply   vector   131x67x259         96     184
 * multiply   nd4j     64x64x512         125     193
 * multiply   nd4j     64x1024x64        242     598
 * multiply   nd4j     4096x128x128     2859    6517
 * multiply   nd4j     131x67x259        131     258
 *
 * vector 64x1024x64 was measured apart after 8 s of warm-up, under a load of 3: after 1 s under a load of 12 it took
 * 2077 us.
 *
 * That was no lack of warming up. A tile put its sums away by a method of its own, and where the JIT saw that seldom, since
 * few tiles go a long way, it boxed them at every step. AMD EPYC with AVX2, 2026-11-28, vector kernels, averages in
 * microseconds, -wi 3 -w 500ms -i 4 -r 500ms:
 *
 * shape         by a method  written out
 * 64x64x512             116          119
 * 64x1024x64           2037          213
 * 4096x128x128         4477         4535
 * 131x67x259            166          196
 */
