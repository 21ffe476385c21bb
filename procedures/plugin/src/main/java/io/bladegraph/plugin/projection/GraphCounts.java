// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Counts a part of the store by Neo4j's own counters, in no time. */
final class GraphCounts {
    private GraphCounts() {}

    static GraphSize of(Transaction transaction, GraphSource source) {
        long nodes = 0;
        for (String label : source.nodeLabels()) {
            nodes += count(transaction, "MATCH (n:" + quoted(label) + ") RETURN count(n) AS count");
        }
        return new GraphSize(
                nodes,
                relationships(transaction, Set.copyOf(source.relationshipTypes())),
                relationships(transaction, Set.copyOf(source.coViewTypes())),
                featureColumns(transaction, source));
    }

    private static long relationships(Transaction transaction, Set<String> types) {
        return types.stream()
                .mapToLong(type -> count(transaction, "MATCH ()-[r:" + quoted(type) + "]->() RETURN count(r) AS count"))
                .sum();
    }

    private static long count(Transaction transaction, String query) {
        try (var result = transaction.execute(query)) {
            return (long) result.next().get("count");
        }
    }

    /** By the first node that has a property; all words share the buckets. */
    private static long featureColumns(Transaction transaction, GraphSource source) {
        long numbers = 0;
        long words = 0;
        for (String property : source.featureProperties()) {
            Object example = example(transaction, source.nodeLabels(), property);
            float[] vector = Vectors.from(example);
            if (example instanceof String || example instanceof String[]) {
                words = source.featureBuckets();
            } else {
                numbers += vector == null ? 1 : vector.length;
            }
        }
        return numbers + words;
    }

    /** The first value of a property at nodes with any of some labels, or null. */
    static Object example(Transaction transaction, List<String> labels, String property) {
        return labels.stream()
                .map(label -> example(transaction.findNodes(Label.label(label)), property))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The first value of a property at nodes, or null. */
    static Object example(ResourceIterator<Node> nodes, String property) {
        try (nodes) {
            return nodes.stream()
                    .map(node -> node.getProperty(property, null))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
