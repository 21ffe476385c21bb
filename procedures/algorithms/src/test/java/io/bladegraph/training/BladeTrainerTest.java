// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.Ranker;
import io.bladegraph.evaluation.RankingMetrics;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.gnn.Parameter;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.testkit.Graphs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BladeTrainerTest {
    private static final TrainingConfig.Schedule SHORT = new TrainingConfig.Schedule(2, 256, 0.02, 1e-5, 5, true);
    private static final LossConfig SOFTMAX = new LossConfig(LossConfig.Kind.SOFTMAX, 80, 0.2, 1);
    private static final LossConfig LOGISTIC = new LossConfig(LossConfig.Kind.LOGISTIC, 3, 0.2, 1);

    static Stream<Arguments> encodersAndLosses() {
        return Stream.of(BladeConfig.Kind.values())
                .flatMap(encoder -> Stream.of(SOFTMAX, LOGISTIC).map(loss -> Arguments.of(encoder, loss)));
    }

    /** Sampled neighborhoods, drawn anew every epoch, co-views, and more vertices than a chunk holds. */
    @ParameterizedTest
    @MethodSource("encodersAndLosses")
    void theSameSeedGivesTheSameBitsForAnyNumberOfWorkers(BladeConfig.Kind encoder, LossConfig loss) {
        var graph = new ProductGraph(Graphs.skewed(300, 1_500, 1), Graphs.skewed(300, 700, 2), NodeFeatures.none(300));
        var split = Shops.split(graph);
        var sampler = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 5, 0.5, 2, 10, 20, 5, 0, 0.5);
        var config = new TrainingConfig(new BladeConfig(encoder, 20, 2, 5), sampler, loss, SHORT, 0.1, 42);

        TrainedModel alone = Shops.train(config, graph, split, 1);
        TrainedModel two = Shops.train(config, graph, split, 2);
        TrainedModel three = Shops.train(config, graph, split, 3);

        assertThat(values(two)).isEqualTo(values(alone));
        assertThat(values(three)).isEqualTo(values(alone));
        assertThat(losses(three)).isEqualTo(losses(alone));
        assertThat(two.best().hitRate()).isEqualTo(alone.best().hitRate());
    }

    /** Without its only edge the paper's encoder hears nothing: every embedding is 0, every probability 1/2. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEdgeIsNotPredictedFromItsOwnMessages(boolean resample) {
        var purchases = Graphs.parse("(a)-->(b)");
        var loss = new LossConfig(LossConfig.Kind.LOGISTIC, 1, 0, 0);
        var schedule = new TrainingConfig.Schedule(3, 1, 0.1, 0, 5, resample);
        var config = Shops.config(BladeConfig.Kind.PAPER, loss, schedule);

        TrainedModel model = Shops.train(config, ProductGraph.of(purchases), EdgeSplit.random(purchases, 0, 0, 1), 1);

        assertThat(losses(model)).containsOnly(Math.log(2));
    }

    @Test
    void anotherSeedGivesAnotherModel() {
        var graph = Shops.twoFamilies();
        var split = Shops.split(graph);
        var config = Shops.config(1, 5);
        var reseeded = new TrainingConfig(
                config.model(), config.sampler(), config.loss(), config.schedule(), config.validationFraction(), 43);

        assertThat(values(Shops.train(reseeded, graph, split, 1)))
                .isNotEqualTo(values(Shops.train(config, graph, split, 1)));
    }

    @ParameterizedTest
    @MethodSource("encodersAndLosses")
    void theLossFalls(BladeConfig.Kind encoder, LossConfig loss) {
        var graph = Shops.twoFamilies();
        var schedule = new TrainingConfig.Schedule(6, 64, 0.02, 1e-5, 100, false);

        TrainedModel model = Shops.train(Shops.config(encoder, loss, schedule), graph, Shops.split(graph), 2);

        assertThat(model.epochs().get(5).loss())
                .isLessThan(0.98 * model.epochs().get(0).loss());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aMonitorThatThrowsStopsTrainingWithinOneBatch(int concurrency) {
        var graph = Shops.twoFamilies();
        var calls = new AtomicInteger();
        Monitor stop = (task, done, total) -> {
            assertThat(total).isPositive();
            if (task.equals("Training, epoch 2 of 50")) {
                calls.incrementAndGet();
            }
            if (calls.get() == 3) {
                throw new IllegalStateException("stopped");
            }
        };

        try (var workers = Workers.of(concurrency)) {
            var trainer = new BladeTrainer(Shops.config(50, 50), workers, stop);
            assertThatThrownBy(() -> trainer.train(graph)).hasMessage("stopped");
        }

        assertThat(calls).hasValue(3);
    }

    @Test
    void noThreadIsLeftBehindByATrainingThatWasStopped() throws InterruptedException {
        var graph = Shops.twoFamilies();
        Monitor stop = (task, done, total) -> {
            if (task.startsWith("Ranking")) {
                throw new IllegalStateException("stopped");
            }
        };

        try (var workers = Workers.of(4)) {
            assertThatThrownBy(() -> new BladeTrainer(Shops.config(3, 3), workers, stop).train(graph))
                    .hasMessage("stopped");
            assertThat(workerThreads()).isNotEmpty();
        }

        for (Thread thread : workerThreads()) {
            thread.join(10_000);
        }
        assertThat(workerThreads()).isEmpty();
    }

    /** All ranks among eight nodes are 10 or better: no epoch is better than the first. */
    @Test
    void patienceEndsTheTraining() {
        var graph = ProductGraph.of(Graphs.parse("(a)-->(b), (a)-->(c), (d)-->(e), (d)-->(f), (g)-->(h), (g)-->(b)"));
        var split = EdgeSplit.random(graph.purchases(), 0.34, 0, 1);

        TrainedModel model = Shops.train(Shops.config(20, 3), graph, split, 1);

        assertThat(model.stopReason()).isEqualTo(StopReason.PATIENCE);
        assertThat(model.bestEpoch()).isEqualTo(1);
        assertThat(model.epochs()).hasSize(4);
        assertThat(model.best().hitRate()).isEqualTo(1);
    }

    @Test
    void allEpochsRunWhilePatienceLasts() {
        var graph = Shops.twoFamilies();

        TrainedModel model = Shops.train(Shops.config(4, 4), graph, Shops.split(graph), 1);

        assertThat(model.stopReason()).isEqualTo(StopReason.EPOCHS);
        assertThat(model.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4);
    }

    /** A learning rate that makes the metric jump; all neighbors are heard, so that inference hears what training heard. */
    @Test
    void theModelKeptIsThatOfTheBestEpoch() {
        var graph = Shops.twoFamilies();
        var split = Shops.split(graph);
        var schedule = new TrainingConfig.Schedule(8, 64, 0.5, 1e-5, 100, true);
        var config = Shops.config(BladeConfig.Kind.LINEAR, SOFTMAX, schedule);

        TrainedModel model = Shops.train(config, graph, split, 1);

        double best =
                model.epochs().stream().mapToDouble(EpochReport::hitRate).max().orElseThrow();
        assertThat(model.bestEpoch()).isNotEqualTo(8);
        assertThat(model.best().hitRate()).isEqualTo(best);
        assertThat(model.epochs().get(7).meanReciprocalRank())
                .isNotEqualTo(model.best().meanReciprocalRank());
        try (var workers = Workers.of(1)) {
            var embeddings = model.embed(Shops.visible(graph, split), workers, Monitor.NONE);
            int[] ranks = Ranker.ranks(
                    new EmbeddingScorer(embeddings), HeldOutEdges.validation(split), workers, Monitor.NONE);
            assertThat(RankingMetrics.hitRate(ranks, 10)).isEqualTo(model.best().hitRate());
            assertThat(RankingMetrics.meanReciprocalRank(ranks, 10))
                    .isEqualTo(model.best().meanReciprocalRank());
        }
    }

    @Test
    void withoutValidationTheLastEpochIsKept() {
        var graph = Shops.twoFamilies();
        var split = EdgeSplit.random(graph.purchases(), 0, 0, 1);

        TrainedModel model = Shops.train(Shops.config(3, 1), graph, split, 1);

        assertThat(model.bestEpoch()).isEqualTo(3);
        assertThat(model.best().hitRate()).isNaN();
        assertThat(model.stopReason()).isEqualTo(StopReason.EPOCHS);
    }

    @Test
    void goesOnFromATrainedModel() {
        var graph = Shops.twoFamilies();
        var split = Shops.split(graph);
        var config = Shops.config(6, 10);
        TrainedModel first = Shops.train(config, graph, split, 1);
        List<float[]> before =
                first.parameters().stream().map(p -> p.values().clone()).toList();

        try (var workers = Workers.of(1)) {
            TrainedModel second = new BladeTrainer(config, workers, Monitor.NONE).continueFrom(first, graph, split);

            assertThat(second.epochs().get(1).loss())
                    .isLessThan(first.epochs().get(0).loss());
            assertThat(second.ranEpochs()).isEqualTo(6);
            assertThat(first.parameters().get(0).values()).containsExactly(before.get(0));
        }
    }

    @Test
    void measuresWhatAWarmStartBeginsWithOnTheSameEdges() {
        var graph = Shops.twoFamilies();
        var split = Shops.split(graph);
        TrainedModel first = Shops.train(Shops.config(6, 10), graph, split, 1);

        try (var workers = Workers.of(1)) {
            EpochReport start = new BladeTrainer(Shops.config(1, 10), workers, Monitor.NONE)
                    .continueFrom(first, graph, split)
                    .epochs()
                    .get(0);

            assertThat(start.epoch()).isZero();
            assertThat(start.loss()).isNaN();
            assertThat(start.hitRate()).isEqualTo(first.best().hitRate());
            assertThat(start.hitRateByDegree()).isEqualTo(first.best().hitRateByDegree());
        }
    }

    @Test
    void tellsTheHitRateByDegree() {
        var graph = Shops.twoFamilies();
        EpochReport best =
                Shops.train(Shops.config(4, 10), graph, Shops.split(graph), 1).best();

        assertThat(best.hitRateByDegree()).isNotEmpty();
        assertThat(best.hitRateByDegree().keySet()).allMatch(name -> name.matches("(out|in)Degree (0-3|4-20|21\\+)"));
        assertThat(best.hitRateByDegree().entrySet().stream()
                        .filter(e -> e.getKey().startsWith("out")))
                .anySatisfy(e -> assertThat(e.getValue()).isLessThanOrEqualTo(best.hitRate()))
                .anySatisfy(e -> assertThat(e.getValue()).isGreaterThanOrEqualTo(best.hitRate()));
    }

    @Test
    void rejectsAStartOfAnotherShape() {
        var graph = Shops.twoFamilies();
        TrainedModel model = Shops.train(Shops.config(1, 1), graph, Shops.split(graph), 1);
        var smaller = ProductGraph.of(Graphs.parse("(a)-->(b), (b)-->(c)"));
        var split = EdgeSplit.random(smaller.purchases(), 0, 0, 1);

        try (var workers = Workers.of(1)) {
            var trainer = new BladeTrainer(Shops.config(1, 1), workers, Monitor.NONE);
            String shape = "BladeConfig[encoder=LINEAR, embeddingDimension=12, layers=2, ownDegree=5.0,"
                    + " coViewShare=0.5, directionOffset=true, features=FeatureConfig[ownTables=true, newShare=0.0]]";
            assertThatThrownBy(() -> trainer.continueFrom(model, smaller, split))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("`warmStart` needs a model of the same shape: " + shape + " of 80 nodes is not " + shape
                            + " of 3.");
        }
    }

    @Test
    void rejectsAGraphWithoutEdges() {
        var empty = ProductGraph.of(DirectedGraphBuilder.unweighted(5).build());

        try (var workers = Workers.of(1)) {
            assertThatThrownBy(() -> new BladeTrainer(Shops.config(1, 1), workers, Monitor.NONE).train(empty))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no relationship to train on.");
        }
    }

    @ParameterizedTest
    @MethodSource("encodersAndLosses")
    void theWidestWeightsLeaveTheModelFinite(BladeConfig.Kind encoder, LossConfig loss) {
        var purchases = DirectedGraphBuilder.of(6, true, false)
                .add(0, 1, Float.MAX_VALUE, 0)
                .add(0, 2, Float.MIN_VALUE, 0)
                .add(3, 1, 1f, 0)
                .add(4, 5, 1e-20f, 0)
                .build();
        var graph = ProductGraph.of(purchases);
        var schedule = new TrainingConfig.Schedule(5, 2, 1, 0, 5, true);

        TrainedModel model =
                Shops.train(Shops.config(encoder, loss, schedule), graph, EdgeSplit.random(purchases, 0, 0, 1), 1);

        for (Parameter parameter : model.parameters()) {
            for (float value : parameter.values()) {
                assertThat(value).isFinite();
            }
        }
    }

    private static List<Thread> workerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("blade-worker"))
                .toList();
    }

    private static List<List<Float>> values(TrainedModel model) {
        return model.parameters().stream().map(BladeTrainerTest::boxed).toList();
    }

    private static List<Float> boxed(Parameter parameter) {
        var values = new ArrayList<Float>();
        for (float value : parameter.values()) {
            values.add(value);
        }
        return values;
    }

    private static List<Double> losses(TrainedModel model) {
        return model.epochs().stream().map(EpochReport::loss).toList();
    }
}
