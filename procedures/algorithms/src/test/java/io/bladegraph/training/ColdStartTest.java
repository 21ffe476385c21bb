// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.baseline.CopiedFromNearest;
import io.bladegraph.baseline.FeatureLikeness;
import io.bladegraph.baseline.MostAlike;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.evaluation.Ranker;
import io.bladegraph.evaluation.RankingMetrics;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.graph.NodeFeaturesBuilder;
import io.bladegraph.graph.NodeSplit;
import io.bladegraph.graph.ProductGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdStartTest {
    /** Two families that know their names; the last product says nothing of itself. */
    private final ProductGraph shop = families();

    private final ColdStart coldStart = new ColdStart(shop, NodeSplit.random(shop, 0.1, 0.2, 4));
    private final HeldOut questions = coldStart.questions(coldStart.split().testNodes());

    private static ProductGraph families() {
        ProductGraph bare = Shops.twoFamilies();
        var words = NodeFeaturesBuilder.of(80, 0, 16);
        for (int node = 0; node < 80; node++) {
            String kind = node % 40 < 20 ? "device" : "accessory";
            words.words("family", node == 79 ? List.of() : List.of("family" + node / 40, kind));
            words.endNode();
        }
        return new ProductGraph(bare.purchases(), bare.coViews(), words.build());
    }

    @Test
    void asksForOldProductsThatFollowNewOnesAmongOldProducts() {
        int[] numberOf = coldStart.split().numberOf(80);

        assertThat(questions.size()).isPositive();
        for (int i = 0; i < questions.size(); i++) {
            assertThat(numberOf[questions.sources()[i]]).isNegative();
            assertThat(numberOf[questions.targets()[i]]).isNotNegative();
        }
        assertThat(questions.knownTargets().apply(questions.sources()[0]))
                .contains(coldStart.split().testNodes())
                .contains(coldStart.split().validationNodes())
                .contains(shop.purchases().outNeighbors(questions.sources()[0]));
    }

    @Test
    void whatIsKnownHasNoPurchaseOfANewProduct() {
        ProductGraph known = coldStart.known(coldStart.oldCoViews());

        for (int node : coldStart.split().testNodes()) {
            assertThat(known.purchases().outDegree(node)).isZero();
            assertThat(known.purchases().inDegree(node)).isZero();
        }
        assertThat(known.purchases().edgeCount())
                .isEqualTo(coldStart.split().train().purchases().edgeCount());
    }

    @Test
    void newProductsAreKnownByTheirFeatures() {
        var loss = new LossConfig(LossConfig.Kind.SOFTMAX, 60, 0.1, 0);
        var schedule = new TrainingConfig.Schedule(20, 64, 0.02, 1e-5, 100, false);
        try (var workers = Workers.of(2)) {
            var trainer =
                    new BladeTrainer(Shops.config(BladeConfig.Kind.LINEAR, loss, schedule), workers, Monitor.NONE);
            TrainedModel model =
                    coldStart.renumbered(trainer.train(coldStart.split().train()));
            DualEmbeddings embeddings = model.embed(coldStart.known(coldStart.oldCoViews()), workers, Monitor.NONE);

            assertThat(hitRate(new EmbeddingScorer(embeddings), workers))
                    .isGreaterThan(0.5)
                    .isGreaterThan(3 * hitRate(new MostAlike(new FeatureLikeness(shop.features())), workers));
            for (int node = 0; node < 80; node++) {
                assertThat(embeddings.isKnown(node)).isTrue();
            }
        }
    }

    @Test
    void whatFollowedTheNearestFollowsTheNewOne() {
        ProductGraph known = coldStart.known(coldStart.oldCoViews());
        try (var workers = Workers.of(1)) {
            assertThat(hitRate(
                            new CopiedFromNearest(new FeatureLikeness(shop.features()), known.purchases(), 10),
                            workers))
                    .isGreaterThan(0.5);
        }
    }

    private double hitRate(Scorer scorer, Workers workers) {
        return RankingMetrics.hitRate(Ranker.ranks(scorer, questions, workers, Monitor.NONE), 10);
    }
}
