// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Monitor;
import io.bladegraph.conversion.ConversionConfig;
import io.bladegraph.conversion.ConversionMetrics;
import io.bladegraph.conversion.FeatureEncoder;
import io.bladegraph.conversion.FeatureSchema;
import io.bladegraph.conversion.FitReport;
import io.bladegraph.conversion.Predictions;
import io.bladegraph.conversion.Targets;
import io.bladegraph.feedback.FeedbackMethod;
import io.bladegraph.feedback.FeedbackWeigher;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.conversion.ConversionConfigs;
import io.bladegraph.plugin.conversion.EventTable;
import io.bladegraph.plugin.conversion.EventTable.Demand;
import io.bladegraph.plugin.conversion.RowTargets;
import io.bladegraph.plugin.conversion.ServedConversion;
import io.bladegraph.plugin.feedback.ServedDelays;
import io.bladegraph.plugin.feedback.WeighedRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.conversion.train} and {@code blade.conversion.stream}. */
public class ConversionProcedures extends BladeProcedure {
    static final String QUERY =
            "A query that only reads and returns the columns features, eventAt, convertedAt[," + " engagedAt, id].";

    static final List<String> ONE_HEAD = List.of("features", "eventAt", "convertedAt");
    static final List<String> ENTIRE_SPACE = List.of("features", "eventAt", "convertedAt", "engagedAt");

