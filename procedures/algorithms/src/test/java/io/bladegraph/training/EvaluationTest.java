// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.baseline.Baseline;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.testkit.Graphs;
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
                    .filteredOn(
                            row -> row.bucket().equals("all") && !row.metric().equals("coverage"))
                    .hasSize(5)
                    .allSatisfy(row -> assertThat(row.value()).as(row.metric()).isEqualTo(1));
        }
    }

    /** Asked are a -> e, d -> c and f -> e. In training, the out-degrees of a, d and f are 3, 4 and 0; earlier letters score higher. */
    @Test
    void bucketsAreOfTheDegreesInTraining() {
        String known = "(a)-->(b), (a)-->(c), (a)-->(g), (d)-->(a), (d)-->(b), (d)-->(g), (d)-->(h)";
        var whole = Graphs.parse(known + ", (a)-->(e), (d)-->(c), (f)-->(e)");
        var split =
                new EdgeSplit(Graphs.parse(known), new int[0], new int[0], new int[] {0, 3, 5}, new int[] {4, 2, 4});
        Scorer byLetter = (sources, begin, end, scores) -> {
            for (int i = 0; i < (end - begin) * 8; i++) {
                scores[i] = -(i % 8);
            }
        };

        try (var workers = Workers.of(1)) {
            var evaluation = new Evaluation(ProductGraph.of(whole), split, List.of(1, 2), workers, Monitor.NONE);
            evaluation.measure("byLetter", () -> byLetter);

            // the lists start with d, e for a; with c, e for d; and with a, b, c, d, e for f
            assertThat(hitRate(evaluation, 1, "all")).isCloseTo(1 / 3.0, within(1e-12));
            assertThat(hitRate(evaluation, 2, "outDegree 0-3")).isEqualTo(0.5);
            assertThat(hitRate(evaluation, 2, "outDegree 4-20")).isEqualTo(1);
            assertThat(hitRate(evaluation, 2, "outDegree 21+")).isNaN();
            assertThat(hitRate(evaluation, 2, "inDegree 0-3")).isCloseTo(2 / 3.0, within(1e-12));
            assertThat(hitRate(evaluation, 2, "inDegree 4-20")).isNaN();
            assertThat(evaluation.value("byLetter", "coverage", 1)).isEqualTo(3 / 8.0);
            assertThat(evaluation.value("byLetter", "coverage", 2)).isEqualTo(5 / 8.0);
        }
    }

    private static double hitRate(Evaluation evaluation, int k, String bucket) {
        return evaluation.rows().stream()
                .filter(row -> row.metric().equals("HitRate") && row.k() == k)
                .filter(row -> row.bucket().equals(bucket))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void theDirectionOfTheInDegreeStandsAlone() {
        var graph = Shops.twoFamilies();

        try (var workers = Workers.of(1)) {
            var split = Shops.split(graph);
            var alone = new Evaluation(graph, split, List.of(1), workers, Monitor.NONE).inDegreeDirection();
            var whole = new Evaluation(graph, split, List.of(1), workers, Monitor.NONE);
            whole.measure(Baseline.POPULARITY);

            assertThat(alone.rows())
                    .extracting(Evaluation.Row::metric)
                    .containsExactly("directionAUC", "directionAccuracy");
            assertThat(alone.value("popularity", "directionAUC", 0))
                    .isEqualTo(whole.value("popularity", "directionAUC", 0));
        }
    }

    @Test
    void aGraphWithoutOneWayEdgesHasNoDirection() {
        var graph = Graphs.parse("(a)-->(b), (b)-->(a), (c)-->(a), (a)-->(c)");
        var train = Graphs.parse("(b)-->(a), (c)-->(a), (a)-->(c)");
        var split = new EdgeSplit(train, new int[0], new int[0], new int[] {0}, new int[] {1});

        try (var workers = Workers.of(1)) {
            var evaluation = new Evaluation(ProductGraph.of(graph), split, List.of(1), workers, Monitor.NONE);

            assertThat(evaluation.inDegreeDirection().value("popularity", "directionAUC", 0))
                    .isNaN();
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
