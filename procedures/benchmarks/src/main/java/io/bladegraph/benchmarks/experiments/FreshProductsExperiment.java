// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.benchmarks.experiments.RetailPurchases.Pair;
import io.bladegraph.benchmarks.experiments.RetailPurchases.Purchase;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.feedback.Beliefs;
import io.bladegraph.feedback.DelayConfig;
import io.bladegraph.feedback.DelayFit;
import io.bladegraph.feedback.DelayModel;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackWindows;
import io.bladegraph.feedback.Observation;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.training.BladeTrainer;
import io.bladegraph.training.EmbeddingScorer;
import io.bladegraph.training.TrainingConfig;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Do weights that make up for second purchases still to come help fresh products? {@code FreshProductsExperiment [seeds]}.
 *
 * <p>Online Retail until the end of September 2011; the questions are the pairs that are new in the ten weeks after it. A
 * product is fresh if its first sale is at most 60 days before the cut.
 */
public final class FreshProductsExperiment {
    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final long CUT =
            LocalDate.of(2011, 10, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final FeedbackWindows WINDOWS = new FeedbackWindows(DAY, 90 * DAY);
    private static final double MAX_WEIGHT = 20;

    private final RetailPurchases purchases;
    private final long[] firstSale;
    private final List<Pair> later;
    private final List<Purchase> events = new ArrayList<>();
    private final Map<Purchase, Integer> rowOf = new HashMap<>();
    private final EventRows rows;
    private final DelayModel delays;
    private final Workers workers;
    private final Means means;
    private final long seed;

    private FreshProductsExperiment(long seed, Means means, Workers workers) {
        this.seed = seed;
        this.means = means;
        this.workers = workers;
        this.purchases = RetailPurchases.read(seed);
        this.firstSale = purchases.firstSale();
        this.later = purchases.pairs(CUT, Long.MAX_VALUE, purchase -> 1).keySet().stream()
                .filter(pair -> firstSale[pair.earlier()] < CUT && firstSale[pair.later()] < CUT)
                .toList();
        this.rows = rows();
        this.delays = DelayFit.fit(rows, CUT, DelayConfig.of(WINDOWS), workers, Monitor.NONE)
                .model();
    }

    /**
     * Runs.
     *
     * @param arguments the number of seeds, by default 3
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        var means = new Means();
        try (var workers = Workers.of(1)) {
            for (long seed = 1; seed <= seeds; seed++) {
                new FreshProductsExperiment(seed, means, workers).run();
            }
        }
        System.out.println(means.markdown("Purchase graphs corrected for delays, " + seeds + " seeds"));
    }

    private void run() {
        Map<Pair, Double> plain = purchases.pairs(Long.MIN_VALUE, CUT, purchase -> 1);
        double[] factors = factors();
        Map<Pair, Double> byProduct = new HashMap<>();
        plain.forEach((pair, weight) -> byProduct.put(pair, weight * factors[pair.earlier()]));
        measure("customers", plain);
        measure("corrected by product", byProduct);
        measure("corrected by purchase", purchases.pairs(Long.MIN_VALUE, CUT, this::chanceSoFar));
    }

    /** Every purchase, and the next one of its customer. */
    private EventRows rows() {
        List<Long> next = new ArrayList<>();
        for (List<Purchase> history : purchases.histories()) {
            for (int i = 0; i < history.size(); i++) {
                int later = i + 1;
                while (later < history.size()
                        && history.get(later).at() == history.get(i).at()) {
                    later++;
                }
                if (history.get(i).at() < CUT) {
                    events.add(history.get(i));
                    next.add(later < history.size() ? history.get(later).at() : Observation.ABSENT);
                }
            }
        }
        float[] features = new float[2 * events.size()];
        for (int row = 0; row < events.size(); row++) {
            Purchase event = events.get(row);
            features[2 * row] = (float) Math.log(event.price());
            features[2 * row + 1] = (float) Math.log1p((event.at() - firstSale[event.product()]) / (double) DAY);
            rowOf.put(event, row);
        }
        return new EventRows(
                EventRows.Features.ofNumbers(2, features),
                events.stream().mapToLong(Purchase::at).toArray(),
                next.stream().mapToLong(Long::longValue).toArray(),
                new long[0][]);
    }

    /** One over the chance that a second purchase has come by now, if one comes at all. */
    private double chanceSoFar(Purchase purchase) {
        long elapsed = CUT - purchase.at();
        Beliefs beliefs = delays.believe(rows, rowOf.get(purchase), elapsed, elapsed);
        return Math.min(MAX_WEIGHT, beliefs.probability() / Math.max(1e-9, beliefs.probability() - beliefs.delayed()));
    }

    /** By product: second purchases to be expected over those seen, as label correction counts them. */
    private double[] factors() {
        double[] expected = new double[purchases.products()];
        double[] seen = new double[purchases.products()];
        for (int row = 0; row < events.size(); row++) {
            Purchase purchase = events.get(row);
            boolean label = Observation.of(purchase.at(), rows.convertedAt()[row], CUT, WINDOWS)
                    .label();
            expected[purchase.product()] += label ? 1 : 1 - delays.realNegative(rows, row, CUT - purchase.at());
            seen[purchase.product()] += label ? 1 : 0;
        }
        double[] factors = new double[expected.length];
        Arrays.setAll(factors, u -> seen[u] == 0 ? 1 : Math.min(MAX_WEIGHT, expected[u] / seen[u]));
        return factors;
    }

    private void measure(String name, Map<Pair, Double> weights) {
        var builder = DirectedGraphBuilder.of(purchases.products(), true, false);
        weights.forEach((pair, weight) -> builder.add(pair.earlier(), pair.later(), weight.floatValue(), 0));
        DirectedGraph graph = builder.build();
        var config = TrainingConfig.DEFAULT;
        var seeded = new TrainingConfig(
                config.model(), config.sampler(), config.loss(), config.schedule(), config.validationFraction(), seed);
        EdgeSplit split = EdgeSplit.random(graph, config.validationFraction(), 0, seed);
        var model = new BladeTrainer(seeded, workers, Monitor.NONE).train(ProductGraph.of(graph), split);
        var scorer = new EmbeddingScorer(model.embed(ProductGraph.of(graph), workers, Monitor.NONE));
        means.add(name, scorer, questions(graph, u -> CUT - firstSale[u] <= 60 * DAY), ", of fresh products", workers);
        means.add(name, scorer, questions(graph, u -> true), "", workers);
    }

    /** Pairs of products sold before the cut that are new after it. */
    private HeldOut questions(DirectedGraph graph, IntPredicate source) {
        var all = DirectedGraphBuilder.unweighted(graph.nodeCount());
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            all.add(graph.source(edge), graph.target(edge));
        }
        List<Pair> asked = new ArrayList<>();
        for (Pair pair : later) {
            if (source.test(pair.earlier()) && !graph.hasEdge(pair.earlier(), pair.later())) {
                asked.add(pair);
                all.add(pair.earlier(), pair.later());
            }
        }
        DirectedGraph known = all.build();
        return new HeldOut(
                graph.nodeCount(),
                asked.stream().mapToInt(Pair::earlier).toArray(),
                asked.stream().mapToInt(Pair::later).toArray(),
                known::outNeighbors);
    }
}
