// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.feedback;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.conversion.ConversionConfig;
import io.bladegraph.conversion.ConversionConfig.Schedule;
import io.bladegraph.conversion.ConversionMetrics;
import io.bladegraph.conversion.StreamClock;
import io.bladegraph.conversion.StreamMethod;
import io.bladegraph.conversion.StreamMethod.Arrivals;
import io.bladegraph.conversion.StreamMethod.Weight;
import io.bladegraph.conversion.StreamMethod.Weighting;
import io.bladegraph.conversion.StreamingProtocol;
import io.bladegraph.conversion.StreamingProtocol.Outcome;
import io.bladegraph.conversion.Uncertainty;
import io.bladegraph.feedback.Beliefs;
import io.bladegraph.feedback.FakeNegativeCalibration;
import io.bladegraph.feedback.FeedbackMethod;
import io.bladegraph.feedback.FeedbackWeight;
import io.bladegraph.feedback.FeedbackWindows;
import io.bladegraph.feedback.ImportanceWeight;
import io.bladegraph.feedback.Observation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All ways to learn from a stream of coupons, hour by hour: {@code FeedbackExperiment [seeds]}.
 *
 * <p>Nine days are learned beforehand; the stream begins after five more, when their labels are final, and lasts ten days.
 */
public final class FeedbackExperiment {
    private static final StreamClock CLOCK =
            new StreamClock(9 * Coupons.DAY, 24 * Coupons.DAY, Coupons.HOUR, Coupons.HOUR, Coupons.ATTRIBUTION);
    private static final Schedule SCHEDULE = new Schedule(5, 512, 0.005, 0, 3);
    private static final double MAX_WEIGHT = 20;
    private static final String VANILLA = "vanilla";
    private static final String ORACLE = "oracle";

    private final DelayModels delays;
    private final StreamingProtocol protocol;
    private final boolean entireSpace;

    private FeedbackExperiment(Coupons coupons, DelayModels delays, boolean entireSpace, Workers workers) {
        this.delays = delays;
        this.entireSpace = entireSpace;
        var config = new ConversionConfig(entireSpace, Uncertainty.POSTERIOR, 2, SCHEDULE, 0.1, 42);
        this.protocol = new StreamingProtocol(coupons.events(), CLOCK, config, 0, workers);
    }

    /**
     * Runs.
     *
     * @param arguments the number of seeds, by default 5
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        try (var workers = Workers.of(1)) {
            for (long seed = 1; seed <= seeds; seed++) {
                Coupons coupons = Coupons.generate(seed);
                double[] shares = coupons.shares();
                System.err.printf(
                        Locale.ROOT,
                        "seed %d: %.3f clipped, %.3f redeemed, %.3f of these within an hour%n",
                        seed,
                        shares[0],
                        shares[1],
                        shares[2]);
                DelayModels delays = delays(coupons, workers);
                for (boolean entireSpace : new boolean[] {false, true}) {
                    new FeedbackExperiment(coupons, delays, entireSpace, workers).run(results);
                }
            }
        }
        print(results, seeds);
    }

    private static DelayModels delays(Coupons coupons, Workers workers) {
        var windows = new FeedbackWindows(CLOCK.observationWindow(), CLOCK.attributionWindow());
        return new DelayModels(coupons.rows(), CLOCK.pretrainEnd(), CLOCK.testEnd(), windows, workers);
    }

    private void run(Map<String, List<double[]>> results) {
        Map<String, ConversionMetrics> metrics = new LinkedHashMap<>();
        for (Outcome outcome : protocol.run(methods(), Monitor.NONE)) {
            metrics.put(outcome.method(), outcome.metrics());
            if (outcome.method().equals("FNC")) {
                metrics.put("FNC", corrected(outcome));
            }
        }
        double vanilla = metrics.get(VANILLA).logLoss();
        double copies = metrics.get("vanilla with copies").logLoss();
        double oracle = metrics.get(ORACLE).logLoss();
        metrics.forEach((method, m) -> {
            String name = (entireSpace ? "product, " : "one head, ") + method;
            double[] row = {
                m.auc(),
                m.prAuc(),
                m.logLoss(),
                m.predictedOverObserved(),
                (vanilla - m.logLoss()) / (vanilla - oracle),
                (copies - m.logLoss()) / (copies - oracle)
            };
            System.err.println(line(name, row));
            results.computeIfAbsent(name, key -> new ArrayList<>()).add(row);
        });
    }

    private static ConversionMetrics corrected(Outcome outcome) {
        float[] probability = outcome.probability().clone();
        for (int i = 0; i < probability.length; i++) {
            probability[i] = (float) FakeNegativeCalibration.corrected(probability[i]);
        }
        return ConversionMetrics.of(probability, outcome.converted());
    }

    private List<StreamMethod> methods() {
        return List.of(
                StreamMethod.pretrained(entireSpace),
                StreamMethod.vanilla(entireSpace),
                method("vanilla with copies", Arrivals.COPIES, Weighting.PLAIN),
                method("final labels, five days late", Arrivals.MATURE, Weighting.PLAIN),
                method("FNC", Arrivals.AT_ONCE, Weighting.PLAIN),
                method("FNW", Arrivals.AT_ONCE, ownProbability(FeedbackMethod.FNW)),
                method("DEFER", Arrivals.SECOND_LOOKS, ownProbability(FeedbackMethod.DEFER)),
                method("ES-DFM", Arrivals.COPIES, weighting(FeedbackMethod.ESDFM, delays::believeByFeatures)),
                method("DEFUSE", Arrivals.COPIES, weighting(FeedbackMethod.DEFUSE, delays::believeByFeatures)),
                method("DEFUSE, knows clips", Arrivals.COPIES, weighting(FeedbackMethod.DEFUSE, delays::believe)),
                method("FSIW", Arrivals.WINDOW, weighting(FeedbackMethod.FSIW, delays::believeByFeatures)),
                method(
                        "label correction",
                        Arrivals.WINDOW,
                        weighting(FeedbackMethod.LABEL_CORRECTION, delays::believeByFeatures)),
                method(
                        "label correction, knows clips",
                        Arrivals.WINDOW,
                        weighting(FeedbackMethod.LABEL_CORRECTION, delays::believe)),
                method("exact", Arrivals.COPIES, weighting(FeedbackMethod.EXACT, delays::believeByFeatures)),
                method("exact, knows clips", Arrivals.COPIES, weighting(FeedbackMethod.EXACT, delays::believe)),
                method(
                        "the trap: factor 1 + p_dp(x, c)",
                        Arrivals.COPIES,
                        row -> weigh(FeedbackMethod.ESDFM, row, trapped(row))),
                StreamMethod.oracle(entireSpace));
    }

    private StreamMethod method(String name, Arrivals arrivals, Weighting weighting) {
        return new StreamMethod(name, arrivals, weighting, entireSpace);
    }

    /** What is believed of an event at some time. */
    private interface Believer {
        Beliefs believe(int event, long at);
    }

