// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.SamplerConfig;
import java.util.SplittableRandom;

/** Graphs to train on, and trainings that take no time. */
final class Shops {
    /** More neighbors than any product has: nothing is left to chance. */
    static final SamplerConfig ALL_NEIGHBORS = SamplerConfig.uniform(1_000);

    private Shops() {}

    /** Two families of 20 devices and 20 accessories each: devices of a family lead to most of its accessories. */
    static ProductGraph twoFamilies() {
        SplittableRandom random = Seeds.stream(6);
        var builder = DirectedGraphBuilder.unweighted(80);
        for (int family = 0; family < 2; family++) {
            for (int device = 0; device < 20; device++) {
                for (int accessory = 20; accessory < 40; accessory++) {
                    if (random.nextInt(10) < 6) {
                        builder.add(40 * family + device, 40 * family + accessory);
                    }
                }
            }
        }
        return ProductGraph.of(builder.build());
    }

    static TrainingConfig config(BladeConfig.Kind encoder, LossConfig loss, TrainingConfig.Schedule schedule) {
        return new TrainingConfig(new BladeConfig(encoder, 12, 2, 5), ALL_NEIGHBORS, loss, schedule, 0.1, 42);
    }

    static TrainingConfig config(int epochs, int patience) {
        return config(
                BladeConfig.Kind.LINEAR,
                new LossConfig(LossConfig.Kind.SOFTMAX, 60, 0.1, 0),
                new TrainingConfig.Schedule(epochs, 64, 0.02, 1e-5, patience, true));
    }

    static EdgeSplit split(ProductGraph graph) {
        return EdgeSplit.random(graph.purchases(), 0.15, 0.15, 3);
    }

    static ProductGraph visible(ProductGraph graph, EdgeSplit split) {
        return graph.withPurchases(split.train());
    }

    static TrainedModel train(TrainingConfig config, ProductGraph graph, EdgeSplit split, int concurrency) {
        try (var workers = Workers.of(concurrency)) {
            return new BladeTrainer(config, workers, Monitor.NONE).train(graph, split);
        }
    }
}
