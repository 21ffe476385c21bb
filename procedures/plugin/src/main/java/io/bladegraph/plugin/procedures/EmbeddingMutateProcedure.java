// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.plugin.catalog.BladeModel;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.projection.GraphCatalog;
import io.bladegraph.plugin.projection.ReadGraph;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.embeddings.mutate}. */
public class EmbeddingMutateProcedure extends BladeProcedure {

    /** What was added. */
    public record Row(
            @Description("Nodes of the graph.") long nodeCount,
            @Description("Two for each node.") long nodePropertiesWritten,
            @Description("Time to read the graph and to compute the embeddings.") long computeMillis,
            @Description("Time to add them.") long mutateMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    @Procedure(name = "blade.embeddings.mutate", mode = Mode.READ)
    @Description("Adds the embeddings that a model gives to the nodes of a graph in the catalog of Graph Data Science"
            + " to that graph, as two node properties. The database is not changed.")
    public Stream<Row> mutate(
            @Name(value = "graphName", description = "A graph in the catalog of Graph Data Science.") String graphName,
            @Name(
                            value = "configuration",
                            description = "modelName, sourceProperty, targetProperty, concurrency, jobId, sudo")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var request = EmbeddingProcedures.Request.from(reader);
        JobConfig jobConfig = JobConfig.from(reader);
        boolean sudo = JobConfig.sudo(reader);
        Map<String, Object> effective = reader.finish();
        if (request.properties().source().equals(request.properties().target())) {
            throw new IllegalArgumentException("`sourceProperty` and `targetProperty` must differ, but both were '"
                    + request.properties().source() + "'.");
        }
        GraphCatalog catalog = graphs().orElseThrow(() -> new IllegalStateException("`blade.embeddings.mutate` needs"
                + " Graph Data Science, which is not installed. Maybe install it, or use blade.embeddings.write."));
        var properties = request.properties();
        catalog.requireNew(
                graphName, Map.of("sourceProperty", properties.source(), "targetProperty", properties.target()));
        if (!sudo) {
            Memory.require("blade.embeddings.write", embedding(catalog.size(graphName), request.modelName()));
        }
        BladeModel model = BladeModel.from(workspace.models().load(request.modelName()));
        try (var job = job(jobConfig.jobId(), "blade.embeddings.mutate");
                var workers = workers(jobConfig)) {
            long started = System.nanoTime();
            ReadGraph read = catalog.read(graphName, monitor(job));
            DualEmbeddings embeddings = model.embed(read, workers, monitor(job));
            long computed = millisSince(started);
            catalog.add(graphName, read.nodes(), embeddings, properties.source(), properties.target());
            return Stream.of(new Row(
                    read.nodes().size(),
                    2L * read.nodes().size(),
                    computed,
                    millisSince(started) - computed,
                    effective));
        }
    }
}
