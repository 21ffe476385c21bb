// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.training.TrainingConfig;
import java.util.List;
import java.util.Map;

/**
 * A question with its expected answer: which models, on which graph, and what they are known to reach.
 *
 * @param name what it is called on the command line
 * @param dataset the graph
 * @param models the configurations to compare, by the name that the table shows; the seed is set by the runner
 * @param baselines whether the models that need no training are measured beside them
 * @param expected figures on the test edges, mean over the seeds; the runner fails outside their tolerance
 */
public record Experiment(
        String name, Dataset dataset, Map<String, TrainingConfig> models, boolean baselines, List<Expected> expected) {

    /**
     * A figure that was measured before.
     *
     * @param model name of the model
     * @param metric name of the metric
     * @param k length of the list
     * @param value mean over the seeds
     * @param tolerance largest difference that is still the same result
     */
    public record Expected(String model, String metric, int k, double value, double tolerance) {}
}
