// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.FeatureConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.training.BladeTrainer;
import io.bladegraph.training.TrainedModel;
import io.bladegraph.training.TrainingConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many relationships a training passes a second, where every product hears all its neighbors in two layers: d = 64, logistic loss,
 * five negatives, batches of 32,768. So the work is that of a full-graph propagation per batch, as tensor libraries do it.
 *
 * <p>Takes turns between one thread and all of them, so that a machine that slows down slows both; the first passes of each are
 * left out. Checks that the losses are equal to the bit.
 */
public final class TrainingSpeed {
    static final String HEADER =
            "| what | threads | relationships a second: median | best |\n| --- | ---: | ---: | ---: |";
    private static final int ROUNDS = 5;
    private static final int PASSES = 40;
    private static final int WARM_UP = 10;
    static final int DIMENSION = 64;
    static final int NEGATIVES = 5;
    static final double VALIDATION = 0.001;
    static final int BATCH = 32_768;
    static final double LEARNING_RATE = 0.05;

    private TrainingSpeed() {}

    /**
     * Measures.
     *
     * @param arguments the number of threads to compare with one; all processors if there is none
     */
    public static void main(String[] arguments) {
        int threads = arguments.length > 0
                ? Integer.parseInt(arguments[0])
                : Runtime.getRuntime().availableProcessors();
        ProductGraph graph = Dataset.PHONES.read(1);
        EdgeSplit split = EdgeSplit.random(graph.purchases(), VALIDATION, 0, 1);
        System.out.printf(
                Locale.ROOT,
                "%d products, %d relationships, %s kernels%n%n",
                graph.nodeCount(),
                split.train().edgeCount(),
                KernelChoice.best().name());
        System.out.println(HEADER);
        List<Double> alone = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        double loss = Double.NaN;
        for (int round = 0; round < ROUNDS; round++) {
            double first = measure(graph, split, 1, alone);
            double second = measure(graph, split, threads, together);
            if (first != second || (round > 0 && first != loss)) {
                throw new IllegalStateException("The loss hangs on the number of threads: " + first + ", " + second);
            }
            loss = first;
        }
        print("Blade", 1, alone);
        print("Blade", threads, together);
        System.out.printf(
                Locale.ROOT,
                "%n%.2f times as fast, by the medians; loss %.4f%n",
                median(together) / median(alone),
                loss);
    }

    /** Adds the rates of the passes after warming up; returns the last loss. */
    static double measure(ProductGraph graph, EdgeSplit split, int threads, List<Double> rates) {
        try (var workers = Workers.of(threads)) {
            TrainedModel model = new BladeTrainer(configuration(), workers, Monitor.NONE).train(graph, split);
            model.epochs().stream()
                    .skip(WARM_UP)
                    .forEach(epoch -> rates.add(split.train().edgeCount() / epoch.seconds()));
            return model.epochs().get(PASSES - 1).loss();
        }
    }

    private static TrainingConfig configuration() {
        return new TrainingConfig(
                new BladeConfig(BladeConfig.Kind.LINEAR, DIMENSION, 2, 0, 0.5, false, FeatureConfig.DEFAULT),
                SamplerConfig.uniform(10_000),
                new LossConfig(LossConfig.Kind.LOGISTIC, NEGATIVES, 0, 0),
                new TrainingConfig.Schedule(PASSES, BATCH, LEARNING_RATE, 0.3, PASSES, false),
                VALIDATION,
                42);
    }

    static void print(String what, int threads, List<Double> rates) {
        double best = rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        System.out.printf(Locale.ROOT, "| %s | %d | %,.0f | %,.0f |%n", what, threads, median(rates), best);
    }

    static double median(List<Double> rates) {
        double[] sorted =
                rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }
}
