// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.FeatureConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.training.BladeTrainer;
import io.bladegraph.training.EpochReport;
import io.bladegraph.training.TrainingConfig;
import java.util.Arrays;

final class TrainingSpeed {
    public static void main(String[] arguments) {
        Dataset data = Dataset.valueOf(arguments[0]);
        int fanOut = Integer.parseInt(arguments[1]);
        double reverse = Double.parseDouble(arguments[2]);
        int epochs = Integer.parseInt(arguments[3]);
        int batch = Integer.parseInt(arguments[4]);
        double rate = Double.parseDouble(arguments[5]);
        int[] threads = Arrays.stream(arguments[6].split(",")).mapToInt(Integer::parseInt).toArray();
        var graph = data.read(1);
        System.out.println(data + " nodes " + graph.nodeCount() + " edges " + graph.purchases().edgeCount());
        var split = EdgeSplit.random(graph.purchases(), 0.001, 0, 1);
        for (int t : threads) {
            var config = new TrainingConfig(
                    new BladeConfig(BladeConfig.Kind.LINEAR, 64, 2, 0, 0.5, false, FeatureConfig.DEFAULT),
                    new SamplerConfig(SamplerConfig.Kind.UNIFORM, fanOut, 0, 1, 1000, 0, 0, reverse, 0.5),
                    new LossConfig(LossConfig.Kind.LOGISTIC, 5, 0, 0),
                    new TrainingConfig.Schedule(epochs, batch, rate, 0.3, 1000, false),
                    0.001, 42);
            try (var workers = Workers.of(t)) {
                var model = new BladeTrainer(config, workers, Monitor.NONE).train(graph, split);
                double[] rates = model.epochs().stream().mapToDouble(e -> split.train().edgeCount() / e.seconds()).sorted().toArray();
                System.out.printf("threads %d: median %.0f best %.0f edges/s; loss %.4f HR %.4f%n", t, rates[rates.length/2], rates[rates.length-1],
                    model.epochs().get(epochs-1).loss(), model.epochs().get(epochs-1).hitRate());
            }
        }
    }
}
