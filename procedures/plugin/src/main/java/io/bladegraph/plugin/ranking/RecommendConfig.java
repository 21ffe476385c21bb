// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.plugin.config.ConfigReader;
import java.util.List;
import org.neo4j.graphdb.Node;

/**
 * What to recommend.
 *
 * @param k how many products at most
 * @param search how they are found
 * @param nodeLabels labels of the products to choose from; those of the query node if empty
 * @param excludeTypes products that the query node has an outgoing relationship of these types to are left out
 * @param candidates products to choose from, or {@code null} for all
 * @param properties where the embeddings are
 */
public record RecommendConfig(
        int k,
        Search search,
        List<String> nodeLabels,
        List<String> excludeTypes,
        List<Node> candidates,
        Properties properties) {

    /** How products are found. */
    public enum Search {
        /** Exact; with the vector index, if there is one, on more nodes than fit in memory. */
        AUTO,
        /** By computing every score. */
        EXACT,
        /** With the vector index that {@code blade.embeddings.index} made: approximate. */
        INDEX
    }

    /**
     * Where the embeddings are.
     *
     * @param source property of the query node
     * @param target property of the products to choose from
     */
    public record Properties(String source, String target) {
        /**
         * Reads the keys {@code sourceProperty} and {@code targetProperty}.
         *
         * @param reader of a configuration
         * @return where the embeddings are
         */
        public static Properties from(ConfigReader reader) {
            return new Properties(
                    reader.text("sourceProperty", "sourceEmbedding"), reader.text("targetProperty", "targetEmbedding"));
        }
    }

    private static final int MAX_K = 10_000;

    /**
     * Reads the configuration of {@code blade.recommend}.
     *
     * @param reader of a configuration
     * @return what to recommend
     */
    public static RecommendConfig from(ConfigReader reader) {
        return new RecommendConfig(
                reader.integer("k", 10, 1, MAX_K),
                reader.choice("search", Search.AUTO),
                reader.names("nodeLabels"),
                reader.names("excludeTypes"),
                reader.nodes("candidates"),
                Properties.from(reader));
    }

    /**
     * Reads the configuration of {@code blade.similar}: source embeddings on both sides.
     *
     * @param reader of a configuration
     * @return what to recommend
     */
    public static RecommendConfig similar(ConfigReader reader) {
        int k = reader.integer("k", 10, 1, MAX_K);
        String property = reader.text("sourceProperty", "sourceEmbedding");
        return new RecommendConfig(
                k, Search.EXACT, reader.names("nodeLabels"), List.of(), null, new Properties(property, property));
    }
}
