// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.training.Evaluation;
import java.util.List;

/** The figures of a run: the columns of the results, by the names that the tables show. */
enum Figure {
    HR5("HR@5", "HitRate", 5, "all"),
    HR10("HR@10", "HitRate", 10, "all"),
    HR20("HR@20", "HitRate", 20, "all"),
    MRR10("MRR@10", "MRR", 10, "all"),
    OUT_LOW("HR@20 out-degree 0-3", "HitRate", 20, "outDegree 0-3"),
    OUT_MEDIUM("HR@20 out-degree 4-20", "HitRate", 20, "outDegree 4-20"),
    OUT_HIGH("HR@20 out-degree 21+", "HitRate", 20, "outDegree 21+"),
    IN_LOW("HR@20 in-degree 0-3", "HitRate", 20, "inDegree 0-3"),
    IN_MEDIUM("HR@20 in-degree 4-20", "HitRate", 20, "inDegree 4-20"),
    IN_HIGH("HR@20 in-degree 21+", "HitRate", 20, "inDegree 21+"),
    DIRECTION_AUC("direction AUC", "directionAUC", 0, "all"),
    IN_DEGREE_AUC("direction AUC of the in-degree", "directionAUC", 0, "all"),
    DIRECTION_ACCURACY("direction accuracy", "directionAccuracy", 0, "all"),
    IN_DEGREE_ACCURACY("direction accuracy of the in-degree", "directionAccuracy", 0, "all"),
    EXISTENCE_AUC("existence AUC", "existenceAUC", 0, "all"),
    COVERAGE20("coverage@20", "coverage", 20, "all"),
    SECONDS("seconds", "", 0, "all");

    /** The lengths of the lists that are measured. */
    static final List<Integer> KS = List.of(5, 10, 20);

    /** The model whose direction stands beside that of every other. */
    private static final String IN_DEGREE = "popularity";

    private final String title;
    private final String metric;
    private final int k;
    private final String bucket;

    Figure(String title, String metric, int k, String bucket) {
        this.title = title;
        this.metric = metric;
        this.k = k;
        this.bucket = bucket;
    }

    String title() {
        return title;
    }

    /** NaN where a graph has no such edges. */
    double of(String arm, List<Evaluation.Row> rows) {
        if (this == SECONDS) {
            return rows.stream()
                    .filter(row -> row.model().equals(arm))
                    .mapToDouble(Evaluation.Row::seconds)
                    .max()
                    .orElseThrow();
        }
        String model = this == IN_DEGREE_AUC || this == IN_DEGREE_ACCURACY ? IN_DEGREE : arm;
        return rows.stream()
                .filter(row -> row.model().equals(model) && row.metric().equals(metric))
                .filter(row -> row.k() == k && row.bucket().equals(bucket))
                .mapToDouble(Evaluation.Row::value)
                .findFirst()
                .orElseThrow();
    }
}
