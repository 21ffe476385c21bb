// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.graph.EdgeSplit;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    /** A device's own family has 20 accessories, some of them known: who knows families beats who knows what sells. */
    @Test
    void aModelFindsPlantedFamiliesAndDirections() {
        var graph = Shops.twoFamilies();

        try (var workers = Workers.of(2)) {
            var evaluation = new Evaluation(graph, Shops.split(graph), List.of(5, 10), workers, Monitor.NONE);
            evaluation.baselines().train("blade", Shops.config(20, 20));

            double popularity = evaluation.value("popularity", "HitRate", 10);
            assertThat(evaluation.value("blade", "HitRate", 10)).isGreaterThan(popularity + 0.3);
            assertThat(evaluation.value("blade", "MRR", 10)).isGreaterThan(evaluation.value("popularity", "MRR", 10));
            assertThat(evaluation.value("threeHop", "HitRate", 10)).isGreaterThan(popularity + 0.3);
            assertThat(evaluation.value("ease", "HitRate", 10)).isGreaterThan(popularity + 0.3);
            assertThat(evaluation.value("blade", "directionAccuracy", 0)).isGreaterThan(0.95);
            assertThat(evaluation.value("blade", "directionAUC", 0)).isGreaterThan(0.95);
            assertThat(evaluation.value("blade", "existenceAUC", 0)).isGreaterThan(0.9);
            assertThat(evaluation.rows())
                    .filteredOn(
                            row -> row.metric().equals("HitRate") && row.model().equals("pageRank"))
                    .hasSize(8)
                    .allSatisfy(row -> assertThat(row.value()).isBetween(0.0, 1.0));
        }
    }

    /** The perfect model: every edge scores 1, everything else 0. */
    @Test
    void aPerfectModelIsPerfectInEveryMetric() {
        var graph = Shops.twoFamilies();
        var purchases = graph.purchases();

        try (var workers = Workers.of(1)) {
            var evaluation = new Evaluation(graph, Shops.split(graph), List.of(1), workers, Monitor.NONE);
            evaluation.measure("oracle", () -> (sources, begin, end, scores) -> {
                for (int i = begin; i < end; i++) {
                    for (int v = 0; v < 80; v++) {
                        scores[(i - begin) * 80 + v] = purchases.hasEdge(sources[i], v) ? 1 : 0;
                    }
                }
            });

            assertThat(evaluation.rows())
                    .filteredOn(row -> row.bucket().equals("all"))
                    .hasSize(5)
                    .allSatisfy(row -> assertThat(row.value()).as(row.metric()).isEqualTo(1));
        }
    }

    @Test
    void rejectsQuestionsWithoutAnswer() {
        var graph = Shops.twoFamilies();

        try (var workers = Workers.of(1)) {
            var evaluation = new Evaluation(graph, Shops.split(graph), List.of(1), workers, Monitor.NONE);
            assertThatThrownBy(() -> evaluation.value("blade", "HitRate", 10))
                    .hasMessage("HitRate@10 of blade was not measured.");
            assertThatThrownBy(() -> new Evaluation(graph, Shops.split(graph), List.of(0), workers, Monitor.NONE))
                    .hasMessage("`ks` must be at least 1, but was 0.");
            var nothing = EdgeSplit.random(graph.purchases(), 0.1, 0, 1);
            assertThatThrownBy(() -> new Evaluation(graph, nothing, List.of(1), workers, Monitor.NONE))
                    .hasMessage("`testFraction` must be large enough to hold out an edge, but was 0.");
        }
    }
}
