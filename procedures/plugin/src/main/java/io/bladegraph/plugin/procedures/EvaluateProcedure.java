// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.config.EvaluationConfig;
import io.bladegraph.plugin.projection.ReadGraph;
import io.bladegraph.training.Evaluation;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.evaluate}. */
public class EvaluateProcedure extends BladeProcedure {

    /** A number. */
    public record Row(
            @Description(
                            "'blade', or a baseline: 'popularity', 'threeHop', 'pageRank', 'ease', 'svd', 'strap', 'hope'.")
                    String model,
            @Description("'HitRate', 'MRR', 'coverage', 'directionAUC', 'directionAccuracy' or 'existenceAUC'.")
                    String metric,
            @Description("Length of the list; null where the metric has none.") Long k,
            @Description(
                            "Which held-out relationships, by the training out-degree of u or the training in-degree of v.")
                    String bucket,
            @Description("The number, larger is better; null if there is no such relationship.") Double value,
            @Description("Time to train and score the model.") double seconds) {

        private static Row from(Evaluation.Row row) {
            return new Row(
                    row.model(),
                    row.metric(),
                    row.k() == 0 ? null : (Long) (long) row.k(),
                    row.bucket(),
                    Double.isNaN(row.value()) ? null : (Double) row.value(),
                    row.seconds());
        }
    }

    @Procedure(name = "blade.evaluate", mode = Mode.READ)
    @Description("Holds out relationships, trains on the rest, and measures how well the model finds what was held out,"
            + " beside baselines. Nothing is saved.")
    public Stream<Row> evaluate(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "testFraction, validationFraction, splitBy: 'random' | 'time', ks, baselines,"
                                    + " encoders, samplers, and the keys of blade.train")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var config = EvaluationConfig.from(reader);
        JobConfig jobConfig = JobConfig.from(reader);
        boolean sudo = JobConfig.sudo(reader);
        reader.finish();
        if (!sudo) {
            Memory.require("blade.evaluate", evaluation(size(graph), config, jobConfig));
        }
        try (var job = job(jobConfig.jobId(), "blade.evaluate");
                var workers = workers(jobConfig)) {
            ReadGraph read = graph(graph, monitor(job));
            return config.run(read.graph(), workers, monitor(job)).stream().map(Row::from);
        }
    }
}
