// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.sampling.NeighborSampler;
import io.bladegraph.sampling.Neighborhood;
import io.bladegraph.sampling.RoleGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.sampling.TwoWayGraph;

/** How many neighbors the trainings of an experiment hear in all: what a budget comes to. */
public final class NeighborCount {
    private static final Workers ALONE = Workers.of(1);

    private NeighborCount() {}

    /**
     * Counts on the training edges of the first seed.
     *
     * @param arguments names of experiments
     */
    public static void main(String[] arguments) {
        for (String name : arguments) {
            Experiment experiment = Experiments.named(name);
            var purchases = experiment.dataset().read(1).purchases();
            DirectedGraph train = EdgeSplit.random(
                            purchases, ExperimentRunner.VALIDATION_FRACTION, ExperimentRunner.TEST_FRACTION, 1)
                    .train();
            for (Arm arm : experiment.arms()) {
                System.out.printf(
                        "%s, %s: %,d%n",
                        name, arm.name(), of(train, arm.training(1).sampler()));
            }
        }
    }

    private static long of(DirectedGraph graph, SamplerConfig config) {
        RoleGraph roles = RoleGraph.of(
                TwoWayGraph.of(graph, config.reverseWeight(), ALONE).mixed());
        NeighborSampler sampler = NeighborSampler.of(roles, config, ALONE);
        var neighborhood = new Neighborhood();
        long count = 0;
        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            sampler.sample(vertex, Seeds.stream(1, vertex), neighborhood);
            count += neighborhood.size();
        }
        return count;
    }
}
