// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what came out: a Markdown table of means and spreads, and whether it is what was expected. */
final class ResultTable {
    private final Experiment experiment;
    private final RunFile file;
    private final String part;
    private final int seeds;

    ResultTable(Experiment experiment, RunFile file, String part, int seeds) {
        this.experiment = experiment;
        this.file = file;
        this.part = part;
        this.seeds = seeds;
    }

    /** Arms without a run are left out. */
    String markdown() {
        var table = new StringBuilder("\n`" + experiment.name() + "` on "
                + experiment.dataset().label() + ", " + part
                + " relationships, mean ± standard deviation over the seeds\n\n| model | seeds |");
        for (Figure figure : Figure.values()) {
            table.append(' ').append(figure.title()).append(" |");
        }
        table.append("\n| --- | ---: |")
                .append(" ---: |".repeat(Figure.values().length))
                .append('\n');
        for (Arm arm : experiment.arms()) {
            List<Run> runs = file.runs(experiment, part, arm, seeds);
            if (!runs.isEmpty()) {
                table.append("| ").append(arm.name()).append(" | ").append(runs.size());
                table.append(Arrays.stream(Figure.values())
                        .map(figure -> cell(values(runs, figure), figure == Figure.SECONDS ? 1 : 3))
                        .collect(Collectors.joining(" | ", " | ", " |\n")));
            }
        }
        return table.toString();
    }

    private static double[] values(List<Run> runs, Figure figure) {
        return runs.stream().mapToDouble(run -> run.figure(figure)).toArray();
    }

    /** The mean and the sample standard deviation; of a single value, the value. */
    private static String cell(double[] values, int digits) {
        double mean = mean(values);
        if (Double.isNaN(mean)) {
            return "";
        }
        String shown = String.format(Locale.ROOT, "%." + digits + "f", mean);
        if (values.length == 1) {
            return shown;
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return shown + String.format(Locale.ROOT, " ± %." + digits + "f", Math.sqrt(squares / (values.length - 1)));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** A line for every expected figure whose arm was run with every seed: PASS or FAIL. */
    List<String> verdicts() {
        return experiment.expected().stream().flatMap(this::verdict).toList();
    }

    private Stream<String> verdict(Experiment.Expected expected) {
        Arm arm = experiment.arms().stream()
                .filter(one -> one.name().equals(expected.arm()))
                .findFirst()
                .orElseThrow();
        List<Run> runs = file.runs(experiment, part, arm, seeds);
        if (runs.size() < seeds) {
            return Stream.empty();
        }
        double mean = mean(values(runs, expected.figure()));
        boolean pass = Math.abs(mean - expected.value()) <= expected.tolerance();
        return Stream.of(String.format(
                Locale.ROOT,
                "%s %s: %s of %s is %.4f, expected %.4f ± %.4f",
                pass ? "PASS" : "FAIL",
                experiment.name(),
                expected.figure().title(),
                expected.arm(),
                mean,
                expected.value(),
                expected.tolerance()));
    }
}
