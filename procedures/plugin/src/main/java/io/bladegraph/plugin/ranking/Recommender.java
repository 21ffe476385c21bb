// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.Monitor;
import io.bladegraph.linalg.Dot;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.Vectors;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/** Ranks products for a product, by the inner product of its source embedding with their target embeddings. */
public final class Recommender {
    private static final int OVER_FETCH = 4;
    private static final int MIN_FETCH = 160;
    private static final int MAX_FETCH = 100_000;
    private static final long MAX_EXACT = 1_000_000;

    private final Transaction transaction;
    private final boolean ownWrites;
    private final Ranking ranking;

    /**
     * A recommender for one call.
     *
     * @param tables committed embeddings
     * @param transaction of the caller
     * @param ownWrites whether that transaction has written anything
     * @param monitor can stop the work
     */
    public Recommender(EmbeddingTables tables, Transaction transaction, boolean ownWrites, Monitor monitor) {
        this.transaction = transaction;
        this.ownWrites = ownWrites;
        this.ranking = new Ranking(tables, transaction, monitor);
    }

    /**
     * The best products for a product, itself excluded.
     *
     * @param node the product
     * @param config what to recommend
     * @return best first; equal scores in an order that is always the same
     * @throws IllegalArgumentException if the node has no embedding, or dimensions differ
     */
    public List<Ranked> recommend(Node node, RecommendConfig config) {
        float[] vector = required(node, config.properties().source());
        Set<Long> excluded = excluded(node, config.excludeTypes());
        if (config.candidates() != null) {
            return rank(config.candidates(), vector, config, excluded);
        }
        Set<String> labels = new TreeSet<>(config.nodeLabels());
        if (labels.isEmpty()) {
            node.getLabels().forEach(label -> labels.add(label.name()));
        }
        if (useIndex(labels, config)) {
            return fromIndex(labels, vector, config, excluded);
        }
        var query = new RankingQuery(labels, config.properties().target(), vector, config.k(), excluded);
        return ranking.top(query, ownWrites);
    }

    /**
     * How likely b follows a: the inner product of their embeddings.
     *
     * @param a the product bought first
     * @param b the product bought next
     * @param properties where the embeddings are
     * @return the score; not symmetric
     * @throws IllegalArgumentException if an embedding is missing, or dimensions differ
     */
    public static double score(Node a, Node b, RecommendConfig.Properties properties) {
        float[] source = required(a, properties.source());
        float[] target = required(b, properties.target());
        Vectors.requireDimension(b, properties.target(), target, source.length);
        return Dot.of(source, target, 0);
    }

    private static float[] required(Node node, String property) {
        Object value = node.getProperty(property, null);
        if (value == null) {
            throw new IllegalArgumentException("(" + node.getElementId() + ") has no `" + property
                    + "`. Maybe write embeddings first: CALL blade.embeddings.write(graph, {modelName: ...}).");
        }
        return Vectors.of(node, property, value);
    }

    private static Set<Long> excluded(Node node, List<String> types) {
        Set<Long> excluded = new HashSet<>();
        excluded.add(NodeIds.id(node));
        if (!types.isEmpty()) {
            RelationshipType[] asked =
                    types.stream().map(RelationshipType::withName).toArray(RelationshipType[]::new);
            try (var relationships = node.getRelationships(Direction.OUTGOING, asked)) {
                relationships.forEach(relationship -> excluded.add(NodeIds.targetId(relationship)));
            }
        }
        return excluded;
    }

    private static List<Ranked> rank(List<Node> nodes, float[] vector, RecommendConfig config, Set<Long> excluded) {
        String property = config.properties().target();
        return nodes.stream()
                .filter(node -> !excluded.contains(NodeIds.id(node)) && node.hasProperty(property))
                .distinct()
                .map(node -> {
                    float[] target = required(node, property);
                    Vectors.requireDimension(node, property, target, vector.length);
                    return new Ranked(node, Dot.of(vector, target, 0));
                })
                .sorted(Comparator.comparingDouble(Ranked::score)
                        .reversed()
                        .thenComparingLong(ranked -> NodeIds.id(ranked.node())))
                .limit(config.k())
                .toList();
    }

    private boolean useIndex(Set<String> labels, RecommendConfig config) {
        return switch (config.search()) {
            case INDEX -> true;
            case EXACT -> false;
            case AUTO ->
                labels.stream()
                        .anyMatch(label -> VectorIndex.find(
                                                transaction,
                                                label,
                                                config.properties().target())
                                        .isPresent()
                                && VectorIndex.nodeCount(transaction, label) > MAX_EXACT);
        };
    }

    private List<Ranked> fromIndex(Set<String> labels, float[] vector, RecommendConfig config, Set<Long> excluded) {
        String label = labels.stream()
                .filter(name -> VectorIndex.find(
                                transaction, name, config.properties().target())
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no vector index on `"
                        + config.properties().target() + "` of " + labels + ". Maybe make one first: "
                        + "CALL blade.embeddings.index({nodeLabel: '"
                        + labels.stream().findFirst().orElse("Product")
                        + "'})."));
        String index = VectorIndex.find(transaction, label, config.properties().target())
                .orElseThrow();
        int fetch = Math.max(MIN_FETCH, OVER_FETCH * config.k()) + excluded.size();
        while (true) {
            List<Node> nearest = VectorIndex.nearest(transaction, index, vector, fetch);
            List<Ranked> ranked = rank(nearest, vector, config, excluded);
            if (ranked.size() == config.k() || nearest.size() < fetch || fetch >= MAX_FETCH) {
                return ranked;
            }
            fetch = Math.min(MAX_FETCH, 2 * fetch);
        }
    }
}
