// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.Workers;
import io.bladegraph.gnn.AsymmetricLoss;
import io.bladegraph.gnn.EdgeBatch;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.gnn.LossConfig.Kind;
import io.bladegraph.graph.DirectedGraph;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do the softmax loss of a batch and its gradient take?
 *
 * <p>With the best kernels of the JVM; {@code -jvmArgsAppend -Dblade.kernels=plain} (or nd4j) compares others.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SoftmaxLossBenchmark {
    private static final int NODES = 10_000;
    private static final int DIMENSION = 64;

    /** How many positives per batch: of nearly as many sources, or of 10,000. */
    @Param({"1024", "65536"})
    public int batchSize;

    /** How many negatives they share. */
    @Param({"64", "512"})
    public int negatives;

    /** How many threads. */
    @Param({"1", "2"})
    public int concurrency;

    private AsymmetricLoss loss;
    private EdgeBatch batch;
    private float[] embeddings;
    private float[] gradient;
    private Workers workers;
    private DirectedGraph graph;

    @Setup
    public void prepare() {
        workers = Workers.of(concurrency);
        graph = Examples.graph(NODES, 20 * NODES);
        loss = new AsymmetricLoss(graph, new LossConfig(Kind.SOFTMAX, negatives, 0, 0));
        embeddings = Examples.gaussian(2 * NODES * DIMENSION, 1);
        gradient = new float[embeddings.length];
        batch = batch();
        double expected = plainLoss();
        if (!(Math.abs(lossAndGradient() - expected) <= 1e-4 * expected)) {
            throw new IllegalStateException(
                    "The loss is wrong: " + lossAndGradient() + " instead of " + expected + ".");
        }
    }

    private EdgeBatch batch() {
        int[] sources = new int[batchSize];
        int[] targets = new int[batchSize];
        float[] weights = new float[batchSize];
        int step = graph.edgeCount() / batchSize;
        Arrays.setAll(sources, i -> graph.source(i * step));
        Arrays.setAll(targets, i -> graph.target(i * step));
        Arrays.fill(weights, 1f);
        int[] shared = new int[negatives];
        Arrays.setAll(shared, j -> j * (NODES / negatives));
        return new EdgeBatch(sources, targets, weights, shared, new int[0], new int[0]);
    }

    /** By the formula, in double precision. */
    private double plainLoss() {
        double sum = 0;
        for (int i = 0; i < batchSize; i++) {
            int source = batch.sources()[i];
            double positive = score(source, batch.targets()[i]);
            double others = 0;
            for (int negative : batch.negatives()) {
                if (negative != source && !graph.hasEdge(source, negative)) {
                    others += Math.exp(score(source, negative) - positive);
                }
            }
            sum += Math.log1p(others);
        }
        return sum / batchSize;
    }

    private double score(int source, int target) {
        double score = 0;
        for (int k = 0; k < DIMENSION; k++) {
            score += (double) embeddings[source * DIMENSION + k] * embeddings[(NODES + target) * DIMENSION + k];
        }
        return score;
    }

    @TearDown
    public void stop() {
        workers.close();
    }

    @Benchmark
    public double lossAndGradient() {
        return loss.lossAndGradient(batch, embeddings, gradient, workers);
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, Intel Xeon 2.80 GHz with AVX-512, 2026-11-23, commit 2990435,
 * -wi 4 -w 250ms -i 3 -r 300ms. Two cores shared with other work, load 12: the fastest call says more than the median.
 *
 * benchmark        kernels  negatives  concurrency  fastest  median
 * lossAndGradient  vector   512        1               5734    7635
 * lossAndGradient  vector   4096       1              43385   60293
 * lossAndGradient  vector   512        2               5980    7406
 * lossAndGradient  vector   4096       2              57213   70648
 * lossAndGradient  plain    512        1              88867  111935
 * lossAndGradient  plain    4096       1             620757  644874
 * lossAndGradient  plain    512        2              69992   81527
 * lossAndGradient  plain    4096       2             324010  349700
 * lossAndGradient  nd4j     512        1              20021   25543
 * lossAndGradient  nd4j     4096       1             161481  169607
 * lossAndGradient  nd4j     512        2              15565   27197
 * lossAndGradient  nd4j     4096       2             165937  250610
 *
 * The second thread brought little: the other core was taken. nd4j runs with plain exponentials;
 * its last row was measured apart, under a load of 3.
 *
 * All positives of a source at once, AMD EPYC with AVX2, 2026-11-28, vector kernels, two threads, average time in
 * microseconds, in turn, -wi 2 -w 500ms -i 4 -r 500ms; errors of up to 4000 at 1024 and of a quarter to all at 65536.
 *
 * batchSize  negatives  each positive for itself  all of a source
 *      1024         64               2171   1895       1376   1642
 *      1024        512               5854   4269       6154   5731
 *     65536         64              80594  58680       8453   9229
 *     65536        512             391614 320930      32811  35260
 */
