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
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SoftmaxLossBenchmark {
    private static final int NODES = 10_000;
    private static final int DIMENSION = 64;

    /** How many positives per batch. */
    @Param({"1024"})
    public int batchSize;

    /** How many negatives they share. */
    @Param({"512", "4096"})
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
