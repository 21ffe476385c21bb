// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Monitor;
import io.bladegraph.calibration.CalibrationConfig;
import io.bladegraph.calibration.CalibrationFit;
import io.bladegraph.calibration.ThresholdConfig;
import io.bladegraph.calibration.ThresholdFit;
import io.bladegraph.calibration.ThresholdResult;
import io.bladegraph.plugin.calibration.LabelledRows;
import io.bladegraph.plugin.calibration.UncertaintyConfigs;
import io.bladegraph.plugin.calibration.UncertaintyModels;
import io.bladegraph.plugin.calibration.UncertaintyReports;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.config.ConfigReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.calibration.fit} and {@code blade.thresholds.fit}. */
public class UncertaintyProcedures extends BladeProcedure {
    static final String QUERY =
            "A query that only reads and returns the columns score, label[, uncertainty, weight, fold].";

    /** A calibration. */
    public record CalibrationRow(
            @Description("Name of the model.") String modelName,
            @Description("How it was fitted.") String method,
            @Description("Rows that it was fitted on.") long rowCount,
            @Description("Metrics of the scores as they came; lower is better.") Map<String, Object> before,
            @Description("Metrics of the calibrated scores, each by a map fitted without it.")
                    Map<String, Object> after,
            @Description("Calibrated scores beside observed rates, in bins of equal weight.")
                    List<Map<String, Object>> reliability,
            @Description("Time to read, fit and save.") long computeMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    /** Thresholds. */
    public record ThresholdsRow(
            @Description("Name of the model.") String modelName,
            @Description("How they were found.") String method,
            @Description("Rows that they were found on.") long rowCount,
            @Description("Share of positives among the rows flagged.") double precision,
            @Description("Share of the positives that is flagged.") double recall,
            @Description("What one threshold would reach, chosen in the same way.") double singleThresholdRecall,
            @Description("Precision on rows held out; null without folds.") Double crossFittedPrecision,
            @Description("Recall on rows held out; null without folds.") Double crossFittedRecall,
            @Description("A threshold for each uncertainty level, from the surest.") List<Map<String, Object>> boundary,
            @Description("Time to read, fit and save.") long computeMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    /** What both procedures are told. */
    private record Request(
            String query,
            String modelName,
            boolean overwrite,
            Map<String, Object> parameters,
            String jobId,
            Map<String, Object> effective) {

        static Request from(String query, ConfigReader reader) {
            String name = reader.requiredText("modelName");
            boolean overwrite = reader.flag("overwrite", false);
            Map<String, Object> parameters = reader.map("parameters");
            String jobId = reader.text("jobId", null);
            return new Request(query, name, overwrite, parameters, jobId, reader.finish());
        }

        String method() {
            return (String) effective.get("method");
        }

        /** Parameters can be anything, even nodes; the store keeps them not. */
        ModelHeader header(String type, String user, Map<String, Object> metrics) {
            Map<String, Object> configuration = new LinkedHashMap<>(effective);
            configuration.remove("parameters");
            configuration.put("query", query);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            return new ModelHeader(modelName, type, now, user, 0, configuration, metrics);
        }
    }

    @Procedure(name = "blade.calibration.fit", mode = Mode.WRITE)
    @Description("Learns to turn scores into probabilities that agree with observed rates, and saves the model.")
    public Stream<CalibrationRow> calibration(
            @Name(value = "query", description = QUERY) String query,
            @Name(
                            value = "configuration",
                            description = "modelName, overwrite, method: 'isotonic' | 'platt' | 'beta' | 'temperature'"
                                    + " | 'vennAbers' | 'posterior' | 'multicalibration', levels, priorPositives,"
                                    + " priorNegatives, negativeSamplingRate, folds, randomSeed, parameters, jobId")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        CalibrationConfig config = UncertaintyConfigs.calibration(reader);
        Request request = Request.from(query, reader);
        long started = prepare("blade.calibration.fit", request);
        try (var job = job(request.jobId(), "blade.calibration.fit")) {
            LabelledRows read = read(request, monitor(job));
            var fit = CalibrationFit.fit(
                    read.rows(), UncertaintyConfigs.foldedAs(config, read), read.folds(), monitor(job));
            ModelHeader header = request.header(
                    UncertaintyModels.CALIBRATION, workspace.user(), UncertaintyReports.metrics(fit.after()));
            save(UncertaintyModels.toStored(header, fit.calibrator()), request.overwrite());
            return Stream.of(new CalibrationRow(
                    request.modelName(),
                    request.method(),
                    read.rows().size(),
                    UncertaintyReports.metrics(fit.before()),
                    UncertaintyReports.metrics(fit.after()),
                    UncertaintyReports.reliability(fit.after()),
                    millisSince(started),
                    request.effective()));
        }
    }

    @Procedure(name = "blade.thresholds.fit", mode = Mode.WRITE)
    @Description(
            "Finds the score from which rows are flagged, for each level of uncertainty, so that most positives are"
                    + " flagged at a given precision, and saves the model.")
    public Stream<ThresholdsRow> thresholds(
            @Name(value = "query", description = QUERY) String query,
            @Name(
                            value = "configuration",
                            description = "modelName, overwrite, precision, levels, bins, method: 'mist' | 'filledMist'"
                                    + " | 'ewDpmt' | 'vwDpmt' | 'single', folds, margin, confidence, randomSeed,"
                                    + " parameters, jobId")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        Supplier<ThresholdConfig> settings = UncertaintyConfigs.thresholds(reader);
        Request request = Request.from(query, reader);
        ThresholdConfig config = settings.get();
        long started = prepare("blade.thresholds.fit", request);
        try (var job = job(request.jobId(), "blade.thresholds.fit")) {
            LabelledRows read = read(request, monitor(job));
            ThresholdResult result = ThresholdFit.fit(
                    read.rows(), UncertaintyConfigs.foldedAs(config, read), read.folds(), monitor(job));
            ModelHeader header =
                    request.header(UncertaintyModels.THRESHOLDS, workspace.user(), UncertaintyReports.metrics(result));
            save(UncertaintyModels.toStored(header, result.boundary()), request.overwrite());
            return Stream.of(row(request, read, result, millisSince(started)));
        }
    }

    private static ThresholdsRow row(Request request, LabelledRows read, ThresholdResult result, long millis) {
        return new ThresholdsRow(
                request.modelName(),
                request.method(),
                read.rows().size(),
                result.precision(),
                result.recall(),
                result.singleThresholdRecall(),
                UncertaintyReports.crossFittedPrecision(result),
                UncertaintyReports.crossFittedRecall(result),
                UncertaintyReports.boundary(result),
                millis,
                request.effective());
    }

    private long prepare(String procedure, Request request) {
        requireWriter(procedure);
        checkFree(request.modelName(), request.overwrite());
        return System.nanoTime();
    }

    private LabelledRows read(Request request, Monitor monitor) {
        return LabelledRows.read(transaction, request.query(), request.parameters(), monitor);
    }
}
