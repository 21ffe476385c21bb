// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.baseline.Popularity;
import io.bladegraph.baseline.ThreeHop;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.training.BladeTrainer;
import io.bladegraph.training.EmbeddingScorer;
import io.bladegraph.training.SelectionBias;
import io.bladegraph.training.TrainedModel;
import io.bladegraph.training.TrainingConfig;
import java.util.Arrays;
import java.util.Locale;

/**
 * What could have followed, had it been shown? {@code SelectionBiasExperiment <phones|grocery> [seeds] [validation|test]}:
 * {@link SelectionBias} on the held-out edges of a split of 75/5/20.
 */
public final class SelectionBiasExperiment {
    private final ProductGraph visible;
    private final EdgeSplit split;
    private final HeldOut questions;
    private final Means means;
    private final Workers workers;
    private final long seed;

    private SelectionBiasExperiment(ProductData data, long seed, boolean validation, Means means, Workers workers) {
        ProductGraph whole = data.read(seed);
        this.split = EdgeSplit.random(whole.purchases(), 0.05, 0.2, seed);
        this.visible = new ProductGraph(split.train(), whole.coViews(), NodeFeatures.none(whole.nodeCount()));
        this.questions = validation
                ? SelectionBias.questions(whole, split.validationSources(), split.validationTargets())
                : SelectionBias.questions(whole, split.testSources(), split.testTargets());
        this.means = means;
        this.workers = workers;
        this.seed = seed;
    }

    /**
     * Runs.
     *
     * @param arguments data, number of seeds (default 5), part (default test)
     */
    public static void main(String[] arguments) {
        var data = ProductData.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        boolean validation = arguments.length > 2 && arguments[2].equals("validation");
        var means = new Means();
        try (var workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            for (long seed = 1; seed <= seeds; seed++) {
                new SelectionBiasExperiment(data, seed, validation, means, workers).run();
            }
        }
        System.out.println(means.markdown("Selection bias on " + data.label() + ", " + seeds + " seeds, "
                + (validation ? "validation" : "test")));
    }

    private void run() {
        means.add("popularity", new Popularity(split.train()), questions, "", workers);
        means.add("three-hop", new ThreeHop(split.train()), questions, "", workers);
        means.add("viewed with what follows", viewedWithWhatFollows(), questions, "", workers);
        var none = DirectedGraphBuilder.unweighted(visible.nodeCount()).build();
        model("blade without co-views", new ProductGraph(visible.purchases(), none, visible.features()));
        model("blade", visible);
    }

    private void model(String name, ProductGraph graph) {
        TrainingConfig config = TrainingChange.apply(TrainingConfig.DEFAULT, "randomSeed=" + seed);
        TrainedModel trained = new BladeTrainer(config, workers, Monitor.NONE).train(graph, split);
        means.add(name, new EmbeddingScorer(trained.embed(graph, workers, Monitor.NONE)), questions, "", workers);
    }

    /** The protocol itself as a model: how many of the products known to follow is v viewed with? */
    private Scorer viewedWithWhatFollows() {
        DirectedGraph purchases = visible.purchases();
        DirectedGraph coViews = visible.coViews();
        int nodes = visible.nodeCount();
        return (sources, begin, end, scores) -> {
            Arrays.fill(scores, 0, (end - begin) * nodes, 0f);
            for (int i = begin; i < end; i++) {
                for (int target : purchases.outNeighbors(sources[i])) {
                    for (int viewed : coViews.outNeighbors(target)) {
                        scores[(i - begin) * nodes + viewed]++;
                    }
                }
            }
        };
    }
}
