// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.conversion;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.conversion.ConversionConfig;
import io.bladegraph.conversion.ConversionConfig.Schedule;
import io.bladegraph.conversion.ConversionMetrics;
import io.bladegraph.conversion.FeatureEncoder;
import io.bladegraph.conversion.FeatureRows;
import io.bladegraph.conversion.FeatureTable;
import io.bladegraph.conversion.FeedbackRule;
import io.bladegraph.conversion.StreamClock;
import io.bladegraph.conversion.StreamEvents;
import io.bladegraph.conversion.StreamingProtocol;
import io.bladegraph.conversion.StreamingProtocol.Outcome;
import io.bladegraph.conversion.Uncertainty;
import io.bladegraph.feedback.DelayConfig;
import io.bladegraph.feedback.DelayFit;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackWindows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ways to learn from delayed feedback on small public logs, with intervals: {@code [-Dcoupons=<folder>]
 * StreamExperiment <data folder> [beginning of a name]}.
 *
 * <p>The coupons of The Complete Journey are in a format of R; the folder has them as CSV.
 *
 * <p>Nothing was tuned: one configuration for all logs, and windows from the delays. Intervals of 95 % are those of 1,000
 * bootstrap samples of whole groups (users, or addresses of clicks) of the events tested on; those of a difference are paired.
 */
public final class StreamExperiment {
    private static final Schedule SCHEDULE = new Schedule(10, 128, 0.01, 0, 5);
    private static final int BUCKETS = 4096;
    private static final int SAMPLES = 1000;

    private StreamExperiment() {}

