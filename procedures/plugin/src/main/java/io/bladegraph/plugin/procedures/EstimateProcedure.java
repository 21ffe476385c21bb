// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.config.EvaluationConfig;
import io.bladegraph.plugin.projection.GraphSize;
import io.bladegraph.training.MemoryEstimate;
import io.bladegraph.training.TrainingConfig;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.train.estimate} and its like. */
public class EstimateProcedure extends BladeProcedure {

    /** An estimate. */
    public record Row(
            @Description("Both bounds, for people.") String requiredMemory,
            @Description("At least so many bytes.") long bytesMin,
            @Description("At most so many bytes.") long bytesMax,
            @Description("Nodes of the graph, as counted without reading it.") long nodeCount,
            @Description("Relationships of the graph, as counted without reading it.") long relationshipCount,
            @Description("Bytes at most, by what they hold.") Map<String, Object> mapView) {

        private static Row of(GraphSize size, MemoryEstimate estimate) {
            return new Row(
                    Memory.mebibytes(estimate.bytesMin()) + " ... " + Memory.mebibytes(estimate.bytesMax()),
                    estimate.bytesMin(),
                    estimate.bytesMax(),
                    size.nodes(),
                    size.relationships(),
                    Map.copyOf(estimate.parts()));
        }
    }

    @Procedure(name = "blade.train.estimate", mode = Mode.READ)
    @Description("How much memory a training takes. Counts the graph, but trains nothing.")
    public Stream<Row> train(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", defaultValue = "{}", description = "As for blade.train.")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        TrainingConfig training = TrainProcedure.Names.from(reader).training(reader);
        finish(reader);
        GraphSize size = size(graph);
        return Stream.of(Row.of(size, training(size, training)));
    }

    @Procedure(name = "blade.evaluate.estimate", mode = Mode.READ)
    @Description("How much memory an evaluation takes. Counts the graph, but trains nothing.")
    public Stream<Row> evaluate(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", defaultValue = "{}", description = "As for blade.evaluate.")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var evaluation = EvaluationConfig.from(reader);
        JobConfig job = finish(reader);
        GraphSize size = size(graph);
        return Stream.of(Row.of(size, evaluation(size, evaluation, job)));
    }

    @Procedure(name = "blade.embeddings.write.estimate", mode = Mode.READ)
    @Description("How much memory the embeddings of a model take. Counts the graph, but computes nothing.")
    public Stream<Row> embeddings(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", description = "As for blade.embeddings.write.") Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        String modelName = EmbeddingProcedures.Request.from(reader).modelName();
        finish(reader);
        GraphSize size = size(graph);
        return Stream.of(Row.of(size, embedding(size, modelName)));
    }

    @Procedure(name = "blade.recommend.write.estimate", mode = Mode.READ)
    @Description("How much memory the ranking of all products for every product takes. Counts the graph, but ranks"
            + " nothing.")
    public Stream<Row> recommend(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", defaultValue = "{}", description = "As for blade.recommend.write.")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var request = RecommendWriteProcedure.Request.from(reader);
        JobConfig job = finish(reader);
        GraphSize size = size(graph);
        return Stream.of(Row.of(size, ranking(size, graph, request, job)));
    }

    private static JobConfig finish(ConfigReader reader) {
        JobConfig job = JobConfig.from(reader);
        JobConfig.sudo(reader);
        reader.finish();
        return job;
    }
}
