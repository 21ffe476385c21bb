// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.conversion.FeatureEncoder;
import io.bladegraph.feedback.DelayConfig;
import io.bladegraph.feedback.DelayFit;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackWeigher;
import io.bladegraph.feedback.Observation.Kind;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.conversion.EventTable;
import io.bladegraph.plugin.conversion.EventTable.Demand;
import io.bladegraph.plugin.feedback.FeedbackConfigs;
import io.bladegraph.plugin.feedback.FeedbackConfigs.Weighing;
import io.bladegraph.plugin.feedback.FeedbackReports;
import io.bladegraph.plugin.feedback.ServedDelays;
import io.bladegraph.plugin.feedback.WeighedRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.feedback.fit} and {@code blade.feedback.weights.stream}. */
public class FeedbackProcedures extends BladeProcedure {
    private static final List<String> COLUMNS = List.of("features", "eventAt", "convertedAt");

    /** A fit. */
    public record FitRow(
            @Description("Name of the model.") String modelName,
            @Description("Rows with an event not after now.") long rowCount,
            @Description("Rows of each kind at now, and conversions that do not count.") Map<String, Object> census,
            @Description("Beliefs beside what became of mature rows that were held out.") Map<String, Object> metrics,
            @Description("Of the ratios P/Q of the rows as they are seen now.") double effectiveSampleSize,
            @Description("Rows whose ratio P/Q is above 20.") long clippedRows,
            @Description("Time to read, fit and save.") long computeMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    /** A weighed row. */
    public record WeightRow(
            @Description("The column id of the row.") Object id,
            @Description("Whether a conversion that counts is known.") boolean label,
            @Description("IMMEDIATE_POSITIVE, DELAYED_POSITIVE, OBSERVED_NEGATIVE or MATURE_NEGATIVE.") String kind,
            @Description("What the row counts as a positive.") double positive,
            @Description("What the row counts as a negative.") double negative) {}

    /** The rows that are known at the moment asked for, made when Neo4j takes them. */
    private static final class WeightRows extends AbstractList<WeightRow> implements RandomAccess {
        private final List<Object> ids;
        private final WeighedRows weighed;
        private final int[] known;

        WeightRows(List<Object> ids, WeighedRows weighed, int[] known) {
            this.ids = ids;
            this.weighed = weighed;
            this.known = known;
        }

        @Override
        public WeightRow get(int index) {
            int row = known[index];
            Kind kind = weighed.kind(row);
            return new WeightRow(
                    ids.get(row), kind.positive(), kind.name(), weighed.positive()[row], weighed.negative()[row]);
        }

        @Override
        public int size() {
            return known.length;
        }
    }

    /** What a fit is told. */
    private record Request(
            String query,
            String modelName,
            boolean overwrite,
            long now,
            Map<String, Object> parameters,
            JobConfig job,
            Map<String, Object> effective) {

        static Request from(String query, ConfigReader reader) {
            return new Request(
                    query,
                    reader.requiredText("modelName"),
                    reader.flag("overwrite", false),
                    FeedbackProcedures.now(reader),
                    reader.map("parameters"),
                    JobConfig.from(reader),
                    reader.finish());
        }

        /** Parameters can be anything, even nodes; the store keeps them not. */
        ModelHeader header(String user, Map<String, Object> metrics) {
            Map<String, Object> configuration = new LinkedHashMap<>(effective);
            configuration.remove("parameters");
            configuration.put("query", query);
            Instant created = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            return new ModelHeader(modelName, ServedDelays.TYPE, created, user, 0, configuration, metrics);
        }
    }

    @Procedure(name = "blade.feedback.fit", mode = Mode.WRITE)
    @Description(
            "Learns when events convert, given their features and the engagement seen so far, and saves the model.")
    public Stream<FitRow> fit(
            @Name(
                            value = "query",
                            description = "A query that only reads and returns the columns features, eventAt,"
                                    + " convertedAt[, engagedAt, id].")
                    String query,
            @Name(
                            value = "configuration",
                            description = "modelName, overwrite, observationWindow, attributionWindow, now, bins,"
                                    + " hashBuckets, hiddenUnits, ridge, maxIterations, validationFraction, randomSeed, parameters,"
                                    + " concurrency, jobId")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        Supplier<DelayConfig> settings = FeedbackConfigs.delays(reader);
        Request request = Request.from(query, reader);
        DelayConfig config = settings.get();
        requireWriter("blade.feedback.fit");
        checkFree(request.modelName(), request.overwrite());
        try (var job = job(request.job().jobId(), "blade.feedback.fit")) {
            return Stream.of(fit(request, config, monitor(job)));
        }
    }

    @Procedure(name = "blade.feedback.weights.stream", mode = Mode.READ)
    @Description("What the events of a query count at a moment as positives and as negatives. Events after it are left"
            + " out.")
    public Stream<WeightRow> weights(
            @Name(
                            value = "query",
                            description = "A query that only reads and returns the columns id, features, eventAt,"
                                    + " convertedAt[, engagedAt].")
                    String query,
            @Name(
                            value = "configuration",
                            description = "modelName, now, method: 'labelCorrection' | 'exact' | 'fsiw' | 'esdfm' |"
                                    + " 'defer' | 'defuse' | 'biDefuse' | 'fnw' | 'fnc' | 'alpha', alpha, maxWeight,"
                                    + " parameters, concurrency, jobId")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        String name = reader.requiredText("modelName");
        long now = now(reader);
        Weighing weighing = Weighing.from(reader);
        Map<String, Object> parameters = reader.map("parameters");
        JobConfig jobConfig = JobConfig.from(reader);
        reader.finish();
        ServedDelays served = workspace.models().inUse(name, ServedDelays.class, ServedDelays::from);
        try (var job = job(jobConfig.jobId(), "blade.feedback.weights.stream");
                var workers = workers(jobConfig)) {
            var demand = Demand.of(served.columns(), served.schema());
            EventTable table = EventTable.read(transaction, query, parameters, demand, monitor(job));
            var weigher = new FeedbackWeigher(served.model(), weighing.method(), weighing.alpha());
            WeighedRows weighed = WeighedRows.of(served.rows(table), now, weigher, weighing.maxWeight(), workers);
            return new WeightRows(table.ids(), weighed, weighed.known()).stream();
        }
    }

    private FitRow fit(Request request, DelayConfig config, Monitor monitor) {
        long started = System.nanoTime();
        var demand = Demand.of(COLUMNS, config.buckets());
        EventTable table = EventTable.read(transaction, request.query(), request.parameters(), demand, monitor);
        FeatureEncoder.fit(table.features()); // refuses features that cannot teach
        List<String> signals = List.copyOf(table.signals().keySet());
        EventRows rows = ServedDelays.rows(table, signals);
        try (Workers workers = workers(request.job())) {
            var fit = DelayFit.fit(
                    rows,
                    request.now(),
                    FeedbackConfigs.forCategories(config, rows.features().categoryCount()),
                    workers,
                    monitor);
            Map<String, Object> metrics = FeedbackReports.metrics(fit.calibration());
            var served = new ServedDelays(fit.model(), table.features().schema(), signals);
            save(served.toStored(request.header(workspace.user(), metrics)), request.overwrite());
            var totals = FeedbackReports.totals(fit, rows, request.now());
            return new FitRow(
                    request.modelName(),
                    fit.census().events(),
                    FeedbackReports.census(fit.census()),
                    metrics,
                    totals.effectiveSampleSize(),
                    totals.clipped(),
                    millisSince(started),
                    request.effective());
        }
    }

    private static long now(ConfigReader reader) {
        return reader.time("now", System.currentTimeMillis());
    }
}
