// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.ProductGraph;
import java.util.List;
import java.util.Optional;
import org.neo4j.gds.api.DatabaseId;
import org.neo4j.gds.api.Graph;
import org.neo4j.gds.api.GraphStore;
import org.neo4j.gds.core.loading.CatalogRequest;
import org.neo4j.gds.core.loading.GraphStoreCatalog;

/**
 * Reads a graph from the catalog of Graph Data Science: all its nodes, and its relationships in their direction, with
 * their weights if they have exactly one property.
 *
 * <p>The one class that names types of Graph Data Science, so the plugin lives without it. It uses only what is the same
 * in versions 2.13 and 2.26.
 */
final class CatalogReader {
    private static final int REPORT_EVERY = 1024;

    private CatalogReader() {}

    static ReadGraph read(String database, String user, String name, Monitor monitor) {
        Graph graph = graph(database, user, name);
        if (graph.schema().isUndirected()) {
            throw new IllegalArgumentException("The graph '" + name + "' is undirected, but who is bought before whom"
                    + " has a direction. Maybe project it with the orientation 'NATURAL'.");
        }
        int count = Math.toIntExact(graph.nodeCount());
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = graph.toOriginalNodeId(i);
        }
        NodeIds nodes = NodeIds.of(ids);
        var builder = DirectedGraphBuilder.of(count, graph.hasRelationshipProperty(), false);
        for (int i = 0; i < count; i++) {
            if (i % REPORT_EVERY == 0) {
                monitor.progress("Read relationships", i, count);
            }
            graph.forEachRelationship(i, 1.0, (source, target, weight) -> {
                builder.add(nodes.index(ids[(int) source]), nodes.index(ids[(int) target]), (float) weight, 0);
                return true;
            });
        }
        ProductGraph products = ProductGraph.of(builder.build());
        if (products.purchases().edgeCount() == 0) {
            throw new IllegalArgumentException("The graph '" + name + "' is empty: it has no relationships.");
        }
        return new ReadGraph(
                products, nodes, List.of(), builder.selfLoops(), builder.zeroWeights(), builder.parallelEdges(), 0);
    }

    private static Graph graph(String database, String user, String name) {
        GraphStore store = GraphStoreCatalog.get(CatalogRequest.of(user, DatabaseId.of(database)), name)
                .graphStore();
        var weights = store.relationshipPropertyKeys();
        return weights.size() == 1
                ? store.getGraph(
                        store.nodeLabels(),
                        store.relationshipTypes(),
                        Optional.of(weights.iterator().next()))
                : store.getUnion();
    }
}
