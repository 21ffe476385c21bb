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

class UncertaintyProceduresIT extends Neo4jTest {
    /** 2,000 rows: sure ones are right at score, doubtful ones at half of it; the remainder of 7 i is as good as chance. */
    private static final String QUERY = "UNWIND range(0, 1999) AS i"
            + " WITH i, (i % 100) / 100.0 AS score, (i / 100) % 2 AS uncertainty, ((i * 7919) % 1009) / 1009.0 AS draw"
            + " RETURN score, draw < score / (1 + uncertainty) AS label, uncertainty";

    @Test
    void thresholdsKeepThePrecisionAndAreAppliedAsSaved() {
        Map<String, Object> row = rows(
                        "CALL blade.thresholds.fit($query, {modelName: 't', precision: .8, levels: 2})",
                        Map.of("query", QUERY))
                .get(0);

        assertThat((double) row.get("precision")).isGreaterThanOrEqualTo(.8);
        assertThat((double) row.get("recall")).isGreaterThan((double) row.get("singleThresholdRecall"));
        assertThat(row).containsEntry("method", "mist").containsEntry("rowCount", 2000L);
        assertThat((List<?>) row.get("boundary")).hasSize(2);
        Map<String, Object> applied = rows("CALL { " + QUERY + " } WITH * WHERE blade.decide('t', score, uncertainty)"
                        + " RETURN avg(toInteger(label)) AS precision, count(*) AS flagged")
                .get(0);
        assertThat((double) applied.get("precision")).isCloseTo((double) row.get("precision"), within(1e-12));
        Object threshold = ((Map<?, ?>) ((List<?>) row.get("boundary")).get(0)).get("threshold");
        assertThat(value("RETURN blade.threshold('t', 0)")).isEqualTo(threshold);
        refusesWhatIsNoScore();
    }

    private void refusesWhatIsNoScore() {
        assertThat(error("RETURN blade.decide('t', 2, 0)")).isEqualTo("`score` must be in [0, 1], but was 2.0.");
        assertThat(error("RETURN blade.decide('t', 0.0 / 0.0, 0)"))
                .isEqualTo("`score` must be in [0, 1], but was NaN.");
        assertThat(error("RETURN blade.decide('t', 1, 1.0 / 0.0)"))
                .isEqualTo("`uncertainty` must be a finite number, but was Infinity.");
        assertThat(error("RETURN blade.threshold('t', 0.0 / 0.0)"))
                .isEqualTo("`uncertainty` must be a finite number, but was NaN.");
        assertThat(error("RETURN blade.uncertainty.ensemble([.5, null])"))
                .isEqualTo("`probabilities` must be numbers, but was null.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mist", "filledMist", "ewDpmt", "vwDpmt", "single"})
    void everyMethodKeepsThePrecision(String method) {
        assertThat((double)
                        value("CALL blade.thresholds.fit('" + QUERY + "', {modelName: 't', precision: .6, levels: 2,"
                                + " bins: 50, method: '" + method + "'}) YIELD precision"))
                .isGreaterThanOrEqualTo(.6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"isotonic", "platt", "beta", "temperature", "vennAbers", "multicalibration"})
    void calibrationsAreAppliedAsSaved(String method) {
        Map<String, Object> row = rows(
                        "CALL blade.calibration.fit($query, {modelName: 'c', folds: 0, method: '" + method + "'})",
                        Map.of("query", QUERY))
                .get(0);

        Object logLoss = value("CALL { " + QUERY + " }"
                + " RETURN blade.metrics.logLoss(blade.calibrate('c', score, uncertainty), label)");
        assertThat((Map<?, ?>) row.get("after")).extracting("logLoss").isEqualTo(logLoss);
    }

    @Test
    void thePosteriorTakesVariances() {
        String query = "UNWIND range(0, 999) AS i WITH i % 10 AS k, i % 7 AS d"
                + " WITH k, blade.uncertainty.beta(k, 9 - k) AS belief, d"
                + " RETURN belief.mean AS score, belief.variance AS uncertainty, d < k * 7 / 12.0 AS label";

        rows("CALL blade.calibration.fit($query, {modelName: 'p', method: 'posterior'})", Map.of("query", query));

        assertThat((double) value("RETURN blade.calibrate('p', .5, .02)")).isBetween(.1, .9);
        assertThat(error("RETURN blade.calibrate('p', .5)"))
                .isEqualTo("`uncertainty` must be given for this model, but was NaN.");
    }

