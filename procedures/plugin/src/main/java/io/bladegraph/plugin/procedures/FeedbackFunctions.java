// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Requires;
import io.bladegraph.feedback.Beliefs;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackMethod;
import io.bladegraph.feedback.FeedbackWeigher;
import io.bladegraph.feedback.FeedbackWindows;
import io.bladegraph.feedback.ImportanceWeight;
import io.bladegraph.feedback.Observation;
import io.bladegraph.feedback.Observation.Kind;
import io.bladegraph.plugin.Workspace;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.config.Moments;
import io.bladegraph.plugin.feedback.FeedbackConfigs;
import io.bladegraph.plugin.feedback.FeedbackConfigs.Weighing;
import io.bladegraph.plugin.feedback.ServedDelays;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/**
 * {@code blade.feedback.observe, weight} and {@code importance}.
 *
 * <p>Called once per row, so Neo4j is asked to inject one thing alone.
 */
public class FeedbackFunctions {
    private static final String TIME = "A datetime or epoch milliseconds.";

    /** What the plugin keeps for this database. */
    @Context
    public Workspace workspace;

    @UserFunction("blade.feedback.observe")
    @Description(
            "What is known at a moment about the label of an event: {label, kind, elapsed, mature, conversion}. Null"
                    + " if the event is null or after that moment.")
    public Map<String, Object> observe(
            @Name(value = "eventAt", description = TIME) Object eventAt,
            @Name(value = "convertedAt", description = TIME + " Null if there is no conversion.") Object convertedAt,
            @Name(value = "now", description = TIME) Object now,
            @Name(value = "configuration", description = "observationWindow, attributionWindow")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        Supplier<FeedbackWindows> windows = FeedbackConfigs.windows(reader);
        reader.finish();
        if (eventAt == null || now == null || Moments.time("eventAt", eventAt) > Moments.time("now", now)) {
            return null;
        }
        var seen = Observation.of(
                Moments.time("eventAt", eventAt),
                optionalTime("convertedAt", convertedAt),
                Moments.time("now", now),
                windows.get());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("label", seen.label());
        map.put("kind", seen.kind().name());
        map.put("elapsed", Duration.ofMillis(seen.elapsedMillis()));
        map.put("mature", seen.mature());
        map.put("conversion", seen.conversion().name());
        return map;
    }

    @UserFunction("blade.feedback.weight")
    @Description("What a row of a stream counts as a positive and as a negative: {positive, negative}.")
    public Map<String, Object> weight(
            @Name(
                            value = "configuration",
                            description = "method: 'exact' | 'labelCorrection' | 'esdfm' | 'defer' | 'defuse' |"
                                    + " 'biDefuse' | 'fnw' | 'fnc' | 'fsiw' | 'alpha', label, kind, probability,"
                                    + " delayedProbability, realNegativeProbability, alpha")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        FeedbackMethod method = reader.choice("method", FeedbackMethod.EXACT);
        double delayed = reader.number("delayedProbability", Double.NaN);
        var beliefs = Beliefs.stated(
                reader.number("probability", Double.NaN),
                delayed,
                reader.number("realNegativeProbability", Double.NaN));
        double alpha = FeedbackConfigs.alpha(reader);
        Supplier<Kind> kind = FeedbackConfigs.kind(reader);
        reader.finish();
        ImportanceWeight weight = method.weight(alpha).weigh(kind.get(), beliefs);
        String rule = "less than `probability` where a conversion was seen";
        return map(Requires.that(weight.isFinite(), "delayedProbability", rule, delayed, weight));
    }

    @UserFunction("blade.feedback.importance")
    @Description(
            "What an event counts at a moment: {label, kind, positive, negative}. Null if it is after that moment.")
    public Map<String, Object> importance(
            @Name(value = "modelName", description = "A model of blade.feedback.fit.") String modelName,
            @Name(
                            value = "configuration",
                            description = "features, eventAt, convertedAt, engagedAt, now, method, alpha, maxWeight")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        Object features = reader.any("features");
        Object eventAt = reader.any("eventAt");
        Object convertedAt = reader.any("convertedAt");
        Object engagedAt = reader.any("engagedAt");
        Object now = reader.any("now");
        Weighing weighing = Weighing.from(reader);
        reader.finish();
        long at = Moments.time("eventAt", eventAt);
        long moment = Moments.time("now", now);
        if (at > moment) {
            return null;
        }
        ServedDelays served = workspace.models().inUse(modelName, ServedDelays.class, ServedDelays::from);
        EventRows row = served.row(features, at, optionalTime("convertedAt", convertedAt), engagedAt);
        var seen =
                Observation.of(at, row.convertedAt()[0], moment, served.model().windows());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("label", seen.label());
        map.put("kind", seen.kind().name());
        map.putAll(map(new FeedbackWeigher(served.model(), weighing.method(), weighing.alpha())
                .weigh(row, 0, seen)
                .clipped(weighing.maxWeight())));
        return map;
    }

    private static long optionalTime(String name, Object value) {
        return value == null ? Observation.ABSENT : Moments.time(name, value);
    }

    private static Map<String, Object> map(ImportanceWeight weight) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("positive", weight.positive());
        map.put("negative", weight.negative());
        return map;
    }
}
