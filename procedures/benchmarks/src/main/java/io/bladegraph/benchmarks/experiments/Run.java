// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.training.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One arm of an experiment, measured once: a line of the results.
 *
 * @param experiment name of the experiment
 * @param part the edges that were asked for, {@code validation} or {@code test}
 * @param arm name of the arm
 * @param seed of shuffling, split and training
 * @param figures all of them; NaN where a graph has no such edges
 * @param configuration of the arm, so that results of another one are not taken for it
 */
record Run(String experiment, String part, String arm, long seed, Map<Figure, Double> figures, String configuration) {
    private static final int KEYS = 4;

    /** The first line of a file of runs. */
    static final String HEADER = "experiment,part,arm,seed,"
            + Arrays.stream(Figure.values()).map(Figure::title).collect(Collectors.joining(","))
            + ",configuration";

    static Run of(Experiment experiment, String part, Arm arm, long seed, List<Evaluation.Row> rows) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, figure.of(arm.name(), rows));
        }
        return new Run(experiment.name(), part, arm.name(), seed, figures, arm.configuration());
    }

    double figure(Figure figure) {
        return figures.get(figure);
    }

    boolean is(Experiment ofExperiment, String ofPart, Arm ofArm) {
        return experiment.equals(ofExperiment.name())
                && part.equals(ofPart)
                && arm.equals(ofArm.name())
                && configuration.equals(ofArm.configuration());
    }

    /** Names of arms may have commas and stand in quotes, as does the configuration. */
    String line() {
        String numbers = Arrays.stream(Figure.values())
                .map(figures::get)
                .map(value -> value.isNaN() ? "" : String.format(Locale.ROOT, "%.6f", value))
                .collect(Collectors.joining(","));
        return String.join(
                ",", experiment, part, '"' + arm + '"', Long.toString(seed), numbers, '"' + configuration + '"');
    }

    /** The run of a line, or nothing if the line is not whole: the process may have been killed while it wrote. */
    static Stream<Run> parse(String line) {
        List<String> fields = fields(line);
        if (fields.size() != KEYS + Figure.values().length + 1 || !line.endsWith("\"")) {
            return Stream.empty();
        }
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        int next = KEYS;
        for (Figure figure : Figure.values()) {
            String field = fields.get(next++);
            figures.put(figure, field.isEmpty() ? Double.NaN : Double.parseDouble(field));
        }
        return Stream.of(new Run(
                fields.get(0),
                fields.get(1),
                fields.get(2),
                Long.parseLong(fields.get(3)),
                figures,
                fields.get(fields.size() - 1)));
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