    @Test
    void aNewModelOfTheSameNameIsUsedAtOnce() {
        fitConstant(".25");
        double before = (double) value("RETURN blade.threshold('t', 0)");

        fitConstant(".75");

        assertThat(before).isEqualTo(.25);
        assertThat(value("RETURN blade.threshold('t', 0)")).isEqualTo(.75);
        run("CALL blade.model.drop('t')");
        assertThat(error("RETURN blade.threshold('t', 0)")).isEqualTo("There is no model named `t` in this database.");
    }

    private void fitConstant(String score) {
        run("CALL blade.thresholds.fit('UNWIND [" + score + ", 0.0] AS score RETURN score, score > 0 AS label',"
                + " {modelName: 't', overwrite: true, precision: 1, levels: 1, folds: 0})");
    }

    @Test
    void queriesTakeParametersAndFolds() {
        String query = "UNWIND $rows AS r RETURN r[0] AS score, r[1] AS label, r[2] AS fold";
        List<?> rows = List.of(List.of(.9, 1, 3), List.of(.1, 0, 3), List.of(.8, 1, 7), List.of(.2, 0, 7));

        Map<String, Object> row = rows(
                        "CALL blade.thresholds.fit($query, {modelName: 't', precision: 1, margin: 0, levels: 1, parameters: {rows: $rows}})",
                        Map.of("query", query, "rows", rows))
                .get(0);

        // fold 7 is judged by the threshold .9, fold 3 by .8
        assertThat(row).containsEntry("recall", 1.0).containsEntry("crossFittedRecall", .5);
        assertThat(row).containsEntry("crossFittedPrecision", 1.0);
    }

    @Test
    void believesInRates() {
        assertThat(rows("RETURN blade.uncertainty.beta(1, 2) AS belief").get(0).get("belief"))
                .isEqualTo(rows("RETURN blade.uncertainty.beta(0, 0, {priorPositives: 2, priorNegatives: 3}) AS belief")
                        .get(0)
                        .get("belief"));
        assertThat((double) value("RETURN blade.uncertainty.beta(4, 2, {negativeSamplingRate: 4}).mean"))
                .isBetween(.2, .5);
        assertThat((double) value("RETURN blade.uncertainty.ensemble([.2, .3, .4]).variance"))
                .isCloseTo(.01, within(1e-12));
        assertThat(value("RETURN blade.uncertainty.beta(null, 1)")).isNull();
        assertThat(error("RETURN blade.uncertainty.beta(-1, 1)"))
                .isEqualTo("`positives` must be a finite number >= 0, but was -1.0.");
    }

    @Test
    void measures() {
        Map<String, Object> row =
                rows("UNWIND [[.9, true], [.8, true], [.8, false], [.3, false], [.1, true], [null, 1]]"
                                + " AS r WITH r[0] AS s, r[1] AS l RETURN blade.metrics.auc(s, l) AS auc,"
                                + " blade.metrics.prAuc(s, l) AS prAuc, blade.metrics.brier(s, l) AS brier,"
                                + " blade.metrics.logLoss(s, l) AS logLoss, blade.metrics.ece(s, l) AS ece,"
                                + " blade.metrics.recallAtPrecision(s, l, .65) AS recall")
                        .get(0);

        assertThat((double) row.get("auc")).isCloseTo(3.5 / 6, within(1e-12));
        assertThat((double) row.get("prAuc")).isCloseTo((1 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-12));
        assertThat((double) row.get("brier")).isCloseTo(1.59 / 5, within(1e-12));
        assertThat((double) row.get("logLoss")).isCloseTo(0.91944, within(1e-5));
        assertThat((double) row.get("ece")).isCloseTo((.1 + 2 * .3 + .3 + .9) / 5, within(1e-12));
        assertThat((double) row.get("recall")).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(value("RETURN blade.metrics.auc(1, true)")).isNull();
        assertThat(value("RETURN blade.metrics.auc(-3.5, null)")).isNull();
    }

