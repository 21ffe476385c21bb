// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.NodeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.training.BladeTrainer;
import io.bladegraph.training.EmbeddingScorer;
import io.bladegraph.training.HeldOutEdges;
import io.bladegraph.training.TrainedModel;
import io.bladegraph.training.TrainingConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Does a nightly retraining have to start from nothing? {@code WarmStartExperiment [seeds] [schedules]}.
 *
 * <p>Phones, 75/5/20. Yesterday's graph is the training graph without 1 % of its products and, of what is left, without as
 * many edges at random as make the increment 5 % in all. Yesterday's model is trained on it; today's graph is the whole
 * training graph. No time is known in this data, so the increment is random. The validation edges choose the best epoch of
 * the full trainings; for a warm start, epochs, learning rate and weight decay are
 * chosen on them.
 */
public final class WarmStartExperiment {
    private static final double NEW_PRODUCTS = 0.01;
    private static final double INCREMENT = 0.05;
    private static final TrainingConfig FULL = TrainingConfig.DEFAULT;

    private final EdgeSplit split;
    private final HeldOut questions;
    private final HeldOut ofNewProducts;
    private final HeldOut validation;
    private final ProductGraph today;
    private final NodeSplit yesterday;
    private final Workers workers;
    private final Means means;
    private final long seed;

    private WarmStartExperiment(long seed, Means means, Workers workers) {
        ProductGraph whole = Dataset.PHONES.read(seed);
        this.seed = seed;
        this.means = means;
        this.workers = workers;
        this.split = EdgeSplit.random(whole.purchases(), 0.05, 0.2, seed);
        this.questions = HeldOutEdges.test(split, whole.purchases());
        this.validation = HeldOutEdges.validation(split);
        this.today = ProductGraph.of(split.train());
        this.yesterday = yesterday(today, seed);
        int[] numberOf = yesterday.numberOf(today.nodeCount());
        int[] chosen = IntStream.range(0, questions.size())
                .filter(i -> numberOf[questions.sources()[i]] < 0
                        || numberOf[questions.targets()[i]] < 0)
                .toArray();
        this.ofNewProducts = new HeldOut(
                questions.nodeCount(),
                Arrays.stream(chosen).map(i -> questions.sources()[i]).toArray(),
                Arrays.stream(chosen).map(i -> questions.targets()[i]).toArray(),
                questions.knownTargets());
    }

    private static NodeSplit yesterday(ProductGraph today, long seed) {
        NodeSplit old = NodeSplit.random(today, 0, NEW_PRODUCTS, seed);
        int among = old.train().purchases().edgeCount();
        double left = (1 - INCREMENT) * today.purchases().edgeCount() / among;
        var remembered = EdgeSplit.random(old.train().purchases(), 0, 1 - Math.min(left, 1), seed)
                .train();
        return new NodeSplit(
                old.train().withPurchases(remembered), old.oldNodes(), old.validationNodes(), old.testNodes());
    }

    /**
     * Runs.
     *
     * @param arguments number of seeds (default 5), schedules of warm starts as epochs x learning rate x
     *     weight decay (default the plugin's)
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        var schedules = arguments.length > 1
                ? Arrays.stream(arguments[1].split(",", -1))
                        .map(WarmStartExperiment::schedule)
                        .toList()
                : List.of(TrainingConfig.Schedule.WARM);
        var means = new Means();
        try (var workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            for (long seed = 1; seed <= seeds; seed++) {
                new WarmStartExperiment(seed, means, workers).run(schedules);
            }
        }
        System.out.println(means.markdown("Warm start on phones, " + seeds + " seeds"));
    }

    private static TrainingConfig.Schedule schedule(String text) {
        double[] numbers = Arrays.stream(text.split("x", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        var s = TrainingConfig.Schedule.WARM;
        return new TrainingConfig.Schedule(
                (int) numbers[0], s.batchSize(), numbers[1], numbers[2], s.patience(), s.resample());
    }

    private void run(List<TrainingConfig.Schedule> schedules) {
        TrainedModel old = trainer(FULL.schedule()).train(yesterday.train(), yesterdaysSplit());
        TrainedModel start = old.renumbered(yesterday.numberOf(today.nodeCount()));
        measure("yesterday's model, today's graph", start);
        for (TrainingConfig.Schedule s : schedules) {
            String name = String.format(
                    Locale.ROOT,
                    "warm start, epochs %d, learning rate %s, weight decay %s",
                    s.epochs(),
                    s.learningRate(),
                    s.weightDecay());
            measure(name, trainer(s).continueFrom(start, today, split));
        }
        measure("from nothing, 1 epoch", trainer(once()).train(today, split));
        measure("from nothing, all epochs", trainer(FULL.schedule()).train(today, split));
    }

    /** The validation relationships are the same every night, but for those of products that were not there yet. */
    private EdgeSplit yesterdaysSplit() {
        int[] numberOf = yesterday.numberOf(today.nodeCount());
        int[] sources = split.validationSources();
        int[] targets = split.validationTargets();
        int[] there = IntStream.range(0, sources.length)
                .filter(i -> numberOf[sources[i]] >= 0 && numberOf[targets[i]] >= 0)
                .toArray();
        return new EdgeSplit(
                yesterday.train().purchases(),
                Arrays.stream(there).map(i -> numberOf[sources[i]]).toArray(),
                Arrays.stream(there).map(i -> numberOf[targets[i]]).toArray(),
                new int[0],
                new int[0]);
    }

    private static TrainingConfig.Schedule once() {
        var s = FULL.schedule();
        return new TrainingConfig.Schedule(
                1, s.batchSize(), s.learningRate(), s.weightDecay(), s.patience(), s.resample());
    }

    private BladeTrainer trainer(TrainingConfig.Schedule schedule) {
        var config = new TrainingConfig(
                FULL.model(), FULL.sampler(), FULL.loss(), schedule, FULL.validationFraction(), seed);
        return new BladeTrainer(config, workers, Monitor.NONE);
    }

    private void measure(String name, TrainedModel model) {
        var scorer = new EmbeddingScorer(model.embed(today, workers, Monitor.NONE));
        means.add(name, scorer, questions, "", workers);
        means.add(name, scorer, ofNewProducts, ", new products", workers);
        means.add(name, scorer, validation, ", validation", workers);
    }
}
