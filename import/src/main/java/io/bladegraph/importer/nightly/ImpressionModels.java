// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is learned from SHOWN relationships: how late conversions come, what each impression therefore counts, how likely
 * a recommendation is to convert, and which ones are likely enough.
 */
final class ImpressionModels {
    /** The last fifth of the impressions whose outcome is final; the conversions are learned from what came before. */
    private static final double HELD_OUT = .8;

    private static final long HASH_BUCKETS = 1024;
    private static final String DELAYS = "delays";
    private static final String CONVERSIONS = "conversions";
    private static final String CALIBRATION = "calibration";
    private static final String THRESHOLDS = "thresholds";

    private final Database database;
    private final NightlyConfig config;
    private final String rows;
    private final Map<String, Object> parameters;
    private final boolean clicks;

    ImpressionModels(Database database, NightlyConfig config) {
        this.database = database;
        this.config = config;
        String features = config.impressions().features().stream()
                .map(name -> ", `" + name + "`: s.`" + name + "`")
                .collect(Collectors.joining());
        this.clicks = exists("MATCH ()-[s:SHOWN]->() WHERE s.clickedAt IS NOT NULL");
        this.rows = "{score: s.score" + features + "} AS features, s.at AS eventAt, s.purchasedAt AS convertedAt"
                + (clicks ? ", s.clickedAt AS engagedAt" : "");
        this.parameters = new LinkedHashMap<>(Map.of("now", config.impressions().now()));
    }

    /** Whether there is anything to learn from. */
    static boolean any(Database database) {
        return exists(database, "MATCH ()-[s:SHOWN]->()");
    }

    /** Writes the best score that a shown product had after one that its customer had bought before. */
    Map<String, Object> score() {
        return database.row(
                """
                MATCH (c:Customer)-[s:SHOWN]->(p)
                CALL (c, s, p) {
                  OPTIONAL MATCH (c)-[b:PURCHASED]->(u)
                  WHERE b.at < s.at AND u.sourceEmbedding IS NOT NULL AND p.targetEmbedding IS NOT NULL
                  WITH s, max(blade.score(u, p)) AS score
                  SET s.score = coalesce(score, 0.0)
                } IN TRANSACTIONS OF 10000 ROWS
                RETURN count(*) AS impressions""",
                Map.of());
    }

    /** Learns how late conversions come, and writes what each impression counts as one and as none. */
    Map<String, Object> weigh() {
        var impressions = config.impressions();
        Map<String, Object> row = new LinkedHashMap<>(database.row(
                """
                CALL blade.feedback.fit($query, {modelName: $model, overwrite: true, parameters: $parameters, now: $now,
                  observationWindow: $observation, attributionWindow: $attribution, hashBuckets: $buckets})
                YIELD rowCount, census, metrics, effectiveSampleSize
                RETURN rowCount, census, metrics, effectiveSampleSize""",
                with(Map.of(
                        "query", "MATCH ()-[s:SHOWN]->() WHERE s.at <= $now RETURN " + rows,
                        "observation", impressions.observationWindow(),
                        "attribution", impressions.attributionWindow(),
                        "buckets", HASH_BUCKETS,
                        "model", config.part(DELAYS)))));
        row.putAll(database.row(
                """
                CALL blade.feedback.weights.stream($query, {modelName: $model, parameters: $parameters, now: $now})
                YIELD id, positive, negative
                CALL (id, positive, negative) {
                  MATCH ()-[s:SHOWN]->() WHERE elementId(s) = id SET s.positive = positive, s.negative = negative
                } IN TRANSACTIONS OF 10000 ROWS
                RETURN count(*) AS weighed""",
                with(Map.of(
                        "query",
                        "MATCH ()-[s:SHOWN]->() WHERE s.at <= $now RETURN elementId(s) AS id, " + rows,
                        "model",
                        config.part(DELAYS)))));
        return row;
    }

    /** Learns conversions from the earlier impressions, then their probabilities from the later ones. */
    Map<String, Object> predict() {
        parameters.put("cut", cut());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(CONVERSIONS, learnConversions());
        result.put(CALIBRATION, calibrate());
        new Candidates(database).publish(List.of(config.part(CONVERSIONS), config.part(CALIBRATION)));
        return result;
    }

