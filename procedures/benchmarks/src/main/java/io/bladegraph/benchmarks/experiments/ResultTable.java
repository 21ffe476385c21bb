// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what came out: a Markdown table of means and spreads, and whether it is what was expected. */
final class ResultTable {
    private static final List<Figure> COLUMNS = List.of(
            new Figure("HR@10", "HitRate", 10, "all"),
            new Figure("MRR@10", "MRR", 10, "all"),
            new Figure("HR@20", "HitRate", 20, "all"),
            new Figure("HR@20, out-degree 0-3", "HitRate", 20, "outDegree 0-3"),
            new Figure("HR@20, 4-20", "HitRate", 20, "outDegree 4-20"),
            new Figure("HR@20, 21+", "HitRate", 20, "outDegree 21+"),
            new Figure("direction AUC", "directionAUC", 0, "all"),
            new Figure("direction accuracy", "directionAccuracy", 0, "all"),
            new Figure("existence AUC", "existenceAUC", 0, "all"),
            new Figure("seconds", "seconds", 0, "all"));

    private ResultTable() {}

    static String markdown(Experiment experiment, Map<Figure, List<Double>> results, int seeds) {
        var table = new StringBuilder("\n`" + experiment.name() + "` on "
                + experiment.dataset().label() + ", " + seeds + " seeds, mean ± standard deviation\n\n| model |");
        COLUMNS.forEach(column -> table.append(' ').append(column.model()).append(" |"));
        table.append("\n| --- |").append(" ---: |".repeat(COLUMNS.size())).append('\n');
        for (String model :
                results.keySet().stream().map(Figure::model).distinct().toList()) {
            table.append("| ").append(model).append(" | ");
            table.append(COLUMNS.stream()
                    .map(column -> cell(results.get(new Figure(model, column.metric(), column.k(), column.bucket()))))
                    .collect(Collectors.joining(" | ")));
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String cell(List<Double> values) {
        double mean = mean(values);
        if (values.size() == 1) {
            return String.format(Locale.ROOT, "%.3f", mean);
        }
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, Math.sqrt(squares / (values.size() - 1)));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    static boolean meets(Experiment experiment, Map<Figure, List<Double>> results) {
        boolean met = true;
        for (Experiment.Expected expected : experiment.expected()) {
            double mean = mean(results.get(new Figure(expected.model(), expected.metric(), expected.k(), "all")));
            if (!(Math.abs(mean - expected.value()) <= expected.tolerance())) {
                System.err.printf(
                        Locale.ROOT,
                        "%s: %s@%d of %s is %.4f, expected %.4f ± %.4f%n",
                        experiment.name(),
                        expected.metric(),
                        expected.k(),
                        expected.model(),
                        mean,
                        expected.value(),
                        expected.tolerance());
                met = false;
            }
        }
        return met;
    }
}
