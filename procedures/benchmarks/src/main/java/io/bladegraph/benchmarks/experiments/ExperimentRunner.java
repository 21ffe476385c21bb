// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.training.Evaluation;
import io.bladegraph.training.TrainingConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Runs experiments and prints their tables: {@code ExperimentRunner <name>[,<name>...] [seeds] [validation|test]}.
 *
 * <p>Every seed shuffles, splits (75/5/20) and trains anew. With {@code validation} the validation edges stand in for the test
 * edges: that is what configurations are chosen by. Ends with exit code 1 if an expected figure is missed.
 */
public final class ExperimentRunner {
    private static final List<Integer> KS = List.of(5, 10, 20);

    private ExperimentRunner() {}

    /**
     * Runs.
     *
     * @param arguments names, number of seeds (default 3), part (default test)
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        boolean validation = arguments.length > 2 && arguments[2].equals("validation");
        boolean failed = false;
        for (String name : arguments[0].split(",", -1)) {
            Experiment experiment = Experiments.named(name);
            Map<Figure, List<Double>> results = run(experiment, seeds, validation);
            System.out.println(ResultTable.markdown(experiment, results, seeds));
            failed |= !validation && !ResultTable.meets(experiment, results);
        }
        System.exit(failed ? 1 : 0);
    }

    private static Map<Figure, List<Double>> run(Experiment experiment, int seeds, boolean validation) {
        Map<Figure, List<Double>> results = new LinkedHashMap<>();
        LongStream.rangeClosed(1, seeds).forEach(seed -> {
            for (Evaluation.Row row : evaluate(experiment, seed, validation)) {
                add(results, new Figure(row.model(), row.metric(), row.k(), row.bucket()), row.value());
                if (row.metric().equals("directionAUC")) {
                    add(results, new Figure(row.model(), "seconds", 0, row.bucket()), row.seconds());
                }
            }
        });
        return results;
    }

    private static void add(Map<Figure, List<Double>> results, Figure figure, double value) {
        results.computeIfAbsent(figure, f -> new ArrayList<>()).add(value);
    }

    private static List<Evaluation.Row> evaluate(Experiment experiment, long seed, boolean validation) {
        DirectedGraph graph = experiment.dataset().read(seed);
        EdgeSplit split = EdgeSplit.random(graph, 0.05, 0.2, seed);
        EdgeSplit asked = validation
                ? new EdgeSplit(
                        split.train(),
                        split.validationSources(),
                        split.validationTargets(),
                        split.validationSources(),
                        split.validationTargets())
                : split;
        try (var workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            var evaluation = new Evaluation(ProductGraph.of(graph), asked, KS, workers, Monitor.NONE);
            if (experiment.baselines()) {
                evaluation.baselines();
            }
            experiment.models().forEach((name, config) -> {
                evaluation.train(name, withSeed(config, seed));
                System.err.printf(
                        Locale.ROOT,
                        "%s seed %d %s: HitRate@10 %.4f, MRR@10 %.4f%n",
                        experiment.name(),
                        seed,
                        name,
                        evaluation.value(name, "HitRate", 10),
                        evaluation.value(name, "MRR", 10));
            });
            return evaluation.rows();
        }
    }

    private static TrainingConfig withSeed(TrainingConfig config, long seed) {
        return new TrainingConfig(
                config.model(), config.sampler(), config.loss(), config.schedule(), config.validationFraction(), seed);
    }
}
