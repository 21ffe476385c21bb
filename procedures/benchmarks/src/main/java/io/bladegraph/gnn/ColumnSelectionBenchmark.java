// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.benchmarks.micro.Examples;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it save to leave out, on the first step back through the encoder, the columns whose gradient is zero? In the
 * package of {@link ColumnSelection}, which shows itself to no other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ColumnSelectionBenchmark {
    private static final int VERTICES = 18_000;
    private static final int EDGES = 700_000;
    private static final int DIMENSION = 64;

    /** How many of the vertices the loss of a batch looks at. */
    @Param({"2000", "4000"})
    public int wanted;

    private final Kernels kernels = KernelChoice.best();
    private final ColumnSelection selection = new ColumnSelection();
    private Workers workers;
    private SparseMatrix matrix;
    private VertexSet some;
    private float[] x;
    private float[] y;

    @Setup
    public void prepare() {
        workers = Workers.of(2);
        matrix = Examples.adjacency(VERTICES, EDGES);
        some = VertexSet.none(VERTICES);
        x = new float[VERTICES * DIMENSION];
        y = new float[VERTICES * DIMENSION];
        float[] gaussian = Examples.gaussian(VERTICES * DIMENSION, 1);
        SplittableRandom random = Seeds.stream(1, 2);
        while (some.size() < wanted) {
            int vertex = random.nextInt(VERTICES);
            some.add(vertex);
            System.arraycopy(gaussian, vertex * DIMENSION, x, vertex * DIMENSION, DIMENSION);
        }
        Examples.requireEqual("product", wholeProduct().clone(), selectedProduct(), 1e-3);
    }

    @TearDown
    public void stop() {
        workers.close();
    }

    @Benchmark
    public float[] selectedProduct() {
        return multiply(selection.of(matrix, some::contains, workers));
    }

    @Benchmark
    public float[] wholeProduct() {
        return multiply(matrix);
    }

    private float[] multiply(SparseMatrix chosen) {
        workers.run(VERTICES, 128, (begin, end) -> kernels.multiply(chosen, x, y, begin, end));
        return y;
    }
}
