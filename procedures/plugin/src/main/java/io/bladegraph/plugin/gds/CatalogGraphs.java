// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import io.bladegraph.Monitor;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.plugin.projection.GraphCatalog;
import io.bladegraph.plugin.projection.GraphSize;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.ReadGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.neo4j.gds.api.DatabaseId;
import org.neo4j.gds.api.Graph;
import org.neo4j.gds.api.GraphStore;
import org.neo4j.gds.core.loading.CatalogRequest;
import org.neo4j.gds.core.loading.GraphStoreCatalog;

/**
 * The graphs of a user in the catalog of Graph Data Science: all their nodes, and their relationships in their direction, with
 * their weights if they have exactly one property. An inverse index is not needed.
 *
 * <p>Like all of this package, it uses only what is the same in versions 2.13 and 2.26.
 */
final class CatalogGraphs implements GraphCatalog {
    private static final int REPORT_EVERY = 1024;

    private final String database;
    private final String user;

    CatalogGraphs(String database, String user) {
        this.database = database;
        this.user = user;
    }

    @Override
    public ReadGraph read(String name, Monitor monitor) {
        Graph graph = weighted(store(name));
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

    @Override
    public GraphSize size(String name) {
        GraphStore store = store(name);
        return new GraphSize(store.nodeCount(), store.relationshipCount(), 0, 0);
    }

    @Override
    public void requireNew(String name, Map<String, String> properties) {
        GraphStore store = store(name);
        properties.forEach((key, property) -> {
            if (store.hasNodeProperty(property)) {
                throw new IllegalArgumentException("`" + key + "` must be new to the graph '" + name + "', but was '"
                        + property + "'. Maybe drop it first: CALL gds.graph.nodeProperties.drop('" + name + "', ['"
                        + property + "']).");
            }
        });
    }

    @Override
    public void add(
            String name, NodeIds nodes, DualEmbeddings embeddings, String sourceProperty, String targetProperty) {
        GraphStore store = store(name);
        int[] rows = new int[Math.toIntExact(store.nodeCount())];
        for (int node = 0; node < rows.length; node++) {
            rows[node] = nodes.index(store.nodes().toOriginalNodeId(node));
        }
        int dimension = embeddings.dimension();
        store.addNodeProperty(store.nodeLabels(), sourceProperty, values(rows, embeddings::source, dimension));
        store.addNodeProperty(store.nodeLabels(), targetProperty, values(rows, embeddings::target, dimension));
    }

    private static ArrayValues values(int[] rows, IntFunction<float[]> vectors, int dimension) {
        float[][] values = new float[rows.length][];
        for (int node = 0; node < rows.length; node++) {
            values[node] = vectors.apply(rows[node]);
        }
        return new ArrayValues(values, dimension);
    }

    private GraphStore store(String name) {
        return GraphStoreCatalog.get(CatalogRequest.of(user, DatabaseId.of(database)), name)
                .graphStore();
    }

    private static Graph weighted(GraphStore store) {
        var weights = store.relationshipPropertyKeys();
        return weights.size() == 1
                ? store.getGraph(
                        store.nodeLabels(),
                        store.relationshipTypes(),
                        Optional.of(weights.iterator().next()))
                : store.getUnion();
    }
}
