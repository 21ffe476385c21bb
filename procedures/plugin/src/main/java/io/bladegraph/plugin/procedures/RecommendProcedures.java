// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.ranking.Ranked;
import io.bladegraph.plugin.ranking.RecommendConfig;
import io.bladegraph.plugin.ranking.Recommender;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

/** {@code blade.recommend}, {@code blade.similar} and {@code blade.score}. */
public class RecommendProcedures extends BladeProcedure {

    /** A product in a ranking. */
    public record Row(
            @Description("Place in the ranking, from 1.") long rank,
            @Description("The product.") Node product,
            @Description("Inner product of the two embeddings; larger is better.") double score) {}

    @Procedure(name = "blade.recommend", mode = Mode.READ)
    @Description("Products likely to be bought after a product: "
            + "those whose target embeddings have the largest inner products with its source embedding.")
    public Stream<Row> recommend(
            @Name(value = "node", description = "The product that was bought.") Node node,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "k, search: 'auto' | 'exact' | 'index', nodeLabels, excludeTypes, candidates,"
                                    + " sourceProperty, targetProperty")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        var config = RecommendConfig.from(reader);
        reader.finish();
        return rows(node, config);
    }

    @Procedure(name = "blade.similar", mode = Mode.READ)
    @Description("Products bought before the same things as a product: "
            + "those whose source embeddings have the largest inner products with its own.")
    public Stream<Row> similar(
            @Name(value = "node", description = "A product.") Node node,
            @Name(value = "configuration", defaultValue = "{}", description = "k, nodeLabels, sourceProperty")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        var config = RecommendConfig.similar(reader);
        reader.finish();
        return rows(node, config);
    }

    @UserFunction("blade.score")
    @Description("How likely b is bought after a: the inner product of a's source and b's target embedding. "
            + "Not symmetric. Null if a or b is null.")
    public Double score(
            @Name(value = "a", description = "The product bought first.") Node a,
            @Name(value = "b", description = "The product bought next.") Node b,
            @Name(value = "configuration", defaultValue = "{}", description = "sourceProperty, targetProperty")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        var properties = RecommendConfig.Properties.from(reader);
        reader.finish();
        return a == null || b == null ? null : (Double) Recommender.score(a, b, properties);
    }

    private Stream<Row> rows(Node node, RecommendConfig config) {
        if (node == null) {
            return Stream.empty();
        }
        boolean ownWrites = workspace.ownWrites().getAsBoolean();
        var recommender = new Recommender(workspace.tables(), transaction, ownWrites, silentMonitor());
        List<Ranked> ranked = recommender.recommend(node, config);
        return IntStream.range(0, ranked.size())
                .mapToObj(
                        i -> new Row(i + 1, ranked.get(i).node(), ranked.get(i).score()));
    }
}