    /** A training. */
    public record TrainRow(
            @Description("Name of the model.") String modelName,
            @Description("Rows, held-out ones included.") long rowCount,
            @Description("Sum of the weights of conversions.") double positiveWeight,
            @Description("Sum of the weights of no conversion.") double negativeWeight,
            @Description("Measured on the rows held out, with the weights of the training.")
                    Map<String, Object> metrics,
            @Description("The most passes over the rows that a member made.") long ranEpochs,
            @Description("The last pass that a member kept; 0 if all stayed as they were.") long bestEpoch,
            @Description("Rows learned from per second, passes and members counted.") double rowsPerSecond,
            @Description("Time to read and encode the rows.") long preProcessingMillis,
            @Description("Time to train and save.") long trainMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    /** A prediction. */
    public record StreamRow(
            @Description("The column id of the row; null without.") Object id,
            @Description("Of a conversion within the attribution window.") double probability,
            @Description("Standard deviation of the probability, for want of more rows to learn from.")
                    double uncertainty,
            @Description("Of an engagement; null for a model of a single head.") Double engagementProbability) {}

    /** What a training is told. */
    private record Request(
            String query,
            Map<String, Object> parameters,
            TrainProcedure.Names names,
            ConversionConfig config,
            int hashBuckets,
            String feedbackModel,
            long now,
            JobConfig job,
            Map<String, Object> effective) {

        static Request from(String query, ConfigReader reader) {
            reader.requiredText("modelName");
            var names = TrainProcedure.Names.from(reader);
            ConversionConfig config = ConversionConfigs.training(reader);
            int hashBuckets = ConversionConfigs.hashBuckets(reader);
            String feedbackModel = reader.text("feedbackModel", null);
            long now = reader.time("now", System.currentTimeMillis());
            Map<String, Object> parameters = reader.map("parameters");
            JobConfig job = JobConfig.from(reader);
            return new Request(query, parameters, names, config, hashBuckets, feedbackModel, now, job, reader.finish());
        }

        List<String> columns() {
            return config.entireSpace() ? ENTIRE_SPACE : ONE_HEAD;
        }

        /** Parameters can be anything, even nodes; the store keeps them not. */
        ModelHeader header(String user, Map<String, Object> metrics) {
            Map<String, Object> configuration = new LinkedHashMap<>(effective);
            configuration.remove("parameters");
            configuration.put("query", query);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            return new ModelHeader(names.modelName(), ServedConversion.TYPE, now, user, 0, configuration, metrics);
        }
    }

    @Procedure(name = "blade.conversion.train", mode = Mode.WRITE)
    @Description("Learns to predict conversions, and how sure it is, from the rows of a query, and saves the model.")
    public Stream<TrainRow> train(
            @Name(value = "query", description = QUERY) String query,
            @Name(
                            value = "configuration",
                            description =
                                    "modelName, overwrite, warmStart, feedbackModel, now, entireSpace, uncertainty:"
                                            + " 'ensemble' | 'posterior', members, epochs, batchSize, learningRate,"
                                            + " weightDecay, patience, validationFraction, randomSeed, hashBuckets,"
                                            + " parameters, concurrency, jobId")
                    Map<String, Object> configuration) {
        Request request = Request.from(query, ConfigReader.of(configuration));
        requireWriter("blade.conversion.train");
        checkFree(request.names().modelName(), request.names().overwrite());
        ServedConversion start = start(request);
        try (var job = job(request.job().jobId(), "blade.conversion.train")) {
            return Stream.of(train(request, start, monitor(job)));
        }
    }

    @Procedure(name = "blade.conversion.stream", mode = Mode.READ)
    @Description("Predicts the conversions of the rows of a query, with an uncertainty for each.")
    public Stream<StreamRow> stream(
            @Name(value = "query", description = "A query that only reads and returns the columns features[, id].")
                    String query,
            @Name(value = "configuration", description = "modelName, parameters, concurrency, jobId")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        String name = reader.requiredText("modelName");
        Map<String, Object> parameters = reader.map("parameters");
        JobConfig jobConfig = JobConfig.from(reader);
        reader.finish();
        ServedConversion served = workspace.models().inUse(name, ServedConversion.class, ServedConversion::from);
        try (var job = job(jobConfig.jobId(), "blade.conversion.stream");
                var workers = workers(jobConfig)) {
            var demand = Demand.of(List.of("features"), served.encoder().schema());
            EventTable table = EventTable.read(transaction, query, parameters, demand, monitor(job));
            Predictions predictions = served.model().predict(served.encoder().encode(table.features()), workers);
            return IntStream.range(0, table.size()).mapToObj(row -> streamRow(table, predictions, row));
        }
    }

    /** The model to go on from; null for a new one. */
    private ServedConversion start(Request request) {
        String warmStart = request.names().warmStart();
        if (warmStart == null) {
            return null;
        }
        return ServedConversion.from(workspace.models().load(warmStart)).goingOn(request.config());
    }

    /** With a delay model, rows must have its features, so that it can weigh them. */
    private Demand demand(Request request, ServedConversion start) {
        FeatureSchema known = start == null ? null : start.encoder().schema();
        if (request.feedbackModel() == null) {
            return known == null
                    ? Demand.of(request.columns(), request.hashBuckets())
                    : Demand.of(request.columns(), known);
        }
        ServedDelays delays = delays(request);
        FeatureSchema weighed = delays.schema();
        if (known != null && !known.equals(weighed)) {
            throw new IllegalArgumentException("The models `" + request.feedbackModel() + "` and `"
                    + request.names().warmStart() + "` have learned from other features.");
        }
        return Demand.of(delays.signals().isEmpty() ? request.columns() : ENTIRE_SPACE, weighed);
    }

    private Targets targets(Request request, EventTable table) {
        if (request.feedbackModel() == null) {
            return RowTargets.labels(table, request.config().entireSpace());
        }
        ServedDelays delays = delays(request);
        var weigher = new FeedbackWeigher(delays.model(), FeedbackMethod.LABEL_CORRECTION, 0);
        try (var workers = workers(request.job())) {
            WeighedRows weighed = WeighedRows.of(delays.rows(table), request.now(), weigher, Double.MAX_VALUE, workers);
            long window = delays.model().windows().observationMillis();
            return RowTargets.weighted(table, weights(weighed), request.now(), window);
        }
    }

    private ServedDelays delays(Request request) {
        return workspace.models().inUse(request.feedbackModel(), ServedDelays.class, ServedDelays::from);
    }

    private static RowTargets.Weights weights(WeighedRows weighed) {
        return new RowTargets.Weights() {
            @Override
            public boolean known(int row) {
                return weighed.known(row);
            }

            @Override
            public double positive(int row) {
                return weighed.positive()[row];
            }

            @Override
            public double negative(int row) {
                return weighed.negative()[row];
            }
        };
    }

    private TrainRow train(Request request, ServedConversion start, Monitor monitor) {
        long started = System.nanoTime();
        Demand demand = demand(request, start);
        EventTable table = EventTable.read(transaction, request.query(), request.parameters(), demand, monitor);
        Targets targets = targets(request, table);
        ServedConversion served =
                start == null ? ServedConversion.create(FeatureEncoder.fit(table.features()), request.config()) : start;
        var rows = served.encoder().encode(table.features());
        long readMillis = millisSince(started);
        long trainStarted = System.nanoTime();
        try (var workers = workers(request.job())) {
            FitReport report = served.model().fit(rows, targets, workers, monitor);
            double seconds = (System.nanoTime() - trainStarted) * 1e-9;
            Map<String, Object> metrics = metrics(report.metrics());
            save(
                    served.toStored(request.header(workspace.user(), metrics)),
                    request.names().overwrite());
            return new TrainRow(
                    request.names().modelName(),
                    table.size(),
                    sum(targets.positive()),
                    sum(targets.negative()),
                    metrics,
                    report.ranEpochs(),
                    report.bestEpoch(),
                    report.rowsLearned() / seconds,
                    readMillis,
                    millisSince(trainStarted),
                    request.effective());
        }
    }

    static Map<String, Object> metrics(ConversionMetrics metrics) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("auc", finite(metrics.auc()));
        map.put("prAuc", finite(metrics.prAuc()));
        map.put("logLoss", finite(metrics.logLoss()));
        map.put("predictedOverObserved", finite(metrics.predictedOverObserved()));
        return map;
    }

    /** Null where a metric needs a class that is not there. */
    static Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static double sum(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }

    private static StreamRow streamRow(EventTable table, Predictions predictions, int row) {
        return new StreamRow(
                table.ids().get(row),
                predictions.probability()[row],
                predictions.uncertainty()[row],
                predictions.engagementProbability().length == 0
                        ? null
                        : (Double) (double) predictions.engagementProbability()[row]);
    }
}
