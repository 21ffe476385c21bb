// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.ClassificationMetrics;
import io.bladegraph.evaluation.Ranker;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.importer.BoughtBefore;
import io.bladegraph.importer.Purchase;
import io.bladegraph.importer.shop.DemoShop;
import io.bladegraph.importer.shop.ShopConfig;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.training.EmbeddingScorer;
import io.bladegraph.training.Evaluation;
import io.bladegraph.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo shows, on its shop and with its keys, but without a server: a fifth of the pairs is held out. */
class DemoShopQualityTest {
    private static final long SEED = 42;

    @TempDir
    private static Path folder;

    private static Map<String, Integer> numbers;
    private static Evaluation evaluation;
    private static double trueDirection;
    private static int truePairs;

    @BeforeAll
    static void evaluate() throws IOException {
        DemoShop.generate(ShopConfig.of(2_000, SEED), folder, Monitor.NONE);
        numbers = new HashMap<>();
        rows(DemoShop.PRODUCTS).forEach(row -> numbers.put(row[0], numbers.size()));
        var graph = new ProductGraph(
                purchases(), coViews(), NodeFeatures.none(purchases().nodeCount()));
        TrainingConfig config = config();
        var split = EdgeSplit.random(graph.purchases(), config.validationFraction(), .2, SEED);
        try (var workers = Workers.of(2)) {
            evaluation = new Evaluation(graph, split, List.of(10), workers, Monitor.NONE).baselines();
            var visible = graph.withPurchases(split.train());
            var embeddings = evaluation.train("blade", config).embed(visible, workers, Monitor.NONE);
            measureTrueDirection(graph, split, new EmbeddingScorer(embeddings), workers);
        }
    }

    @Test
    void theModelFindsMoreThanEveryBaseline() {
        for (String baseline : List.of("popularity", "threeHop", "pageRank", "ease")) {
            assertThat(evaluation.value("blade", "HitRate", 10))
                    .as(baseline)
                    .isGreaterThan(evaluation.value(baseline, "HitRate", 10));
        }
    }

    @Test
    void theModelKnowsTheDirectionOfTruePairs() {
        assertThat(truePairs).isGreaterThan(1_000);
        assertThat(trueDirection).isGreaterThanOrEqualTo(.95);
    }

    private static TrainingConfig config() {
        var keys = DemoGraph.TRAINING;
        TrainingConfig d = TrainingConfig.DEFAULT;
        BladeConfig m = d.model();
        SamplerConfig s = d.sampler();
        TrainingConfig.Schedule t = d.schedule();
        return new TrainingConfig(
                new BladeConfig(
                        m.encoder(), m.embeddingDimension(), (int) keys.get("layers"), (double) keys.get("ownDegree")),
                new SamplerConfig(
                        s.kind(),
                        s.fanOut(),
                        s.degreeExponent(),
                        s.minFanOut(),
                        s.maxFanOut(),
                        s.walks(),
                        s.reachDegree(),
                        (double) keys.get("reverseWeight"),
                        s.degreeCorrection()),
                new LossConfig(
                        d.loss().kind(),
                        d.loss().negatives(),
                        (double) keys.get("directionWeight"),
                        d.loss().coViewWeight()),
                new TrainingConfig.Schedule(
                        (int) keys.get("epochs"),
                        t.batchSize(),
                        (double) keys.get("learningRate"),
                        t.weightDecay(),
                        (int) keys.get("patience"),
                        t.resample()),
                d.validationFraction(),
                SEED);
    }

    /** Of the held-out pairs, those that are true and that nobody bought the other way round. */
    private static void measureTrueDirection(
            ProductGraph graph, EdgeSplit split, EmbeddingScorer scorer, Workers workers) throws IOException {
        Set<List<Integer>> truth = rows(DemoShop.TRUTH).stream()
                .map(row -> List.of(numbers.get(row[0]), numbers.get(row[1])))
                .collect(toSet());
        int[] chosen = IntStream.range(0, split.testSources().length)
                .filter(i -> truth.contains(List.of(split.testSources()[i], split.testTargets()[i])))
                .filter(i -> !graph.purchases().hasEdge(split.testTargets()[i], split.testSources()[i]))
                .toArray();
        int[] devices = IntStream.of(chosen).map(i -> split.testSources()[i]).toArray();
        int[] accessories =
                IntStream.of(chosen).map(i -> split.testTargets()[i]).toArray();
        truePairs = chosen.length;
        trueDirection = ClassificationMetrics.pairwiseAccuracy(
                Ranker.scores(scorer, graph.nodeCount(), devices, accessories, workers),
                Ranker.scores(scorer, graph.nodeCount(), accessories, devices, workers));
    }

    /** As the import derives them, weighted by customers. */
    private static DirectedGraph purchases() throws IOException {
        Set<Purchase> purchases = rows(DemoShop.PURCHASES).stream()
                .map(row -> new Purchase(row[0], row[1], Instant.parse(row[2]).toEpochMilli()))
                .collect(toSet());
        var builder = DirectedGraphBuilder.of(numbers.size(), true, false);
        BoughtBefore.of(purchases, BoughtBefore.Rules.DEFAULT, Long.MAX_VALUE, Monitor.NONE)
                .forEach(pair -> builder.add(
                        numbers.get(pair.start()),
                        numbers.get(pair.end()),
                        ((Long) pair.values().get(0)).floatValue(),
                        0));
        return builder.build();
    }

    private static DirectedGraph coViews() throws IOException {
        var builder = DirectedGraphBuilder.unweighted(numbers.size());
        rows(DemoShop.VIEWS).forEach(row -> {
            builder.add(numbers.get(row[0]), numbers.get(row[1]));
            builder.add(numbers.get(row[1]), numbers.get(row[0]));
        });
        return builder.build();
    }

    private static List<String[]> rows(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
