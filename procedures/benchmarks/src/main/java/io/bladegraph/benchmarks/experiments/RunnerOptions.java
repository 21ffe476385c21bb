// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the runner is asked for: {@code <experiment>... [--seeds 5] [--part test|validation] [--arms a;b] [--arm "name: key=value,
 * ..."] [--results results.csv] [--threads n]}.
 *
 * @param experiments which ones
 * @param seeds every seed from 1 to this one
 * @param part the edges that are asked for
 * @param arms names of the only arms to run, part of a name is enough; all if empty
 * @param results the file of all runs
 * @param threads how many threads work
 */
record RunnerOptions(
        List<Experiment> experiments, int seeds, String part, List<String> arms, Path results, int threads) {

    /** Checks the choices. */
    RunnerOptions {
        if (!part.equals("test") && !part.equals("validation")) {
            throw new IllegalArgumentException("`--part` must be test or validation, but was " + part + ".");
        }
        if (experiments.isEmpty()) {
            throw new IllegalArgumentException("Which experiments? There are " + Experiments.names() + ".");
        }
    }

    static RunnerOptions parse(List<String> arguments) {
        List<String> names = new ArrayList<>();
        List<Arm> added = new ArrayList<>();
        int seeds = 5;
        String part = "test";
        List<String> arms = List.of();
        Path results = Path.of("results.csv");
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                names.add(argument);
                continue;
            }
            if (++i == arguments.size()) {
                throw new IllegalArgumentException("`" + argument + "` needs a value.");
            }
            String value = arguments.get(i);
            switch (argument) {
                case "--seeds" -> seeds = Integer.parseInt(value);
                case "--part" -> part = value;
                case "--arms" -> arms = Arrays.asList(value.split(";", -1));
                case "--arm" -> added.add(arm(value));
                case "--results" -> results = Path.of(value);
                case "--threads" -> threads = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("There is no option `" + argument + "`.");
            }
        }
        List<Experiment> experiments =
                names.stream().map(name -> with(added, Experiments.named(name))).toList();
        return new RunnerOptions(experiments, seeds, part, arms, results, threads);
    }

    private static Arm arm(String nameAndChanges) {
        int colon = nameAndChanges.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("`--arm` must be written \"name: key=value, ...\".");
        }
        return Arm.blade(nameAndChanges.substring(0, colon), nameAndChanges.substring(colon + 1));
    }

    private static Experiment with(List<Arm> added, Experiment experiment) {
        List<Arm> arms = new ArrayList<>(experiment.arms());
        arms.addAll(added);
        return new Experiment(experiment.name(), experiment.dataset(), arms, experiment.expected());
    }

    /** The arms of an experiment that were asked for. */
    List<Arm> chosen(Experiment experiment) {
        return experiment.arms().stream()
                .filter(arm -> arms.isEmpty() || arms.stream().anyMatch(arm.name()::contains))
                .toList();
    }
}
