// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.projection.GraphArgument;
import io.bladegraph.plugin.ranking.NodeEmbeddings;
import io.bladegraph.plugin.ranking.RecommendConfig;
import io.bladegraph.plugin.ranking.RelatedWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.recommend.write}. */
public class RecommendWriteProcedure extends BladeProcedure {
    private static final int MAX_K = 1000;
    private static final int MAX_PROBES = 100_000;

    /** What was written. */
    public record Row(
            @Description("Products with both embeddings.") long nodeCount,
            @Description("Relationships written.") long relationshipsWritten,
            @Description("Share of the truly best products that were found, on up to 512 products; 1 where exact.")
                    double recall,
            @Description("Time to read the graph and its embeddings.") long preProcessingMillis,
            @Description("Time to rank.") long computeMillis,
            @Description("Time to write.") long writeMillis,
            @Description("The effective configuration.") Map<String, Object> configuration) {}

    /** What is to be written where. */
    record Request(
            int k,
            RelatedWriter.Search search,
            int probes,
            String type,
            String scoreProperty,
            RecommendConfig.Properties properties) {
        static Request from(ConfigReader reader) {
            return new Request(
                    reader.integer("k", 10, 1, MAX_K),
                    reader.choice("search", RelatedWriter.Search.EXACT),
                    reader.integer("probes", 25, 1, MAX_PROBES),
                    reader.text("relationshipType", "RELATED"),
                    reader.text("scoreProperty", "score"),
                    RecommendConfig.Properties.from(reader));
        }
    }

    @Procedure(name = "blade.recommend.write", mode = Mode.WRITE)
    @Description("Writes the best products of every product as relationships, from the embeddings that the nodes have."
            + " Relationships of the type that start at these products are replaced.")
    public Stream<Row> write(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description =
                                    "k, search, probes, relationshipType, scoreProperty, sourceProperty, targetProperty,"
                                            + " concurrency, jobId, sudo")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        Request request = Request.from(reader);
        JobConfig jobConfig = JobConfig.from(reader);
        boolean sudo = JobConfig.sudo(reader);
        Map<String, Object> effective = reader.finish();
        requireWriter("blade.recommend.write");
        requireNoOwnWrites("blade.recommend.write");
        GraphArgument.of(graph).refuseToReplace(request.type());
        if (!sudo) {
            Memory.require("blade.recommend.write", ranking(size(graph), graph, request, jobConfig));
        }
        try (var job = job(jobConfig.jobId(), "blade.recommend.write");
                var workers = workers(jobConfig)) {
            long started = System.nanoTime();
            var products = NodeEmbeddings.read(
                    transaction, graph(graph, monitor(job)).nodes(), request.properties(), monitor(job));
            long read = millisSince(started);
            var writer = new RelatedWriter(ownTransactions(job), request.k(), request.type(), request.scoreProperty());
            var related = writer.rank(products.embeddings(), request.search(), request.probes(), workers, monitor(job));
            long ranked = millisSince(started);
            long written = writer.write(products.nodes(), related.rankings(), monitor(job));
            long all = millisSince(started);
            return Stream.of(new Row(
                    products.nodes().size(), written, related.recall(), read, ranked - read, all - ranked, effective));
        }
    }
}
