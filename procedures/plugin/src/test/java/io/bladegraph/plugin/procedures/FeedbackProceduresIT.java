// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.plugin.Neo4jTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackProceduresIT extends Neo4jTest {
    /**
     * 4,000 coupons, one a minute from midnight: x of them are clipped at once, of those half are redeemed, at all hours of
     * the next day and a half.
     */
    private static final String QUERY = "UNWIND range(0, 3999) AS i WITH i, (i * 37 % 101) / 100.0 AS x,"
            + " (i * 7919 % 1009) / 1009.0 AS a, (i * 104729 % 1013) / 1013.0 AS b, (i * 611953 % 997) / 997.0 AS c"
            + " WITH i, x, a < x * 0.6 AS clipped, b < 0.5 AS redeems, c,"
            + " datetime('2026-01-01T00:00Z') + duration({minutes: i}) AS eventAt"
            + " RETURN i AS id, {x: x, region: ['north', 'south'][i % 2]} AS features, eventAt,"
            + " CASE WHEN clipped AND redeems THEN eventAt + duration({seconds: toInteger(c * c * 120000)}) END"
            + " AS convertedAt, CASE WHEN clipped THEN eventAt END AS engagedAt";

    private static final String SETTINGS = "modelName: 'd', observationWindow: 'PT1H', attributionWindow: 'P2D',"
            + " now: datetime('2026-01-03T18:00Z')";

    @Test
    void learnsDelaysAndWeighsByThem() {
        Map<String, Object> fit = fit();

        Map<?, ?> census = (Map<?, ?>) fit.get("census");
        assertThat(fit).containsEntry("rowCount", 3961L).containsEntry("modelName", "d");
        assertThat(census.get("eventsAfterNow")).isEqualTo(39L);
        assertThat((long) census.get("immediatePositives")
                        + (long) census.get("delayedPositives")
                        + (long) census.get("observedNegatives")
                        + (long) census.get("matureNegatives"))
                .isEqualTo(3961L);
        Map<?, ?> metrics = (Map<?, ?>) fit.get("metrics");
        assertThat((double) metrics.get("realNegativeLogLoss"))
                .isLessThan(0.7 * (double) metrics.get("constantLogLoss"));
        assertThat((double) fit.get("effectiveSampleSize")).isBetween(1000.0, 3961.0);

        List<Map<String, Object>> weights = weights("now: datetime('2026-01-03T18:00Z')");
        assertThat(weights).hasSize(3961);
        double positive = weights.stream()
                .mapToDouble(row -> (double) row.get("positive"))
                .sum();
        long final_ = (long) value("CALL { " + QUERY + " } WITH * WHERE id < 3961 AND"
                + " convertedAt <= eventAt + duration('P2D') RETURN count(*)");
        long seen =
                weights.stream().filter(row -> row.get("label").equals(true)).count();
        assertThat(positive / final_).isCloseTo(1, within(0.05));
        assertThat(seen / (double) final_).isLessThan(0.9);
    }

    @Test
    void statedBeliefsAgreeAndGiveFiniteWeights() {
        String fsiw =
                "RETURN blade.feedback.weight({method: 'fsiw', label: true, probability: .1, delayedProbability: ";

        assertThat(error(fsiw + ".2})"))
                .isEqualTo("`delayedProbability` must be at most `probability`, 0.1, but was 0.2.");
        assertThat(error(fsiw + ".1})"))
                .isEqualTo(
                        "`delayedProbability` must be less than `probability` where a conversion was seen, but was 0.1.");
        assertThat(value(fsiw + ".05}).positive")).isEqualTo(2.0);
    }

    @Test
    void theFunctionWeighsAsTheProcedure() {
        fit();
        List<Map<String, Object>> weights = weights("now: datetime('2026-01-03T18:00Z'), method: 'exact'");

        List<Map<String, Object>> single = rows("CALL { " + QUERY + " } WITH * WHERE id < 3961 AND id % 100 = 7"
                + " RETURN id, blade.feedback.importance('d', {features: features, eventAt: eventAt,"
                + " convertedAt: convertedAt, engagedAt: engagedAt, now: datetime('2026-01-03T18:00Z'),"
                + " method: 'exact'}) AS weight");

        assertThat(single).hasSize(40);
        for (Map<String, Object> row : single) {
            Map<String, Object> expected = weights.get(((Long) row.get("id")).intValue());
            assertThat(expected).containsEntry("id", row.get("id")).containsAllEntriesOf(map(row.get("weight")));
        }
    }

    @Test
    void timesAreTheSameInAnyFormAndZone() {
        fit();
        List<Map<String, Object>> zoned = weights("now: datetime('2026-01-03T19:00+01:00')");

        assertThat(weights("now: localdatetime('2026-01-03T18:00')")).isEqualTo(zoned);
        assertThat(weights("now: datetime('2026-01-03T18:00Z').epochMillis")).isEqualTo(zoned);
        assertThat(weights("now: datetime({year: 2026, month: 1, day: 4, hour: 3, timezone: 'Asia/Tokyo'})"))
                .isEqualTo(zoned);
        assertThat(weights("now: datetime('2026-01-03T18:00+01:00')")).isNotEqualTo(zoned);
    }

    @Test
    void observesAtAnyMoment() {
        assertThat(observe("datetime('2026-01-01T10:00+02:00')", "null", "datetime('2026-01-01T08:30Z')"))
                .isEqualTo(Map.of(
                        "label",
                        false,
                        "kind",
                        "OBSERVED_NEGATIVE",
                        "elapsed",
                        value("RETURN duration('PT30M')"),
                        "mature",
                        false,
                        "conversion",
                        "NONE"));
        assertThat(observe("0", "7200000", "7200000")).containsEntry("kind", "DELAYED_POSITIVE");
        assertThat(observe("0", "3600000", "7200000")).containsEntry("kind", "IMMEDIATE_POSITIVE");
        assertThat(observe("0", "7200000", "7199999")).containsEntry("conversion", "AFTER_NOW");
        assertThat(observe("0", "-1", "7200000")).containsEntry("conversion", "BEFORE_EVENT");
        assertThat(observe("0", "172800001", "999999999"))
                .containsEntry("conversion", "TOO_LATE")
                .containsEntry("kind", "MATURE_NEGATIVE");
        assertThat(observe("1", "null", "0")).isNull();
        assertThat(observe("null", "null", "0")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"PT48H", "P2D", "P1DT24H"})
    void durationsAreIso8601OrValues(String duration) {
        assertThat(value("RETURN blade.feedback.observe(0, null, 172800000, {observationWindow: duration('PT1H'),"
                        + " attributionWindow: '" + duration + "'}).mature"))
                .isEqualTo(true);
        assertThat(value("RETURN blade.feedback.observe(0, null, 172799999, {observationWindow: 'PT1H',"
                        + " attributionWindow: duration('" + duration + "')}).mature"))
                .isEqualTo(false);
    }

    @Test
    void weighsByEveryFormula() {
        assertThat(weight("label: false, realNegativeProbability: 0.75"))
                .isEqualTo(Map.of("positive", 0.0, "negative", 0.75));
        assertThat(weight("label: true")).isEqualTo(Map.of("positive", 1.0, "negative", 0.0));
        assertThat(weight("method: 'esdfm', label: false, delayedProbability: 0.5, realNegativeProbability: 0.5"))
                .isEqualTo(Map.of("positive", 0.0, "negative", 0.75));
        assertThat(weight("method: 'defer', kind: 'MATURE_NEGATIVE', probability: 0.5, delayedProbability: 0.5"))
                .isEqualTo(Map.of("positive", 0.0, "negative", 0.5 / 0.75));
        assertThat(weight("method: 'fnw', label: true, probability: 0.25"))
                .isEqualTo(Map.of("positive", 1.25, "negative", 0.0));
        assertThat(weight("method: 'labelCorrection', label: false, realNegativeProbability: 0.75"))
                .isEqualTo(Map.of("positive", 0.25, "negative", 0.75));
        assertThat(weight("method: 'alpha', alpha: 0.5, kind: 'delayed_positive', label: true"))
                .isEqualTo(Map.of("positive", 0.5, "negative", 0.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exact", "labelCorrection", "esdfm", "defer", "defuse", "biDefuse", "fnw", "fnc", "fsiw", "alpha"
            })
    void everyMethodWeighsAllRows(String method) {
        fit();

        assertThat(weights("now: datetime('2026-01-03T18:00Z'), maxWeight: 5, method: '" + method + "'"))
                .hasSize(3961)
                .allMatch(row -> (double) row.get("positive") >= 0 && (double) row.get("positive") <= 5)
                .allMatch(row -> (double) row.get("negative") >= 0 && (double) row.get("negative") <= 5);
    }

    @Test
    void signalsHaveNames() {
        String named = QUERY.replace(
                "CASE WHEN clipped THEN eventAt END AS engagedAt",
                "CASE WHEN clipped THEN"
                        + " {viewed: eventAt + duration('PT10M'), clipped: eventAt + duration('PT20M')} WHEN x < 0.5 THEN {viewed: null} END"
                        + " AS engagedAt");
        rows("CALL blade.feedback.fit($query, {" + SETTINGS + "})", Map.of("query", named));

        String call = "RETURN blade.feedback.importance('d', {features: {x: 0.5, region: 'north'}, eventAt: 0,"
                + " convertedAt: null, engagedAt: %s, now: 3600000}).positive";
        double both = (double) value(call.formatted("{viewed: 600000, clipped: 1200000}"));
        double none = (double) value(call.formatted("null"));
        double later = (double) value(call.formatted("{viewed: 3600001}"));
        assertThat(both).isGreaterThan(4 * none);
        assertThat(later).isEqualTo(none);
        assertThat(error(call.formatted("{veiwed: 1}")))
                .isEqualTo("The model knows no signal `engagedAt.veiwed`. Did you mean `engagedAt.viewed`?");
        assertThat(error(call.formatted("600000"))).startsWith("The model knows no signal `engagedAt`.");
    }

    @Test
    void aHiddenLayerIsKeptWithTheModel() {
        List<Map<String, Object>> linear = weightsAfter("");
        List<Map<String, Object>> layered = weightsAfter(", hiddenUnits: 3, randomSeed: 5");

        assertThat(layered).hasSameSizeAs(linear).isNotEqualTo(linear);
        assertThat(weightsAfter(", hiddenUnits: 3, randomSeed: 5")).isEqualTo(layered);
        assertThat(error("CALL blade.feedback.fit('RETURN 1', {" + SETTINGS + ", hiddenUnits: -1})"))
                .isEqualTo("`hiddenUnits` must be between 0 and 256, but was -1.");
    }

    private List<Map<String, Object>> weightsAfter(String settings) {
        rows(
                "CALL blade.feedback.fit($query, {" + SETTINGS + ", overwrite: true" + settings + "})",
                Map.of("query", QUERY));
        return weights("now: datetime('2026-01-03T18:00Z')");
    }

    @Test
    void refusesBadRowsBeforeAnyWork() {
        assertThat(fitError("RETURN [1.0] AS features, 0 AS eventAt"))
                .isEqualTo("`query` must return a column `convertedAt`, but returns `features`, `eventAt`.");
        assertThat(fitError("RETURN [1.0] AS features, null AS eventAt, null AS convertedAt"))
                .isEqualTo("`eventAt` must be a datetime or epoch milliseconds, but was null in row 1.");
        assertThat(fitError("RETURN [1.0] AS features, 0 AS eventAt, \"soon\" AS convertedAt"))
                .isEqualTo("`convertedAt` must be a datetime or epoch milliseconds, but was 'soon' in row 1.");
        assertThat(fitError("UNWIND range(1, 9) AS i RETURN [i] AS features,"
                        + " CASE WHEN i < 3 THEN i ELSE -0.1 * i END AS eventAt, null AS convertedAt"))
                .startsWith("`eventAt` must be a datetime or epoch milliseconds, but was -0.3")
                .endsWith(" in row 3.");
        assertThat(fitError("RETURN [0.0 / 0.0] AS features, 0 AS eventAt, null AS convertedAt"))
                .contains("`features[0]` must be", "NaN");
        assertThat(fitError("UNWIND range(0, 99) AS i RETURN [1.0] AS features, i AS eventAt, null AS convertedAt"))
                .isEqualTo("`features[0]` must vary, but is the same in all 100 rows. Leave it out.");
        assertThat(fitError("UNWIND range(0, 99) AS i RETURN [i] AS features, i AS eventAt, null AS convertedAt"))
                .isEqualTo("`convertedAt` must count in some rows, but no conversion is known at `now` in any of 100"
                        + " rows.");
        assertThat(fitError("UNWIND range(0, 99) AS i RETURN [i] AS features, i AS eventAt, i AS convertedAt"))
                .isEqualTo("`convertedAt` must be absent in some rows, but all 100 mature events have converted.");
        assertThat(error("CALL blade.feedback.fit('UNWIND [0, 1] AS i RETURN [i] AS features, i AS eventAt,"
                        + " null AS convertedAt', {modelName: 'd', observationWindow: 'PT1H',"
                        + " attributionWindow: 'P2D', now: 5})"))
                .isEqualTo("No event is older than `attributionWindow` at `now`, so nobody can know yet how many"
                        + " conversions come late. 2 events are younger.");
        assertThat(value("CALL blade.model.exists('d') YIELD exists")).isEqualTo(false);
    }

    @Test
    void refusesBadSettings() {
        String call = "CALL blade.feedback.fit('RETURN 1', {modelName: 'd', %s})";
        assertThat(error(call.formatted("observationWindow: 'PT1H'"))).isEqualTo("`attributionWindow` is missing.");
        assertThat(error(call.formatted("observationWindow: 'P2D', attributionWindow: 'PT1H'")))
                .isEqualTo("`attributionWindow` must be longer than `observationWindow`, but 3600000 ms is not longer"
                        + " than 172800000 ms.");
        assertThat(error(call.formatted("observationWindow: 'an hour', attributionWindow: 'P1D'")))
                .isEqualTo("`observationWindow` must be a duration without months and years, such as 'PT1H' or 'P30D',"
                        + " but was 'an hour'.");
        assertThat(error(call.formatted("observationWindow: 'PT1H', attributionWindow: duration('P1M')")))
                .isEqualTo("`attributionWindow` must be a duration without months and years, such as 'PT1H' or"
                        + " 'P30D', but was P1M.");
        assertThat(error(call.formatted("observationWindow: 'PT1H', attributionWindow: 'P1D', now: 'today'")))
                .isEqualTo("`now` must be a datetime or epoch milliseconds, but was 'today'.");
        assertThat(error(call.formatted("observationwindow: 'PT1H'")))
                .isEqualTo("Unknown configuration key `observationwindow`. Did you mean `observationWindow`?");
        assertThat(error("RETURN blade.feedback.weight({label: false})"))
                .isEqualTo("`realNegativeProbability` must be in [0, 1], but was NaN.");
        assertThat(error("RETURN blade.feedback.weight({})")).isEqualTo("`kind` is missing.");
        assertThat(error("RETURN blade.feedback.weight({kind: 'IMMEDIATE_POSITIVE', label: false})"))
                .isEqualTo("`label` must be true for the `kind` 'IMMEDIATE_POSITIVE', but was false.");
        assertThat(error("RETURN blade.feedback.weight({kind: 'POSITIVE'})"))
                .isEqualTo("`kind` must be one of 'IMMEDIATE_POSITIVE', 'DELAYED_POSITIVE', 'OBSERVED_NEGATIVE',"
                        + " 'MATURE_NEGATIVE', but was 'POSITIVE'.");
    }

    @Test
    void aMillionRowsAreWeighed() {
        fit();
        String many = "UNWIND range(0, 999999) AS i RETURN i AS id, {x: i / 1000000.0, region: 'north'} AS features,"
                + " 0 AS eventAt, null AS convertedAt, CASE i % 3 WHEN 0 THEN 1 END AS engagedAt";
        String weigh = "CALL blade.feedback.weights.stream($query, {modelName: 'd', now: 3600000})"
                + " YIELD positive, negative RETURN sum(positive + negative) AS total";

        assertThat((double) rows(weigh, Map.of("query", many)).get(0).get("total"))
                .isCloseTo(1e6, within(1e-3));
    }

    private Map<String, Object> fit() {
        return rows("CALL blade.feedback.fit($query, {" + SETTINGS + "})", Map.of("query", QUERY))
                .get(0);
    }

    private List<Map<String, Object>> weights(String settings) {
        return rows(
                "CALL blade.feedback.weights.stream($query, {modelName: 'd', " + settings + "})",
                Map.of("query", QUERY));
    }

    private Map<String, Object> observe(String eventAt, String convertedAt, String now) {
        return map(value("RETURN blade.feedback.observe(" + eventAt + ", " + convertedAt + ", " + now
                + ", {observationWindow: 'PT1H', attributionWindow: 'P2D'})"));
    }

    private Map<String, Object> weight(String settings) {
        return map(value("RETURN blade.feedback.weight({" + settings + "})"));
    }

    @SuppressWarnings("unchecked") // maps from Cypher have strings for keys
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private String fitError(String query) {
        return error("CALL blade.feedback.fit('" + query + "', {" + SETTINGS + "})");
    }
}