    private static Weighting weighting(FeedbackMethod method, Believer believer) {
        return row -> weigh(method, row, believer.believe(row.event(), row.at()));
    }

    /** With the probability of the model that learns, and late conversions by the features. */
    private Weighting ownProbability(FeedbackMethod method) {
        return row -> {
            double late = method == FeedbackMethod.DEFER
                    ? delays.believe(row.event(), row.at()).delayed()
                    : Double.NaN;
            return weigh(method, row, new Beliefs(row.probability(), late, Double.NaN));
        };
    }

    /** The chance to convert late given the engagement: p_dp(x, c) = P(not yet | x, c) z(x, c), the first near 1. */
    private Beliefs trapped(StreamMethod.Row row) {
        Beliefs beliefs = delays.believe(row.event(), row.at());
        return new Beliefs(beliefs.probability(), beliefs.fakeNegative(), beliefs.realNegative());
    }

    private static Weight weigh(FeedbackMethod method, StreamMethod.Row row, Beliefs beliefs) {
        FeedbackWeight formula = method.weight(0);
        ImportanceWeight weight = formula.weigh(kind(row.kind()), beliefs).clipped(MAX_WEIGHT);
        return new Weight(weight.positive(), weight.negative());
    }

    private static Kind kind(StreamMethod.Kind kind) {
        return switch (kind) {
            case FIRST_POSITIVE -> Kind.IMMEDIATE_POSITIVE;
            case FIRST_NEGATIVE -> Kind.OBSERVED_NEGATIVE;
            case COPY, FINAL_POSITIVE -> Kind.DELAYED_POSITIVE;
            case FINAL_NEGATIVE -> Kind.MATURE_NEGATIVE;
        };
    }

    private static void print(Map<String, List<double[]>> results, int seeds) {
        System.out.println("\nMeans of " + seeds + " seeds; the last column is the range of predicted/observed.\n");
        System.out.println("| | AUC | PR-AUC | log loss | predicted/observed | gap closed | from copies | range |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        results.forEach((name, rows) -> {
            double[] mean = new double[rows.get(0).length];
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double[] row : rows) {
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += row[k] / rows.size();
                }
                least = Math.min(least, row[3]);
                most = Math.max(most, row[3]);
            }
            System.out.println(line(name, mean) + String.format(Locale.ROOT, " %.3f to %.3f |", least, most));
        });
    }

    private static String line(String name, double[] row) {
        return String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f | %.5f | %.3f | %.3f | %.3f |",
                name,
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                row[5]);
    }
}
