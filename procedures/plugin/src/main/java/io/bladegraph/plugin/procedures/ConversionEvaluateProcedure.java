// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.conversion.StreamingProtocol.Outcome;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.conversion.EventTable;
import io.bladegraph.plugin.conversion.EventTable.Demand;
import io.bladegraph.plugin.conversion.StreamConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.conversion.evaluate}. */
public class ConversionEvaluateProcedure extends BladeProcedure {

    /** A method. */
    public record Row(
            @Description("'pretrained', 'vanilla', ..., 'oracle'.") String method,
            @Description("Area under the ROC curve; null where a metric cannot be taken.") Double auc,
            @Description("Average precision.") Double prAuc,
            @Description("Mean negative log likelihood; lower is better.") Double logLoss,
            @Description("Mean predicted over mean observed rate; 1 is right.") Double predictedOverObserved,
            @Description("Share of the way in log loss from 'vanilla' to 'oracle'.") Double gapClosed,
            @Description("Events tested on.") long eventCount) {}

    @Procedure(name = "blade.conversion.evaluate", mode = Mode.READ)
    @Description("Compares ways to learn from delayed feedback on a stream: each learns from what had arrived and is"
            + " tested on the period after. Nothing is saved.")
    public Stream<Row> evaluate(
            @Name(value = "query", description = ConversionProcedures.QUERY) String query,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "observationWindow, attributionWindow, period, methods, pretrainFraction,"
                                    + " parameters, and the keys of blade.conversion.train that a training has")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        Supplier<StreamConfig> settings = StreamConfig.from(reader);
        Map<String, Object> parameters = reader.map("parameters");
        JobConfig jobConfig = JobConfig.from(reader);
        reader.finish();
        StreamConfig config = settings.get();
        try (var job = job(jobConfig.jobId(), "blade.conversion.evaluate");
                var workers = workers(jobConfig)) {
            List<String> columns =
                    config.training().entireSpace() ? ConversionProcedures.ENTIRE_SPACE : ConversionProcedures.ONE_HEAD;
            var demand = Demand.of(columns, config.hashBuckets());
            EventTable table = EventTable.read(transaction, query, parameters, demand, monitor(job));
            List<Outcome> outcomes = config.run(table, workers, monitor(job));
            Outcome vanilla = named("vanilla", outcomes);
            Outcome oracle = named("oracle", outcomes);
            return outcomes.stream().map(outcome -> row(outcome, vanilla, oracle));
        }
    }

    private static Outcome named(String name, List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.method().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Row row(Outcome outcome, Outcome vanilla, Outcome oracle) {
        Map<String, Object> metrics = ConversionProcedures.metrics(outcome.metrics());
        return new Row(
                outcome.method(),
                (Double) metrics.get("auc"),
                (Double) metrics.get("prAuc"),
                (Double) metrics.get("logLoss"),
                (Double) metrics.get("predictedOverObserved"),
                ConversionProcedures.finite(outcome.gapClosed(vanilla, oracle)),
                outcome.events().length);
    }
}
