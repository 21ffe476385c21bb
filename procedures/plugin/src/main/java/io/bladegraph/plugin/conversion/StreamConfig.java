// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import io.bladegraph.Monitor;
import io.bladegraph.Requires;
import io.bladegraph.Workers;
import io.bladegraph.conversion.ConversionConfig;
import io.bladegraph.conversion.FeatureEncoder;
import io.bladegraph.conversion.FeatureRows;
import io.bladegraph.conversion.FeedbackRule;
import io.bladegraph.conversion.StreamClock;
import io.bladegraph.conversion.StreamEvents;
import io.bladegraph.conversion.StreamMethod;
import io.bladegraph.conversion.StreamingProtocol;
import io.bladegraph.conversion.StreamingProtocol.Outcome;
import io.bladegraph.feedback.DelayConfig;
import io.bladegraph.feedback.DelayFit;
import io.bladegraph.feedback.DelayModel;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackWindows;
import io.bladegraph.plugin.config.ConfigReader;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A streaming experiment on the rows of a query.
 *
 * @param training how models learn
 * @param hashBuckets weights that the values of categories share
 * @param rules the methods, from pretrained to oracle
 * @param windows how long to wait and to count
 * @param periodMillis models learn from one period and are tested on the next
 * @param pretrainFraction share of the events, by time, that all methods have learned beforehand
 */
public record StreamConfig(
        ConversionConfig training,
        int hashBuckets,
        List<FeedbackRule> rules,
        FeedbackWindows windows,
        long periodMillis,
        double pretrainFraction) {
    private static final double PRETRAIN_FRACTION = 0.4;

    /** Checks the ranges. */
    public StreamConfig {
        Requires.that(
                pretrainFraction > 0 && pretrainFraction < 1,
                "pretrainFraction",
                "in (0, 1)",
                pretrainFraction,
                pretrainFraction);
        Requires.atLeast("period", periodMillis, 1);
    }

    /**
     * Reads an experiment.
     *
     * @param reader of a configuration
     * @return keys {@code methods, observationWindow, attributionWindow, period, pretrainFraction, hashBuckets} and those of a
     *     training, checked when asked for, so that an unknown key is reported before a missing one
     */
    public static Supplier<StreamConfig> from(ConfigReader reader) {
        List<FeedbackRule> asked = reader.choices("methods", FeedbackRule.class);
        String observation = reader.text("observationWindow", null);
        String attribution = reader.text("attributionWindow", null);
        String period = reader.text("period", "P1D");
        double pretrainFraction = reader.number("pretrainFraction", PRETRAIN_FRACTION);
        ConversionConfig training = ConversionConfigs.training(reader);
        int hashBuckets = ConversionConfigs.hashBuckets(reader);
        List<FeedbackRule> rules = Stream.of(FeedbackRule.values())
                .filter(rule -> asked.isEmpty() || asked.contains(rule) || isAlwaysRun(rule))
                .toList();
        return () -> new StreamConfig(
                training,
                hashBuckets,
                rules,
                new FeedbackWindows(millis("observationWindow", observation), millis("attributionWindow", attribution)),
                millis("period", period),
                pretrainFraction);
    }

    /** The ends and the beginning of the way that methods are measured by. */
    private static boolean isAlwaysRun(FeedbackRule rule) {
        return rule == FeedbackRule.PRETRAINED || rule == FeedbackRule.VANILLA || rule == FeedbackRule.ORACLE;
    }

    private static long millis(String key, String text) {
        if (text == null) {
            throw new IllegalArgumentException("`" + key + "` is missing.");
        }
        try {
            return Duration.parse(text).toMillis();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "`" + key + "` must be an ISO 8601 duration such as 'PT1H' or 'P7D', but was '" + text + "'.");
        }
    }

    /**
     * Runs the experiment.
     *
     * @param table the events; those after the last whole attribution window are not tested on
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return what each method predicted
     */
    public List<Outcome> run(EventTable table, Workers workers, Monitor monitor) {
        RowTargets.labels(table, training.entireSpace());
        FeatureRows features = FeatureEncoder.fit(table.features()).encode(table.features());
        int buckets = features.categoryCount() == 0 ? 0 : hashBuckets;
        StreamClock clock = clock(table.eventAt().toArray());
        EventRows rows = eventRows(table);
        DelayModel delays = rules.stream().anyMatch(FeedbackRule::needsDelays)
                ? DelayFit.fit(rows, clock.testBegin(), delayConfig(buckets), workers, monitor)
                        .model()
                : null;
        List<StreamMethod> methods = rules.stream()
                .map(rule -> rule.method(delays, rows, training.entireSpace()))
                .toList();
        var events = new StreamEvents(features, rows.eventAt(), rows.convertedAt(), RowTargets.firstEngagement(table));
        return new StreamingProtocol(events, clock, training, buckets, workers).run(methods, monitor);
    }

    private DelayConfig delayConfig(int buckets) {
        DelayConfig fallback = DelayConfig.of(windows);
        return new DelayConfig(
                windows,
                fallback.bins(),
                buckets,
                fallback.hiddenUnits(),
                fallback.ridge(),
                fallback.maxIterations(),
                fallback.validationFraction(),
                training.randomSeed());
    }

    private StreamClock clock(long[] eventAt) {
        long[] sorted = eventAt.clone();
        Arrays.sort(sorted);
        long pretrainEnd = sorted[(int) (pretrainFraction * sorted.length)];
        long testEnd = sorted[sorted.length - 1] - windows.attributionMillis();
        if (testEnd <= pretrainEnd + windows.attributionMillis()) {
            throw new IllegalArgumentException("The events span "
                    + Duration.ofMillis(sorted[sorted.length - 1] - sorted[0])
                    + ", which is too short for `pretrainFraction` " + pretrainFraction
                    + " and two attribution windows of " + Duration.ofMillis(windows.attributionMillis()) + ".");
        }
        return new StreamClock(
                pretrainEnd, testEnd, periodMillis, windows.observationMillis(), windows.attributionMillis());
    }

    /** As the delay model wants them. */
    static EventRows eventRows(EventTable table) {
        FeatureRows raw = table.features().raw();
        return new EventRows(
                new EventRows.Features(raw.denseDimension(), raw.dense(), raw.categoryCount(), raw.categories()),
                table.eventAt().toArray(),
                table.convertedAt().toArray(),
                table.signals().values().stream().map(Times::toArray).toArray(long[][]::new));
    }
}
