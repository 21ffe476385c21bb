// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.baseline.CopiedFromNearest;
import io.bladegraph.baseline.FeatureLikeness;
import io.bladegraph.baseline.Likeness;
import io.bladegraph.baseline.MostAlike;
import io.bladegraph.baseline.Popularity;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.NodeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.training.BladeTrainer;
import io.bladegraph.training.ColdStart;
import io.bladegraph.training.EmbeddingScorer;
import io.bladegraph.training.TrainedModel;
import io.bladegraph.training.TrainingConfig;
import java.util.Locale;

/**
 * What is bought after products that nobody has bought yet? {@code ColdStartExperiment <phones|grocery> [seeds]
 * [validation|test]}.
 *
 * <p>20 % of the products are held out with all their edges to test on, 5 % to choose by; the model is trained on the others,
 * and 5 % of their edges choose its epoch. The last column is the model's HitRate@10 on those: what the old products pay
 * for the new ones.
 */
public final class ColdStartExperiment {
    private static final TrainingConfig BLADE = TrainingConfig.DEFAULT;
    private static final int COPIED = 100;
    private static final int JOINED = 20;

    private final ColdStart coldStart;
    private final ProductGraph known;
    private final HeldOut questions;
    private final Means means;
    private final Workers workers;
    private final long seed;

    private ColdStartExperiment(ProductData data, long seed, boolean validation, Means means, Workers workers) {
        ProductGraph whole = data.read(seed);
        this.coldStart = new ColdStart(whole, NodeSplit.random(whole, 0.05, 0.2, seed));
        this.known = coldStart.known(coldStart.oldCoViews());
        this.questions = coldStart.questions(
                validation
                        ? coldStart.split().validationNodes()
                        : coldStart.split().testNodes());
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
                var experiment = new ColdStartExperiment(data, seed, validation, means, workers);
                experiment.baselines();
                experiment.models();
            }
        }
        System.out.println(means.markdown(
                "Cold start on " + data.label() + ", " + seeds + " seeds, " + (validation ? "validation" : "test")));
    }

    private void baselines() {
        var features = new FeatureLikeness(known.features());
        Likeness viewed = this::viewed;
        means.add("popularity", new Popularity(known.purchases()), questions, "", workers);
        means.add("nearest by features", new MostAlike(features), questions, "", workers);
        means.add(
                "copied from the " + COPIED + " nearest by features",
                new CopiedFromNearest(features, known.purchases(), COPIED),
                questions,
                "",
                workers);
        means.add("viewed with it", new MostAlike(viewed), questions, "", workers);
        means.add(
                "copied from those viewed with it",
                new CopiedFromNearest(viewed, known.purchases(), COPIED),
                questions,
                "",
                workers);
    }

    /** 1 for what is viewed with a product by now, though nobody has bought it yet. */
    private float[] viewed(int node) {
        DirectedGraph coViews = coldStart.whole().coViews();
        float[] row = new float[coViews.nodeCount()];
        for (int other : coViews.outNeighbors(node)) {
            row[other] = 1;
        }
        return row;
    }

    private void models() {
        ProductGraph train = coldStart.split().train();
        model(
                "blade without features",
                0,
                new ProductGraph(train.purchases(), train.coViews(), NodeFeatures.none(train.nodeCount())));
        model("blade", BLADE.model().features().newShare(), train);
    }

    private void model(String name, double newShare, ProductGraph train) {
        TrainingConfig config = TrainingChange.apply(BLADE, "newShare=" + newShare + ", randomSeed=" + seed);
        TrainedModel trained = new BladeTrainer(config, workers, Monitor.NONE).train(train);
        if (train.featureDimension() > 0) {
            DualEmbeddings embeddings = coldStart.renumbered(trained).embed(known, workers, Monitor.NONE);
            means.add(name + ", by features", new EmbeddingScorer(embeddings), questions, "", workers);
            ProductGraph viewed = coldStart.known(coldStart.whole().coViews());
            var heard = coldStart.renumbered(trained).embed(viewed, workers, Monitor.NONE);
            means.add(name + ", by features and co-views", new EmbeddingScorer(heard), questions, "", workers);
            joined(name + ", joined to the " + JOINED + " nearest", embeddings, new FeatureLikeness(known.features()));
            joined(name + ", joined to those viewed with it", embeddings, this::viewed);
        }
        means.add(
                name + (train.featureDimension() > 0 ? ", by features" : ""),
                "HR@10, old products",
                trained.best().hitRate());
    }

    private void joined(String name, DualEmbeddings embeddings, Likeness likeness) {
        var joined = Joined.sources(embeddings, questions.sources(), likeness, known.purchases(), JOINED);
        means.add(name, new EmbeddingScorer(joined), questions, "", workers);
    }
}
