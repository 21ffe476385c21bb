// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.Workers;
import io.bladegraph.gnn.Parameter;
import io.bladegraph.training.Adam;
import java.util.List;
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

/** How long does a step of the optimizer take? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class AdamBenchmark {
    private static final int DIMENSION = 64;
    private static final double RATE = 0.01;
    private static final double DECAY = 0.3;

    /** How many rows the table has: two per product. */
    @Param({"20000", "100000"})
    public int rows;

    /** How many threads. */
    @Param({"1", "2"})
    public int threads;

    private Workers workers;
    private Parameter parameter;
    private Adam adam;

    @Setup
    public void prepare() {
        workers = Workers.of(threads);
        parameter = Parameter.gaussian("table", rows, DIMENSION, 1, 1);
        float[] gradient = Examples.gaussian(rows * DIMENSION, 2);
        System.arraycopy(gradient, 0, parameter.gradient(), 0, gradient.length);
        adam = new Adam(List.of(parameter), DECAY);
        float[] expected = parameter.values().clone();
        for (int k = 0; k < expected.length; k++) {
            // corrected for their beginning, the first moments are the gradient and its square
            expected[k] -= (float) (RATE * (gradient[k] / (Math.abs(gradient[k]) + 1e-8) + DECAY * expected[k]));
        }
        Examples.requireEqual("first step", expected, step(), 1e-5);
    }

    @Benchmark
    public float[] step() {
        adam.step(RATE, workers);
        return parameter.values();
    }

    @TearDown
    public void end() {
        workers.close();
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, AMD EPYC, 2026-11-28, -wi 2 -w 500ms -i 3 -r 500ms, averages.
 *
 * rows    threads  average
 * 20000   1            739
 * 20000   2            386
 * 100000  1           5237
 * 100000  2           4048
 */