    /** Finds thresholds on the later impressions; what {@link #predict} has published stays if there are none. */
    Map<String, Object> decide() {
        if (Double.isNaN(config.impressions().precision())) {
            return Map.of();
        }
        Map<String, Object> result = findThresholds();
        new Candidates(database).publish(List.of(config.part(THRESHOLDS)));
        return result;
    }

    /** Removes what an attempt that failed has left. */
    void discard() {
        new Candidates(database)
                .discard(List.of(config.part(CONVERSIONS), config.part(CALIBRATION), config.part(THRESHOLDS)));
    }

    private Object cut() {
        Object cut = database.row(
                        "MATCH ()-[s:SHOWN]->() WHERE s.at <= $now - duration($attribution)"
                                + " WITH percentileDisc(s.at.epochMillis, " + HELD_OUT + ") AS cut"
                                + " RETURN CASE WHEN cut IS NOT NULL THEN datetime({epochMillis: cut}) END AS cut",
                        with(Map.of("attribution", config.impressions().attributionWindow())))
                .get("cut");
        if (cut == null) {
            throw new NightException(
                    Outcome.PARTLY,
                    "No impression is older than `--attribution-window`, "
                            + config.impressions().attributionWindow() + ".");
        }
        return cut;
    }

    private Map<String, Object> learnConversions() {
        return database.row(
                """
                CALL blade.conversion.train($query, {modelName: $model, overwrite: true, parameters: $parameters,
                  feedbackModel: $delays, now: $now, hashBuckets: $buckets, entireSpace: $entireSpace})
                YIELD rowCount, metrics RETURN rowCount, metrics""",
                with(Map.of(
                        "query",
                        "MATCH ()-[s:SHOWN]->() WHERE s.at < $cut RETURN " + rows,
                        "delays",
                        config.part(DELAYS),
                        "buckets",
                        HASH_BUCKETS,
                        "entireSpace",
                        clicks,
                        "model",
                        Candidates.of(config.part(CONVERSIONS)))));
    }

    private Map<String, Object> calibrate() {
        return database.row(
                """
                CALL blade.calibration.fit($query, {modelName: $model, overwrite: true, parameters: $parameters})
                YIELD rowCount, before, after, reliability RETURN rowCount, before, after, reliability""",
                with(Map.of(
                        "query",
                        outcomes(Candidates.of(config.part(CONVERSIONS))),
                        "model",
                        Candidates.of(config.part(CALIBRATION)))));
    }

    private Map<String, Object> findThresholds() {
        return database.row(
                """
                CALL blade.thresholds.fit($query, {modelName: $model, overwrite: true, parameters: $parameters,
                  precision: $precision})
                YIELD rowCount, precision, recall, singleThresholdRecall, crossFittedPrecision, boundary
                RETURN rowCount, precision, recall, singleThresholdRecall, crossFittedPrecision, boundary""",
                with(Map.of(
                        "query",
                        outcomes(config.part(CONVERSIONS)),
                        "precision",
                        config.impressions().precision(),
                        "model",
                        Candidates.of(config.part(THRESHOLDS)))));
    }

    /** Final outcomes that the conversions were not learned from, beside what was predicted. */
    private String outcomes(String model) {
        String attribution = "duration('" + config.impressions().attributionWindow() + "')";
        return "MATCH ()-[s:SHOWN]->() WHERE $cut <= s.at <= $now - " + attribution + " WITH s, "
                + rows + " WITH blade.conversion.predict('" + model
                + "', features) AS predicted, coalesce(convertedAt <= eventAt + " + attribution + ", false) AS label"
                + " RETURN predicted.probability AS score, label, predicted.uncertainty AS uncertainty";
    }

    private Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put("now", config.impressions().now());
        all.put("parameters", parameters);
        return all;
    }

    private boolean exists(String match) {
        return exists(database, match);
    }

    private static boolean exists(Database database, String match) {
        return (boolean) database.row("RETURN EXISTS { " + match + " } AS found", Map.of())
                .get("found");
    }
}
