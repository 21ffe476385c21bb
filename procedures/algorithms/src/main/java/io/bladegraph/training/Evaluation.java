// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Monitor;
import io.bladegraph.Requires;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.baseline.Baseline;
import io.bladegraph.baseline.Popularity;
import io.bladegraph.evaluation.ClassificationMetrics;
import io.bladegraph.evaluation.DegreeBucket;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.evaluation.Ranker;
import io.bladegraph.evaluation.RankingMetrics;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Holds out edges, trains on the rest, and measures models on what was held out, beside baselines that need no training.
 *
 * <p>Node recommendation: HitRate@k and MRR@k per held-out edge, full filtered ranking. Direction: on the held-out edges u
 * -&gt; v without v -&gt; u, the AUC of their scores against those of their reverses, and the share that scores higher than its
 * reverse. Existence: the AUC of the held-out edges against as many random pairs that are no edges. Coverage@k: the share of
 * all nodes that are recommended to at least one of the held-out edges' sources. Protocol: Virinchi, Saladi, Mondal, ECML-PKDD
 * 2022, section 5.
 */
public final class Evaluation {
    private static final long NON_EDGES = 30;
    private static final int CHOICE_K = 10;

    private final ProductGraph graph;
    private final EdgeSplit split;
    private final HeldOut test;
    private final int[] ks;
    private final Workers workers;
    private final Monitor monitor;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One number.
     *
     * @param model what was measured
     * @param metric which way
     * @param k length of the list; 0 where the metric has none
     * @param bucket which held-out edges, by the training degrees of their ends
     * @param value the number, higher is better; NaN if there is no such edge
     * @param seconds what it took to train and to score the model
     */
    public record Row(String model, String metric, int k, String bucket, double value, double seconds) {}

    /**
     * An evaluation of one split.
     *
     * @param graph the whole graph
     * @param split its purchases, parted
     * @param ks lengths of the lists to report, each at least 1
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     */
    public Evaluation(ProductGraph graph, EdgeSplit split, List<Integer> ks, Workers workers, Monitor monitor) {
        this.graph = graph;
        this.split = split;
        this.test = HeldOutEdges.test(split, graph.purchases());
        this.ks = ks.stream().mapToInt(k -> (int) Requires.atLeast("ks", k, 1)).toArray();
        this.workers = workers;
        this.monitor = monitor;
        Requires.that(test.size() > 0, "testFraction", "large enough to hold out an edge", 0, test);
    }

    /**
     * Measures the usual baselines as far as they suit the graph.
     *
     * @return this evaluation
     */
    public Evaluation baselines() {
        Baseline.USUAL.stream()
                .filter(baseline -> baseline.suits(split.train()))
                .forEach(this::measure);
        return this;
    }

    /**
     * Measures a baseline; where it comes in several forms, the one with the best HitRate@{@value #CHOICE_K} on the validation
     * edges, the first one if there are none.
     *
     * @param baseline one that suits the graph
     */
    public void measure(Baseline baseline) {
        measure(baseline.label(), () -> {
            monitor.progress("Fitting " + baseline.label(), 0, 0);
            List<Scorer> forms = baseline.fit(split.train(), workers, monitor);
            return forms.size() == 1 || split.validationSources().length == 0 ? forms.get(0) : best(forms);
        });
    }

    private Scorer best(List<Scorer> forms) {
        HeldOut validation = HeldOutEdges.validation(split);
        Scorer best = null;
        double bestHitRate = -1;
        for (Scorer form : forms) {
            double hitRate = RankingMetrics.hitRate(Ranker.ranks(form, validation, workers, monitor), CHOICE_K);
            if (hitRate > bestHitRate) {
                best = form;
                bestHitRate = hitRate;
            }
        }
        return best;
    }

    /**
     * Measures how well the in-degree alone tells the direction, and nothing else of it: no figure of a model's direction means
     * anything without these two. They stand with {@code popularity}, the baseline that they are part of.
     *
     * @return this evaluation
     */
    public Evaluation inDegreeDirection() {
        direction("popularity", new Popularity(split.train()), 0);
        return this;
    }

    /**
     * Trains and measures a model.
     *
     * @param name what to call it
     * @param config how to train it
     * @return what was trained
     */
    public TrainedModel train(String name, TrainingConfig config) {
        var visible = graph.withPurchases(split.train());
        var trained = new TrainedModel[1];
        measure(name, () -> {
            trained[0] = new BladeTrainer(config, workers, monitor).train(visible, split);
            return new EmbeddingScorer(trained[0].embed(visible, workers, monitor));
        });
        return trained[0];
    }

