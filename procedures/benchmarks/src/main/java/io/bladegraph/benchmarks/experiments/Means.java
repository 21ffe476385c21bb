// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.evaluation.Ranker;
import io.bladegraph.evaluation.RankingMetrics;
import io.bladegraph.evaluation.Scorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** HitRate@10 and MRR@10 of models, seed by seed, and their table of means and standard deviations. */
final class Means {
    private static final int CUTOFF = 10;

    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

    /** Measures a model on questions; {@code suffix} tells them from other questions. */
    @SuppressWarnings("checkstyle:ParameterNumber")
    void add(String model, Scorer scorer, HeldOut questions, String suffix, Workers workers) {
        int[] ranks = Ranker.ranks(scorer, questions, workers, Monitor.NONE);
        double hitRate = RankingMetrics.hitRate(ranks, CUTOFF);
        add(model, "HR@10" + suffix, hitRate);
        add(model, "MRR@10" + suffix, RankingMetrics.meanReciprocalRank(ranks, CUTOFF));
        System.err.printf(Locale.ROOT, "%s: HitRate@10%s %.4f of %d%n", model, suffix, hitRate, ranks.length);
    }

    void add(String model, String metric, double value) {
        values.computeIfAbsent(model, m -> new LinkedHashMap<>())
                .computeIfAbsent(metric, m -> new ArrayList<>())
                .add(value);
    }

    String markdown(String title) {
        Set<String> metrics = new LinkedHashSet<>();
        values.values().forEach(row -> metrics.addAll(row.keySet()));
        var table = new StringBuilder("\n" + title + "\n\n| model | " + String.join(" | ", metrics) + " |\n| --- |"
                + " ---: |".repeat(metrics.size()) + "\n");
        values.forEach((model, row) -> {
            table.append("| ").append(model);
            metrics.forEach(metric -> table.append(" | ").append(cell(row.getOrDefault(metric, List.of()))));
            table.append(" |\n");
        });
        return table.toString();
    }

    private static String cell(List<Double> values) {
        if (values.isEmpty()) {
            return "";
        }
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        if (values.size() == 1) {
            return String.format(Locale.ROOT, "%.3f", mean);
        }
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, Math.sqrt(squares / (values.size() - 1)));
    }
}