    @Test
    void refusesBadRows() {
        assertThat(fitError("RETURN 1.5 AS score, true AS label"))
                .isEqualTo("`score` must be in [0, 1], but was 1.5 in row 1.");
        assertThat(fitError("RETURN 0.0 / 0.0 AS score, true AS label"))
                .isEqualTo("`score` must be a number, but was NaN in row 1.");
        assertThat(fitError("UNWIND [.5, null] AS score RETURN score, true AS label"))
                .isEqualTo("`score` must be a number, but was null in row 2.");
        assertThat(fitError("RETURN .5 AS score, 2 AS label"))
                .isEqualTo("`label` must be true, false, 1 or 0, but was 2 in row 1.");
        assertThat(fitError("RETURN .5 AS score, \"yes\" AS label"))
                .isEqualTo("`label` must be true, false, 1 or 0, but was 'yes' in row 1.");
        assertThat(fitError("UNWIND [.5, .6] AS score RETURN score, 1 AS label"))
                .isEqualTo(
                        "`label` must be positive in some rows and negative in others, but 2 of 2 rows are positive.");
        assertThat(fitError("UNWIND [] AS score RETURN score, 1 AS label"))
                .isEqualTo(
                        "`label` must be positive in some rows and negative in others, but 0 of 0 rows are positive.");
        assertThat(fitError("UNWIND [.5, .6] AS score RETURN score, score < .55 AS label, 1 AS fold"))
                .isEqualTo("`fold` must have at least 2 values, but has 1.");
    }

    @Test
    void refusesBadQueriesBeforeTheyRun() {
        assertThat(fitError("RETURN 1 AS score, 2 AS lable"))
                .isEqualTo("`query` must return a column `label`, but returns `score`, `lable`.");
        assertThat(fitError("RETURN 1 AS score, 1 AS label, 1 AS uncertanty"))
                .isEqualTo("`query` returns an unknown column `uncertanty`. Did you mean `uncertainty`?");
        assertThat(fitError("CREATE (n:Trace) RETURN 1 AS score, 1 AS label"))
                .isEqualTo("`query` must only read and return rows, but it is of type READ_WRITE.");
        assertThat(value("MATCH (n:Trace) RETURN count(n)")).isEqualTo(0L);
    }

    @Test
    void refusesBadSettings() {
        String query = "'RETURN 1 AS score, 1 AS label'";
        assertThat(error("CALL blade.thresholds.fit(" + query + ", {modelName: 't'})"))
                .isEqualTo("`precision` is missing.");
        assertThat(error("CALL blade.thresholds.fit(" + query + ", {precision: .5})"))
                .isEqualTo("`modelName` is missing.");
        assertThat(error("CALL blade.thresholds.fit(" + query + ", {modelName: 't', precision: 1.5})"))
                .isEqualTo("`precision` must be in (0, 1], but was 1.5.");
        assertThat(error("CALL blade.thresholds.fit(" + query + ", {modelName: 't', precision: .5, level: 3})"))
                .isEqualTo("Unknown configuration key `level`. Did you mean `levels`?");
        assertThat(error("CALL blade.calibration.fit(" + query + ", {modelName: 't', method: 'magic'})"))
                .isEqualTo(
                        "`method` must be one of 'isotonic', 'platt', 'beta', 'temperature', 'vennAbers', 'posterior',"
                                + " 'multicalibration', but was 'magic'.");
        assertThat(error(
                        "CALL blade.thresholds.fit('UNWIND range(1, 40) AS i RETURN i / 40.0 AS score, i > 9 AS label',"
                                + " {modelName: 't', precision: .5, method: 'ewDpmt'})"))
                .isEqualTo("There are 40 rows, but 5 `levels` of 300 `bins` need at least 1500.");
        assertThat(error("CALL blade.thresholds.fit('UNWIND range(1, 40) AS i RETURN 1 AS score, i % 2 AS label',"
                        + " {modelName: 't', precision: .9})"))
                .isEqualTo("`precision` 0.9 cannot be reached: the best on these rows is 0.5000.");
    }

    @Test
    void refusesModelsOfAnotherType() {
        fitConstant(".5");

        assertThat(error("RETURN blade.calibrate('t', .5)"))
                .isEqualTo("The model `t` is of type thresholds, but one of type calibration is needed.");
    }

    private String fitError(String query) {
        return error("CALL blade.thresholds.fit('" + query + "', {modelName: 't', precision: .5, levels: 1})");
    }
}
