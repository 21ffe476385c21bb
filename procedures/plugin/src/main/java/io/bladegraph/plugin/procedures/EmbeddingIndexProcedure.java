// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.ranking.VectorIndex;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.embeddings.index}. */
public class EmbeddingIndexProcedure extends BladeProcedure {
    private static final int DEFAULT_WAIT_SECONDS = 600;

    /** The index that was made. */
    public record Row(
            @Description("Name of the index.") String indexName,
            @Description("Dimension of the indexed vectors: one more than the embeddings have.") long dimension,
            @Description("Similarity function of the index.") String similarity,
            @Description("State of the index.") String state,
            @Description("Property that the index is on.") String indexedProperty,
            @Description("Nodes in the index.") long nodeCount,
            @Description("Time in all.") long computeMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    @Procedure(name = "blade.embeddings.index", mode = Mode.SCHEMA)
    @Description("Makes the vector index that blade.recommend can search with `search: 'index'`. "
            + "To be called again after new embeddings were written.")
    public Stream<Row> index(
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "nodeLabel, targetProperty, indexName, timeoutSeconds, jobId")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        var place = new VectorIndex.Place(
                reader.text("nodeLabel", "Product"),
                reader.text("targetProperty", "targetEmbedding"),
                reader.text("indexName", "bladeTargetEmbedding"));
        long seconds = reader.integer("timeoutSeconds", DEFAULT_WAIT_SECONDS, 1, Integer.MAX_VALUE);
        String jobId = reader.text("jobId", null);
        Map<String, Object> effective = reader.finish();
        requireWriter("blade.embeddings.index");
        requireNoOwnWrites("blade.embeddings.index");
        long started = System.nanoTime();
        try (var job = job(jobId, "blade.embeddings.index")) {
            var made = VectorIndex.make(database, ownTransactions(job), place, seconds, monitor(job));
            return Stream.of(new Row(
                    made.indexName(),
                    made.dimension(),
                    "cosine",
                    made.state(),
                    made.indexedProperty(),
                    made.nodeCount(),
                    millisSince(started),
                    effective));
        }
    }
}
