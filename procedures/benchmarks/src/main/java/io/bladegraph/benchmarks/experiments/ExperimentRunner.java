// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.training.Evaluation;
import java.util.List;
import java.util.Locale;

/**
 * Runs experiments, prints their tables and tells whether the figures are those that were measured before.
 *
 * <p>Every seed shuffles, splits (75/5/20) and trains anew. With {@code --part validation} the validation edges stand in for
 * the test edges: that is what configurations are chosen by. A run that the file of results has already is not repeated.
 * Ends with exit code 1 if an expected figure is missed.
 */
public final class ExperimentRunner {
    static final double VALIDATION_FRACTION = 0.05;
    static final double TEST_FRACTION = 0.2;

    private final RunnerOptions options;
    private final RunFile file;

    private ExperimentRunner(RunnerOptions options) {
        this.options = options;
        this.file = new RunFile(options.results());
    }

    /**
     * Runs.
     *
     * @param arguments experiments and options: {@link RunnerOptions}
     */
    public static void main(String[] arguments) {
        RunnerOptions options = RunnerOptions.parse(List.of(arguments));
        var runner = new ExperimentRunner(options);
        boolean failed = false;
        for (Experiment experiment : options.experiments()) {
            runner.run(experiment);
            var table = new ResultTable(experiment, runner.file, options.part(), options.seeds());
            System.out.println(table.markdown());
            if (options.part().equals("test")) {
                table.verdicts().forEach(System.out::println);
                failed |= table.verdicts().stream().anyMatch(verdict -> verdict.startsWith("FAIL"));
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private void run(Experiment experiment) {
        for (long seed = 1; seed <= options.seeds(); seed++) {
            long ofSeed = seed;
            List<Arm> arms = options.chosen(experiment).stream()
                    .filter(arm -> !file.has(experiment, options.part(), arm, ofSeed))
                    .toList();
            if (!arms.isEmpty()) {
                run(experiment, arms, seed);
            }
        }
    }

    private void run(Experiment experiment, List<Arm> arms, long seed) {
        ProductGraph graph = experiment.dataset().read(seed);
        EdgeSplit split = EdgeSplit.random(graph.purchases(), VALIDATION_FRACTION, TEST_FRACTION, seed);
        EdgeSplit asked = options.part().equals("test") ? split : validationForTest(split);
        try (var workers = Workers.of(options.threads())) {
            for (Arm arm : arms) {
                if (arm.baseline() != null && !arm.baseline().suits(graph.purchases())) {
                    continue;
                }
                var evaluation = new Evaluation(graph, asked, Figure.KS, workers, Monitor.NONE);
                arm.measure(evaluation.inDegreeDirection(), seed);
                Run run = Run.of(experiment, options.part(), arm, seed, evaluation.rows());
                file.add(run);
                System.err.printf(
                        Locale.ROOT,
                        "%s seed %d %s: HR@10 %.4f, MRR@10 %.4f, HR@20 out-degree 0-3 %.4f, direction AUC %.3f, %.1f s%n",
                        experiment.name(),
                        seed,
                        arm.name(),
                        run.figure(Figure.HR10),
                        run.figure(Figure.MRR10),
                        run.figure(Figure.OUT_LOW),
                        run.figure(Figure.DIRECTION_AUC),
                        run.figure(Figure.SECONDS));
            }
        }
    }

    private static EdgeSplit validationForTest(EdgeSplit split) {
        return new EdgeSplit(
                split.train(),
                split.validationSources(),
                split.validationTargets(),
                split.validationSources(),
                split.validationTargets());
    }
}
