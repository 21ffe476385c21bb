// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Monitor;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.plugin.catalog.BladeModel;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.config.Configs;
import io.bladegraph.plugin.projection.ReadGraph;
import io.bladegraph.training.BladeTrainer;
import io.bladegraph.training.TrainedModel;
import io.bladegraph.training.TrainingConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.train}. */
public class TrainProcedure extends BladeProcedure {

    /** A training. */
    public record Row(
            @Description("Name of the model.") String modelName,
            @Description("Nodes of the graph.") long nodeCount,
            @Description("Relationships of the graph, validation included.") long relationshipCount,
            @Description("Epochs that were run.") long ranEpochs,
            @Description("'epochs' or 'patience'.") String stopReason,
            @Description("Measured on the validation relationships at the best epoch.") Map<String, Object> metrics,
            @Description("Measured after each epoch; with a warm start first, as epoch 0, what it begins with.")
                    List<Map<String, Object>> epochs,
            @Description("Relationships trained on per second.") double edgesPerSecond,
            @Description("Time to read the graph.") long preProcessingMillis,
            @Description("Time to train and save.") long trainMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    /** Where a model comes from and goes to. */
    record Names(String modelName, boolean overwrite, String warmStart) {
        static Names from(ConfigReader reader) {
            return new Names(
                    reader.text("modelName", null), reader.flag("overwrite", false), reader.text("warmStart", null));
        }

        TrainingConfig training(ConfigReader reader) {
            return warmStart == null ? Configs.training(reader) : Configs.warmTraining(reader);
        }
    }

    @Procedure(name = "blade.train", mode = Mode.WRITE)
    @Description("Learns a source and a target embedding for every node, and saves the model. "
            + "The graph is not changed.")
    public Stream<Row> train(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(
                            value = "configuration",
                            description =
                                    "modelName, overwrite, warmStart, encoder, embeddingDimension, layers, sampler,"
                                            + " fanOut, epochs, batchSize, learningRate, patience, validationFraction,"
                                            + " randomSeed, concurrency, jobId, sudo, ...")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        reader.requiredText("modelName");
        var names = Names.from(reader);
        TrainingConfig training = names.training(reader);
        JobConfig jobConfig = JobConfig.from(reader);
        boolean sudo = JobConfig.sudo(reader);
        Map<String, Object> effective = reader.finish();
        requireWriter("blade.train");
        checkFree(names.modelName(), names.overwrite());
        if (!sudo) {
            Memory.require("blade.train", training(size(graph), training));
        }
        try (var job = job(jobConfig.jobId(), "blade.train")) {
            long started = System.nanoTime();
            ReadGraph read = graph(graph, monitor(job));
            long readMillis = millisSince(started);
            TrainedModel trained = train(read, training, names.warmStart(), jobConfig, monitor(job));
            var model = new BladeModel(trained, read.nodes(), read.featureProperties());
            save(model.toStored(names.modelName(), workspace.user(), effective), names.overwrite());
            return Stream.of(row(
                    names.modelName(), model, read, effective, new long[] {readMillis, millisSince(started) - readMillis
                    }));
        }
    }

    private TrainedModel train(
            ReadGraph read, TrainingConfig config, String warmStart, JobConfig jobConfig, Monitor monitor) {
        try (var workers = workers(jobConfig)) {
            var trainer = new BladeTrainer(config, workers, monitor);
            long[] keys = read.nodes().toArray();
            var split =
                    EdgeSplit.byKey(read.graph().purchases(), keys, config.validationFraction(), config.randomSeed());
            return warmStart == null
                    ? trainer.train(read.graph(), split)
                    : trainer.continueFrom(
                            BladeModel.from(workspace.models().load(warmStart)).numberedAs(read), read.graph(), split);
        }
    }

    private static Row row(
            String name, BladeModel model, ReadGraph read, Map<String, Object> configuration, long[] millis) {
        return new Row(
                name,
                read.nodes().size(),
                read.graph().purchases().edgeCount(),
                model.model().ranEpochs(),
                model.model().stopReason().name().toLowerCase(Locale.ROOT),
                model.metrics(),
                model.epochs(),
                model.edgesPerSecond(read.graph().purchases().edgeCount()),
                millis[0],
                millis[1],
                configuration);
    }
}
