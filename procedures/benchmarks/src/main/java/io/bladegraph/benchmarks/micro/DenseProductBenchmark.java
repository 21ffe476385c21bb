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
@BenchmarkMode(Mode.AverageTime)
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