    /**
     * Measures any model.
     *
     * @param name what to call it
     * @param model makes it; the time this takes is reported
     */
    public void measure(String name, Supplier<Scorer> model) {
        long start = System.nanoTime();
        Scorer scorer = model.get();
        int longest = IntStream.of(ks).max().orElse(0);
        Ranker.Places places = Ranker.places(scorer, test, longest, workers, monitor);
        double seconds = (System.nanoTime() - start) * 1e-9;
        RanksByDegree.of(test, split.train(), places.ranks())
                .forEach((bucket, ranks) -> ranking(name, bucket, ranks, seconds));
        for (int k : ks) {
            add(name, "coverage", k, DegreeBucket.ALL.name(), places.coverage(k), seconds);
        }
        direction(name, scorer, seconds);
        existence(name, scorer, seconds);
    }

    private void ranking(String name, DegreeBucket bucket, int[] ranks, double seconds) {
        for (int k : ks) {
            add(name, "HitRate", k, bucket.name(), RankingMetrics.hitRate(ranks, k), seconds);
            add(name, "MRR", k, bucket.name(), RankingMetrics.meanReciprocalRank(ranks, k), seconds);
        }
    }

    private void direction(String name, Scorer scorer, double seconds) {
        DirectedGraph whole = graph.purchases();
        int[] oneWay = IntStream.range(0, test.size())
                .filter(i -> !whole.hasEdge(/* source= */ test.targets()[i], /* target= */ test.sources()[i]))
                .toArray();
        int[] tails = IntStream.of(oneWay).map(i -> test.sources()[i]).toArray();
        int[] heads = IntStream.of(oneWay).map(i -> test.targets()[i]).toArray();
        float[] forward = Ranker.scores(scorer, whole.nodeCount(), tails, heads, workers);
        float[] backward = Ranker.scores(scorer, whole.nodeCount(), heads, tails, workers);
        String all = DegreeBucket.ALL.name();
        boolean none = oneWay.length == 0;
        double auc = none ? Double.NaN : ClassificationMetrics.auc(forward, backward);
        double accuracy = none ? Double.NaN : ClassificationMetrics.pairwiseAccuracy(forward, backward);
        add(name, "directionAUC", 0, all, auc, seconds);
        add(name, "directionAccuracy", 0, all, accuracy, seconds);
    }

    /** Non-edges depend on the graph alone, so every model answers the same questions. */
    private void existence(String name, Scorer scorer, double seconds) {
        DirectedGraph whole = graph.purchases();
        boolean complete = whole.edgeCount() == (long) whole.nodeCount() * (whole.nodeCount() - 1);
        SplittableRandom random = Seeds.stream(whole.edgeCount(), NON_EDGES);
        int[] tails = new int[test.size()];
        int[] heads = new int[test.size()];
        for (int i = 0; i < tails.length; i++) {
            do {
                tails[i] = random.nextInt(whole.nodeCount());
                heads[i] = random.nextInt(whole.nodeCount());
            } while (!complete && (tails[i] == heads[i] || whole.hasEdge(tails[i], heads[i])));
        }
        float[] edges = Ranker.scores(scorer, whole.nodeCount(), test.sources(), test.targets(), workers);
        float[] nonEdges = Ranker.scores(scorer, whole.nodeCount(), tails, heads, workers);
        add(name, "existenceAUC", 0, DegreeBucket.ALL.name(), ClassificationMetrics.auc(edges, nonEdges), seconds);
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private void add(String model, String metric, int k, String bucket, double value, double seconds) {
        rows.add(new Row(model, metric, k, bucket, value, seconds));
    }

    /**
     * Everything measured so far.
     *
     * @return rows in the order of measurement
     */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /**
     * One of the numbers.
     *
     * @param model what was measured
     * @param metric which way
     * @param k length of the list; 0 where the metric has none
     * @return its value over all queries
     * @throws IllegalArgumentException if it was not measured
     */
    public double value(String model, String metric, int k) {
        return rows.stream()
                .filter(row -> row.model().equals(model) && row.metric().equals(metric) && row.k() == k)
                .filter(row -> row.bucket().equals(DegreeBucket.ALL.name()))
                .mapToDouble(Row::value)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(metric + "@" + k + " of " + model + " was not measured."));
    }
}
