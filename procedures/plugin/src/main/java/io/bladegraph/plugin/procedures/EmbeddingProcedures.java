// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Monitor;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.plugin.catalog.BladeModel;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.projection.EmbeddingWriter;
import io.bladegraph.plugin.projection.ReadGraph;
import io.bladegraph.plugin.projection.Vectors;
import io.bladegraph.plugin.ranking.RecommendConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.embeddings.stream} and {@code blade.embeddings.write}. */
public class EmbeddingProcedures extends BladeProcedure {

    /** The embeddings of a node. */
    public record StreamRow(
            @Description("The database's id of the node.") long nodeId,
            @Description("Its embedding as the product bought first.") List<Double> sourceEmbedding,
            @Description("Its embedding as the product bought next.") List<Double> targetEmbedding) {}

    /** What was written. */
    public record WriteRow(
            @Description("Nodes of the graph.") long nodeCount,
            @Description("Two for each node that was still there.") long nodePropertiesWritten,
            @Description("Nodes of which nothing is known: no relationship and no feature, so no embedding.")
                    long unknownCount,
            @Description("Time to read the graph.") long preProcessingMillis,
            @Description("Time to compute the embeddings.") long computeMillis,
            @Description("Time to write them.") long writeMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    /** Which model, and where its embeddings go. */
    record Request(String modelName, RecommendConfig.Properties properties) {
        static Request from(ConfigReader reader) {
            return new Request(reader.requiredText("modelName"), RecommendConfig.Properties.from(reader));
        }
    }

    @Procedure(name = "blade.embeddings.stream", mode = Mode.READ)
    @Description("The embeddings that a model gives to the nodes of a graph. Nodes new to the model get theirs from"
            + " their features and neighbors; those with neither are left out.")
    public Stream<StreamRow> stream(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", description = "modelName, concurrency, jobId") Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        String modelName = reader.requiredText("modelName");
        JobConfig jobConfig = JobConfig.from(reader);
        reader.finish();
        BladeModel model = BladeModel.from(workspace.models().load(modelName));
        try (var job = job(jobConfig.jobId(), "blade.embeddings.stream")) {
            ReadGraph read = graph(graph, monitor(job));
            DualEmbeddings embeddings = embed(model, read, jobConfig, monitor(job));
            return IntStream.range(0, read.nodes().size())
                    .filter(embeddings::isKnown)
                    .mapToObj(node -> new StreamRow(
                            read.nodes().id(node),
                            Vectors.toList(embeddings.source(node)),
                            Vectors.toList(embeddings.target(node))));
        }
    }

    @Procedure(name = "blade.embeddings.write", mode = Mode.WRITE)
    @Description("Writes the embeddings that a model gives to the nodes of a graph into two node properties, "
            + "in transactions of its own.")
    public Stream<WriteRow> write(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(
                            value = "configuration",
                            description = "modelName, sourceProperty, targetProperty, concurrency, jobId, sudo")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        Request request = Request.from(reader);
        JobConfig jobConfig = JobConfig.from(reader);
        boolean sudo = JobConfig.sudo(reader);
        Map<String, Object> effective = reader.finish();
        requireWriter("blade.embeddings.write");
        requireNoOwnWrites("blade.embeddings.write");
        if (!sudo) {
            Memory.require("blade.embeddings.write", embedding(size(graph), request.modelName()));
        }
        BladeModel model = BladeModel.from(workspace.models().load(request.modelName()));
        try (var job = job(jobConfig.jobId(), "blade.embeddings.write");
                var workers = workers(jobConfig)) {
            long started = System.nanoTime();
            ReadGraph read = graph(graph, monitor(job));
            long read1 = millisSince(started);
            DualEmbeddings embeddings = embed(model, read, jobConfig, monitor(job));
            long computed = millisSince(started);
            var writer = new EmbeddingWriter(
                    ownTransactions(job),
                    request.properties().source(),
                    request.properties().target());
            int written = writer.write(read.nodes(), embeddings, workers, monitor(job));
            long unknown = IntStream.range(0, read.nodes().size())
                    .filter(node -> !embeddings.isKnown(node))
                    .count();
            return Stream.of(new WriteRow(
                    read.nodes().size(),
                    2L * written,
                    unknown,
                    read1,
                    computed - read1,
                    millisSince(started) - computed,
                    effective));
        }
    }

    private DualEmbeddings embed(BladeModel model, ReadGraph read, JobConfig jobConfig, Monitor monitor) {
        try (var workers = workers(jobConfig)) {
            return model.embed(read, workers, monitor);
        }
    }
}
