// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.plugin.config.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * Reads a graph straight from the store, in the caller's transaction: with the caller's rights, and with what the
 * transaction itself has written.
 *
 * <p>O(n log n + m) time. Nodes without relationships stay in the graph; self-loops and relationships of weight 0 are
 * left out, parallel ones merged, and all of that is counted.
 */
public final class GraphReader {
    private static final int REPORT_EVERY = 4096;

    private final Transaction transaction;
    private final GraphSource source;
    private final Monitor monitor;
    private long outside;

    private GraphReader(Transaction transaction, GraphSource source, Monitor monitor) {
        this.transaction = transaction;
        this.source = source;
        this.monitor = monitor;
    }

    /**
     * Reads a graph.
     *
     * @param transaction of the caller
     * @param source what to read
     * @param monitor hears of progress and can stop the reading
     * @return the graph
     * @throws IllegalArgumentException if a name is unknown, the graph empty or a value unusable
     */
    public static ReadGraph read(Transaction transaction, GraphSource source, Monitor monitor) {
        return new GraphReader(transaction, source, monitor).read();
    }

    private ReadGraph read() {
        checkNames();
        NodeIds nodes = readNodes();
        var builder =
                DirectedGraphBuilder.of(nodes.size(), source.weightProperty() != null, source.timeProperty() != null);
        var values = new RelationshipValues(source);
        long found = 0;
        for (String type : source.relationshipTypes()) {
            found += readPurchases(type, nodes, values, builder);
        }
        values.refuseMissing();
        if (found == 0) {
            throw new IllegalArgumentException("The graph is empty: no relationship of `relationshipTypes` "
                    + source.relationshipTypes() + " connects two nodes of `nodeLabels` " + source.nodeLabels() + ".");
        }
        DirectedGraph purchases = builder.build();
        DirectedGraph coViews = readCoViews(nodes);
        var graph = new ProductGraph(purchases, coViews, FeatureReader.read(transaction, nodes, source, monitor));
        return new ReadGraph(
                graph,
                nodes,
                source.featureProperties(),
                builder.selfLoops(),
                builder.zeroWeights(),
                builder.parallelEdges(),
                outside);
    }

    private void checkNames() {
        check(source.nodeLabels(), "label", names(transaction.getAllLabels(), Label::name));
        check(
                source.allTypes(),
                "relationship type",
                names(transaction.getAllRelationshipTypes(), RelationshipType::name));
        Set<String> properties = new HashSet<>(source.featureProperties());
        properties.add(source.weightProperty());
        properties.add(source.timeProperty());
        properties.remove(null);
        check(properties, "property", names(transaction.getAllPropertyKeys(), Function.identity()));
    }

    private static <T> Set<String> names(Iterable<T> tokens, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        tokens.forEach(token -> names.add(name.apply(token)));
        return names;
    }

    private static void check(Collection<String> asked, String what, Set<String> known) {
        for (String name : asked) {
            if (!known.contains(name)) {
                String plural = what.equals("property") ? "properties" : what + "s";
                throw new IllegalArgumentException(
                        "Unknown " + what + " `" + name + "`." + Suggestion.of(name, known, plural));
            }
        }
    }

    private NodeIds readNodes() {
        long[] ids = new long[1024];
        int size = 0;
        for (String label : source.nodeLabels()) {
            try (var found = transaction.findNodes(Label.label(label))) {
                while (found.hasNext()) {
                    if (size == ids.length) {
                        ids = Arrays.copyOf(ids, size + (size >> 1));
                    }
                    ids[size++] = NodeIds.id(found.next());
                    report("Read nodes", size);
                }
            }
        }
        if (size == 0) {
            throw new IllegalArgumentException(
                    "The graph is empty: no node has a label of `nodeLabels` " + source.nodeLabels() + ".");
        }
        return NodeIds.of(Arrays.copyOf(ids, size));
    }

    private long readPurchases(String type, NodeIds nodes, RelationshipValues values, DirectedGraphBuilder builder) {
        long read = 0;
        long inside = 0;
        try (var found = transaction.findRelationships(RelationshipType.withName(type))) {
            while (found.hasNext()) {
                Relationship relationship = found.next();
                report("Read relationships", ++read);
                int from = nodes.index(NodeIds.sourceId(relationship));
                int to = nodes.index(NodeIds.targetId(relationship));
                if (from < 0 || to < 0) {
                    outside++;
                } else {
                    inside++;
                    builder.add(from, to, values.weight(relationship), values.time(relationship));
                }
            }
        }
        return inside;
    }

    private DirectedGraph readCoViews(NodeIds nodes) {
        var builder = DirectedGraphBuilder.unweighted(nodes.size());
        long read = 0;
        for (String type : source.coViewTypes()) {
            try (var found = transaction.findRelationships(RelationshipType.withName(type))) {
                while (found.hasNext()) {
                    Relationship relationship = found.next();
                    report("Read co-views", ++read);
                    int one = nodes.index(NodeIds.sourceId(relationship));
                    int other = nodes.index(NodeIds.targetId(relationship));
                    if (one < 0 || other < 0) {
                        outside++;
                    } else {
                        builder.add(one, other).add(other, one);
                    }
                }
            }
        }
        return builder.build();
    }

    private void report(String task, long done) {
        if (done % REPORT_EVERY == 0) {
            monitor.progress(task, done, 0);
        }
    }

    /**
     * The labels of a node.
     *
     * @param node any node
     * @return their names
     */
    public static List<String> labels(Node node) {
        return StreamSupport.stream(node.getLabels().spliterator(), false)
                .map(Label::name)
                .sorted()
                .toList();
    }
}
