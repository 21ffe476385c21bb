// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.plugin.Neo4jTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionProceduresIT extends Neo4jTest {
    /**
     * 3,000 coupons of three brands: brand a is clipped by two in three, others by one in three; half of the clipped ones are
     * redeemed. The remainder of 7919 i is as good as chance.
     */
    private static final String ROWS = "UNWIND range(0, 2999) AS i"
            + " WITH i, ['a', 'b', 'c'][i % 3] AS brand, ((i * 7919) % 1009) / 1009.0 AS draw,"
            + " datetime({epochMillis: i}) AS eventAt"
            + " WITH i, brand, eventAt, draw < CASE brand WHEN 'a' THEN 2 ELSE 1 END / 3.0 AS clipped,"
            + " draw < CASE brand WHEN 'a' THEN 2 ELSE 1 END / 6.0 AS redeemed"
            + " RETURN i AS id, {brand: brand, price: i % 10, embedding: [i % 7, i % 5]} AS features, eventAt,"
            + " CASE WHEN redeemed THEN eventAt + duration('PT1H') END AS convertedAt,"
            + " CASE WHEN clipped THEN eventAt + duration('PT1M') END AS engagedAt";

    private Map<String, Object> train(String keys) {
        return rows("CALL blade.conversion.train($query, {modelName: 'm'" + keys + "})", Map.of("query", ROWS))
                .get(0);
    }

    private Map<?, ?> predict(String brand) {
        return (Map<?, ?>) value("RETURN blade.conversion.predict('m', {brand: '" + brand
                + "', price: 4, embedding: [3.0, 2.0]}) AS prediction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ensemble", "posterior"})
    void learnsWhatTheRowsSay(String uncertainty) {
        Map<String, Object> row = train(", epochs: 20, uncertainty: '" + uncertainty + "'");

        assertThat(row).containsEntry("modelName", "m").containsEntry("rowCount", 3000L);
        assertThat((double) row.get("positiveWeight") + (double) row.get("negativeWeight"))
                .isEqualTo(3000);
        Map<?, ?> metrics = (Map<?, ?>) row.get("metrics");
        assertThat((double) metrics.get("auc")).isBetween(.5, .75);
        assertThat((double) metrics.get("predictedOverObserved")).isBetween(.7, 1.4);
        assertThat((double) predict("a").get("probability")).isCloseTo(1 / 3.0, within(.06));
        assertThat((double) predict("a").get("engagementProbability")).isCloseTo(2 / 3.0, within(.06));
        assertThat((double) predict("b").get("probability")).isCloseTo(1 / 6.0, within(.06));
        assertThat((double) predict("b").get("uncertainty")).isBetween(.001, .06);
    }

    @Test
    void aBrandNeverSeenIsLessCertain() {
        train(", uncertainty: 'posterior'");

        assertThat((double) predict("zzz").get("uncertainty"))
                .isGreaterThan(3 * (double) predict("b").get("uncertainty"));
    }

    @Test
    void streamsWhatTheFunctionSays() {
        train("");

        List<Map<String, Object>> streamed = rows(
                "CALL blade.conversion.stream($query, {modelName: 'm'}) YIELD id, probability, uncertainty,"
                        + " engagementProbability RETURN * ORDER BY id LIMIT 3",
                Map.of("query", ROWS));
        List<Map<String, Object>> called = rows("CALL { " + ROWS + " } WITH id, features,"
                + " blade.conversion.predict('m', features) AS p RETURN id, p.probability AS probability,"
                + " p.uncertainty AS uncertainty, p.engagementProbability AS engagementProbability"
                + " ORDER BY id LIMIT 3");

        assertThat(streamed).hasSize(3).isEqualTo(called);
        assertThat(value("RETURN blade.conversion.predict('m', null)")).isNull();
    }

    @Test
    void theSameSeedGivesTheSameModelAtAnyConcurrency() {
        train(", concurrency: 1");
        Map<?, ?> one = predict("a");
        train(", concurrency: 4, overwrite: true");

        assertThat(predict("a")).isEqualTo(one);
        train(", randomSeed: 7, overwrite: true");
        assertThat(predict("a")).isNotEqualTo(one);
    }

    @Test
    void oneHeadNeedsNoEngagement() {
        String query = "UNWIND range(0, 999) AS i RETURN [i % 2, i % 3] AS features, i AS eventAt,"
                + " CASE WHEN i % 2 = 1 AND i % 5 > 0 OR i % 11 = 0 THEN i + 10 END AS convertedAt";

        rows("CALL blade.conversion.train($query, {modelName: 'm', entireSpace: false})", Map.of("query", query));

        Map<?, ?> prediction = (Map<?, ?>) value("RETURN blade.conversion.predict('m', [1, 1])");
        assertThat((double) prediction.get("probability")).isCloseTo(.8, within(.07));
        assertThat(prediction.get("engagementProbability")).isNull();
        assertThat(error("RETURN blade.conversion.predict('m', [1, 2, 3])"))
                .isEqualTo("`features` must be a list of 2 numbers, but was [1, 2, 3] in row 1.");
    }

    @Test
    void aWarmStartGoesOnWithTheFeaturesOfTheModel() {
        train("");
        Map<?, ?> before = predict("a");
        String night = "UNWIND range(0, 99) AS i RETURN {brand: \"a\", price: 1, embedding: [i, i]} AS features,"
                + " i AS eventAt, CASE WHEN i % 3 = 0 THEN i END AS convertedAt, CASE WHEN i % 3 < 2 THEN i END AS"
                + " engagedAt";

        rows(
                "CALL blade.conversion.train($query, {modelName: 'm', warmStart: 'm', overwrite: true, epochs: 1})",
                Map.of("query", night));

        // a constant brand and price are no reason to refuse: the features were chosen before
        assertThat((double) predict("a").get("probability")).isCloseTo((double) before.get("probability"), within(.1));
        assertThat(error("CALL blade.conversion.train('" + night + "', {modelName: 'n', warmStart: 'm',"
                        + " uncertainty: 'posterior'})"))
                .isEqualTo("A model of 2 heads and 5 members cannot go on with other heads, members or another"
                        + " uncertainty.");
        assertThat(error("CALL blade.conversion.train('RETURN {brand: \"a\"} AS features, 1 AS eventAt, 1 AS"
                        + " convertedAt, 1 AS engagedAt', {modelName: 'n', warmStart: 'm'})"))
                .isEqualTo("`features.embedding` must be a list of 2 numbers, but was null in row 1.");
    }

    @Test
    void aDelayModelCorrectsLabelsThatMayStillChange() {
        String now = "datetime({year: 2026}) + duration({minutes: 5 * 5999})";
        String seen = STREAM.replace("UNWIND", "WITH " + now + " AS now UNWIND")
                .replace("WITH i,", "WITH now, i,")
                .replace(
                        "RETURN",
                        "WITH now, i, lot, at, converts, at + CASE WHEN lot < .5 THEN duration('PT20M') ELSE"
                                + " duration('PT12H') END AS then RETURN");
        seen = seen.substring(0, seen.indexOf("RETURN"))
                + "RETURN [i % 2, lot] AS features, at AS eventAt,"
                + " CASE WHEN converts AND then <= now THEN then END AS convertedAt";
        rows(
                "CALL blade.feedback.fit($query, {modelName: 'd', observationWindow: 'PT1H', attributionWindow: 'P1D',"
                        + " now: " + now + "})",
                Map.of("query", seen));

        String train =
                "CALL blade.conversion.train($query, {modelName: $name, entireSpace: false, overwrite: true, now: "
                        + now;
        Map<String, Object> plain =
                rows(train + "})", Map.of("query", seen, "name", "m")).get(0);
        Map<String, Object> corrected = rows(train + ", feedbackModel: 'd'})", Map.of("query", seen, "name", "m"))
                .get(0);

        assertThat((double) corrected.get("positiveWeight")).isGreaterThan((double) plain.get("positiveWeight") + 5);
        assertThat((double) corrected.get("positiveWeight") + (double) corrected.get("negativeWeight"))
                .isCloseTo(6000, within(1.0));
        assertThat(error("CALL blade.conversion.train('RETURN 1', {modelName: 'n', feedbackModel: 'm'})"))
                .isEqualTo("The model `m` is of type conversion, but one of type feedback is needed.");
    }

    @Test
    void timesMayBeOfAnyKindAndSignalsMany() {
        String query =
                "UNWIND range(0, 999) AS i WITH i, localdatetime('2026-01-01T00:00') + duration({seconds: i % 60}) AS"
                        + " at RETURN [i % 2, i % 3] AS features, at AS eventAt, CASE WHEN i % 4 = 1 THEN at +"
                        + " duration('PT1S') END AS convertedAt, CASE i % 4 WHEN 0 THEN {} WHEN 1 THEN {cart: at, view:"
                        + " null} WHEN 2 THEN {view: at} END AS engagedAt";

        rows("CALL blade.conversion.train($query, {modelName: 'm'})", Map.of("query", query));

        Map<?, ?> odd = (Map<?, ?>) value("RETURN blade.conversion.predict('m', [1, 1])");
        assertThat((double) odd.get("engagementProbability")).isCloseTo(.5, within(.08));
    }

    /** Half of all conversions come after the window of an hour; they become more as time goes by. */
    private static final String STREAM = "UNWIND range(0, 5999) AS i"
            + " WITH i, ((i * 7919) % 1009) / 1009.0 AS draw, ((i * 7919) % 997) / 997.0 AS lot,"
            + " datetime({year: 2026}) + duration({minutes: 5 * i}) AS at"
            + " WITH i, at, draw < (.1 + .2 * i / 6000) * (1 + i % 2) AS converts, lot"
            + " RETURN [i % 2, lot] AS features, at AS eventAt,"
            + " CASE WHEN converts THEN at + CASE WHEN lot < .5 THEN duration('PT20M') ELSE duration('PT12H') END END"
            + " AS convertedAt, CASE WHEN converts THEN at END AS engagedAt";

    @Test
    void methodsAreComparedBetweenPretrainedAndOracle() {
        List<Map<String, Object>> rows = rows(
                "CALL blade.conversion.evaluate($query, {observationWindow: 'PT1H', attributionWindow: 'P1D',"
                        + " period: 'PT6H', methods: ['exact'], batchSize: 64, learningRate: .02, entireSpace: false,"
                        + " uncertainty: 'posterior'})",
                Map.of("query", STREAM));

        assertThat(rows)
                .extracting(row -> row.get("method"))
                .containsExactly("pretrained", "vanilla", "exact", "oracle");
        assertThat(rows).extracting(row -> row.get("eventCount")).containsOnly(3023L);
        assertThat((double) rows.get(1).get("predictedOverObserved")).isLessThan(.65);
        assertThat((double) rows.get(2).get("predictedOverObserved")).isBetween(.75, 1.1);
        assertThat((double) rows.get(2).get("gapClosed")).isGreaterThan(.8);
        assertThat(rows.get(1)).containsEntry("gapClosed", 0.0);
        assertThat(rows.get(3)).containsEntry("gapClosed", 1.0);
        assertThat(value("CALL blade.conversion.evaluate('" + STREAM.replace("'", "\\'")
                        + "', {observationWindow: 'PT1H', attributionWindow: 'P1D', period: 'P7D'})"
                        + " YIELD method RETURN count(*)"))
                .isEqualTo(11L);
    }

    @Test
    void refusesBadExperiments() {
        String call = "CALL blade.conversion.evaluate('UNWIND range(0, 9) AS i RETURN [i] AS features, i AS eventAt,"
                + " CASE WHEN i % 2 = 0 THEN i END AS convertedAt', {entireSpace: false, ";

        assertThat(error(call + "attributionWindow: 'P1D', period: 'P1D'})"))
                .isEqualTo("`observationWindow` is missing.");
        assertThat(error(call + "observationWindow: '1 hour', attributionWindow: 'P1D', period: 'P1D'})"))
                .isEqualTo(
                        "`observationWindow` must be an ISO 8601 duration such as 'PT1H' or 'P7D', but was '1 hour'.");
        assertThat(error(call + "observationWindow: 'P1D', attributionWindow: 'PT1H', period: 'P1D'})"))
                .isEqualTo("`attributionWindow` must be longer than `observationWindow`, but 3600000 ms is not longer"
                        + " than 86400000 ms.");
        assertThat(error(call + "observationWindow: 'PT1H', attributionWindow: 'P1D', period: 'P1D'})"))
                .isEqualTo("The events span PT0.009S, which is too short for `pretrainFraction` 0.4 and two attribution"
                        + " windows of PT24H.");
        assertThat(error(call + "observationWindow: 'PT1H', attributionWindow: 'P1D', period: 'P1D',"
                        + " pretrainFraction: 1})"))
                .isEqualTo("`pretrainFraction` must be in (0, 1), but was 1.0.");
    }

    @Test
    void refusesBadColumnsBeforeTheQueryRuns() {
        assertThat(trainError("RETURN [1] AS features, 1 AS eventAt, 1 AS convertedAt"))
                .isEqualTo("`query` must return a column `engagedAt`, but returns `features`, `eventAt`,"
                        + " `convertedAt`.");
        assertThat(trainError("RETURN [1] AS features, 1 AS eventAt, 1 AS convertedAt, 1 AS engagedAt, 1 AS ids"))
                .isEqualTo("`query` returns an unknown column `ids`. Did you mean `id`?");
        assertThat(trainError("CREATE (n:Trace) RETURN 1 AS features"))
                .isEqualTo("`query` must only read and return rows, but it is of type READ_WRITE.");
        assertThat(value("MATCH (n:Trace) RETURN count(n)")).isEqualTo(0L);
    }

    @Test
    void refusesBadRows() {
        assertThat(trainError("UNWIND [] AS i RETURN [i] AS features, i AS eventAt, i AS convertedAt, i AS engagedAt"))
                .isEqualTo("`query` returns no row.");
        assertThat(trainError(rowsOf("[i]", "null", "i", "i")))
                .isEqualTo("`eventAt` must be a datetime or epoch milliseconds, but was null in row 1.");
        assertThat(trainError(rowsOf("[i]", "i", "\"yesterday\"", "i")))
                .isEqualTo("`convertedAt` must be a datetime or epoch milliseconds, but was 'yesterday' in row 1.");
        assertThat(trainError(rowsOf("[i]", "i", "i", "{cart: 1.5}")))
                .isEqualTo("`engagedAt.cart` must be a datetime or epoch milliseconds, but was 1.5 in row 1.");
        assertThat(trainError(rowsOf("[0.0 / 0.0]", "i", "i", "i")))
                .isEqualTo("`features[0]` must be a finite number, but was NaN in row 1.");
        assertThat(trainError(rowsOf("{price: [\"x\"]}", "i", "i", "i")))
                .isEqualTo("`features.price` must be a finite number, but was 'x' in row 1.");
        assertThat(trainError(rowsOf("3", "i", "i", "i")))
                .isEqualTo("`features` must be a list of numbers or a map, but was 3 in row 1.");
        assertThat(trainError(rowsOf("[i]", "i", "null", "i")))
                .isEqualTo("`convertedAt` must be known in some rows and null in others, but 0 of 10 rows have one that"
                        + " counts.");
        assertThat(trainError(rowsOf("[i]", "i", "i - 1", "i")))
                .isEqualTo("`convertedAt` must be known in some rows and null in others, but 0 of 10 rows have one that"
                        + " counts.");
        assertThat(trainError(rowsOf("[i]", "i", "CASE WHEN i < 5 THEN i END", "i")))
                .isEqualTo("`engagedAt` must be known in some rows and null in others, but 10 of 10 rows have one that"
                        + " counts.");
        assertThat(trainError(rowsOf("[i, 3]", "i", "CASE WHEN i < 5 THEN i END", "CASE WHEN i < 7 THEN i END")))
                .isEqualTo("`features[1]` must vary, but is the same in all 10 rows. Leave it out.");
    }

    private static String rowsOf(String features, String eventAt, String convertedAt, String engagedAt) {
        return "UNWIND range(1, 10) AS i RETURN " + features + " AS features, " + eventAt + " AS eventAt, "
                + convertedAt + " AS convertedAt, " + engagedAt + " AS engagedAt";
    }

    @Test
    void refusesBadSettings() {
        assertThat(error("CALL blade.conversion.train('RETURN 1', {})")).isEqualTo("`modelName` is missing.");
        assertThat(error("CALL blade.conversion.train('RETURN 1', {modelName: 'm', uncertainty: 'magic'})"))
                .isEqualTo("`uncertainty` must be one of 'ensemble', 'posterior', but was 'magic'.");
        assertThat(error("CALL blade.conversion.train('RETURN 1', {modelName: 'm', member: 3})"))
                .isEqualTo("Unknown configuration key `member`. Did you mean `members`?");
        assertThat(error("CALL blade.conversion.train('RETURN 1', {modelName: 'm', validationFraction: 0})"))
                .isEqualTo("`validationFraction` must be in (0, 1), but was 0.0.");
        assertThat(error("CALL blade.conversion.stream('RETURN [1] AS features', {modelName: 'm'})"))
                .isEqualTo("There is no model named `m` in this database.");
        train("");
        assertThat(error("CALL blade.conversion.stream('RETURN 1 AS id', {modelName: 'm'})"))
                .isEqualTo("`query` must return a column `features`, but returns `id`.");
        assertThat(error("RETURN blade.calibrate('m', .5)"))
                .isEqualTo("The model `m` is of type conversion, but one of type calibration is needed.");
    }

    private String trainError(String query) {
        return error("CALL blade.conversion.train('" + query + "', {modelName: 'm'})");
    }
}