    /**
     * Runs.
     *
     * @param arguments the data folder, and which logs if not all
     */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        List<ConversionLog> logs = new ArrayList<>(
                List.of(ConversionLog.taobao(data), ConversionLog.alibaba(data), ConversionLog.talkingData(data)));
        String coupons = System.getProperty("coupons");
        if (coupons != null) {
            logs.add(CouponLog.read(Path.of(coupons), data));
        }
        for (ConversionLog log : logs) {
            if (arguments.length == 1 || log.name().startsWith(arguments[1])) {
                run(log, false);
                if (log.entireSpace()) {
                    run(log, true);
                }
            }
        }
    }

    private static void run(ConversionLog log, boolean entireSpace) {
        FeatureTable table = log.features(BUCKETS);
        FeatureRows raw = table.raw();
        StreamClock clock = log.clock();
        EventRows rows = new EventRows(
                new EventRows.Features(raw.denseDimension(), raw.dense(), raw.categoryCount(), raw.categories()),
                column(log, event -> event.at),
                column(log, event -> event.convertedAt),
                log.entireSpace() ? new long[][] {column(log, event -> event.engagedAt)} : new long[0][]);
        var events = new StreamEvents(
                FeatureEncoder.fit(table).encode(table),
                rows.eventAt(),
                rows.convertedAt(),
                column(log, event -> event.engagedAt));
        var config = new ConversionConfig(entireSpace, Uncertainty.POSTERIOR, 2, SCHEDULE, 0.1, 42);
        var windows = new FeedbackWindows(clock.observationWindow(), clock.attributionWindow());
        var delayConfig = DelayConfig.of(windows).withBuckets(BUCKETS);
        try (var workers = Workers.of(1)) {
            var delays = DelayFit.fit(rows, clock.testBegin(), delayConfig, workers, Monitor.NONE)
                    .model();
            var protocol = new StreamingProtocol(events, clock, config, BUCKETS, workers);
            List<Outcome> outcomes = protocol.run(
                    Stream.of(FeedbackRule.values())
                            .map(rule -> rule.method(delays, rows, entireSpace))
                            .toList(),
                    Monitor.NONE);
            print(log, entireSpace, outcomes);
        }
    }

    private interface Column {
        long of(ConversionLog.Event event);
    }

    private static long[] column(ConversionLog log, Column column) {
        return log.events().stream().mapToLong(column::of).toArray();
    }

    private static void print(ConversionLog log, boolean entireSpace, List<Outcome> outcomes) {
        Outcome vanilla = named("vanilla", outcomes);
        Outcome oracle = named("oracle", outcomes);
        int conversions = 0;
        for (boolean converted : vanilla.converted()) {
            conversions += converted ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s, %s: %d events, %d tested on, %d of these converted%n%n",
                log.name(),
                entireSpace ? "entire space" : "one head",
                log.events().size(),
                vanilla.events().length,
                conversions);
        System.out.println(
                "| method | AUC | PR-AUC | log loss | less than vanilla, 95 % | predicted over observed, 95 % |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        int[] groups = groups(log, vanilla.events());
        List<int[]> samples = samples(Arrays.stream(groups).max().orElseThrow() + 1);
        for (Outcome outcome : outcomes) {
            printLine(outcome, vanilla, groups, samples);
        }
        System.out.printf(
                Locale.ROOT,
                "%nFrom vanilla to oracle the log loss falls by %.5f.%n",
                vanilla.metrics().logLoss() - oracle.metrics().logLoss());
    }

    private static void printLine(Outcome outcome, Outcome vanilla, int[] groups, List<int[]> samples) {
        Sums reference = Sums.of(vanilla, groups);
        Sums sums = Sums.of(outcome, groups);
        double[] gains = new double[SAMPLES];
        double[] ratios = new double[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            gains[s] = reference.logLoss(samples.get(s)) - sums.logLoss(samples.get(s));
            ratios[s] = sums.ratio(samples.get(s));
        }
        ConversionMetrics metrics = outcome.metrics();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.4f | %.4f | %.5f | %.5f (%s) | %.3f (%s) |%n",
                outcome.method(),
                metrics.auc(),
                metrics.prAuc(),
                metrics.logLoss(),
                vanilla.metrics().logLoss() - metrics.logLoss(),
                interval(gains, "%.5f to %.5f"),
                metrics.predictedOverObserved(),
                interval(ratios, "%.2f to %.2f"));
    }

    private static Outcome named(String method, List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static String interval(double[] values, String format) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, format, sorted[(int) (.025 * SAMPLES)], sorted[(int) (.975 * SAMPLES) - 1]);
    }

    /** Numbers of groups, drawn with replacement. */
    private static List<int[]> samples(int groups) {
        List<int[]> samples = new ArrayList<>();
        for (int s = 0; s < SAMPLES; s++) {
            samples.add(Seeds.stream(7, s).ints(groups, 0, groups).toArray());
        }
        return samples;
    }

    /** The group of each event tested on, from 0. */
    private static int[] groups(ConversionLog log, int[] tested) {
        Map<String, Integer> numbers = new HashMap<>();
        return Arrays.stream(tested)
                .map(event -> numbers.computeIfAbsent(log.events().get(event).group, group -> numbers.size()))
                .toArray();
    }

    /** Sums over the events of each group. */
    private record Sums(double[] losses, double[] predicted, double[] converted, double[] events) {

        static Sums of(Outcome outcome, int[] groups) {
            int count = Arrays.stream(groups).max().orElseThrow() + 1;
            var sums = new Sums(new double[count], new double[count], new double[count], new double[count]);
            for (int row = 0; row < groups.length; row++) {
                double p = outcome.probability()[row];
                boolean converted = outcome.converted()[row];
                sums.losses[groups[row]] -= Math.log(Math.max(1e-7, converted ? p : 1 - p));
                sums.predicted[groups[row]] += p;
                sums.converted[groups[row]] += converted ? 1 : 0;
                sums.events[groups[row]]++;
            }
            return sums;
        }

        double logLoss(int[] sample) {
            return total(losses, sample) / total(events, sample);
        }

        double ratio(int[] sample) {
            return total(predicted, sample) / total(converted, sample);
        }

        private static double total(double[] values, int[] sample) {
            double total = 0;
            for (int group : sample) {
                total += values[group];
            }
            return total;
        }
    }
}
