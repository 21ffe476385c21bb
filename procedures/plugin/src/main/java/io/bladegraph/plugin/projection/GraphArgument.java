// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neo4j.graphdb.Transaction;

/**
 * The argument {@code graph} of procedures: a map names a part of the store, a string a graph in the catalog of Graph
 * Data Science. Only this package knows the difference.
 */
public sealed interface GraphArgument {

    /** A part of the store. */
    record Store(GraphSource source) implements GraphArgument {}

    /** A graph in the catalog. */
    record Catalog(String name) implements GraphArgument {}

    /**
     * Understands an argument.
     *
     * @param argument as the user wrote it
     * @return where the graph is
     * @throws IllegalArgumentException if it is neither a map nor a string, or the map is malformed
     */
    static GraphArgument of(Object argument) {
        if (argument instanceof String name) {
            return new Catalog(name);
        } else if (argument instanceof Map<?, ?> map) {
            Map<String, Object> keys = new LinkedHashMap<>();
            map.forEach((key, value) -> keys.put((String) key, value));
            return new Store(GraphSource.from(keys));
        }
        throw new IllegalArgumentException("`graph` must be a map, such as {nodeLabels: 'Product', relationshipTypes: "
                + "'BOUGHT_BEFORE'}, or the name of a graph in the catalog of Graph Data Science, but was " + argument
                + ".");
    }

    /**
     * Keeps a writer from replacing what the graph is made of.
     *
     * @param relationshipType what it is about to replace
     * @throws IllegalArgumentException if the graph has relationships of this type
     */
    default void refuseToReplace(String relationshipType) {
        if (this instanceof Store store && store.source().allTypes().contains(relationshipType)) {
            throw new IllegalArgumentException("`relationshipType` must not be a type of the graph itself, but was '"
                    + relationshipType + "': its relationships would be replaced.");
        }
    }

    /**
     * Reads the graph.
     *
     * @param transaction of the caller, whose rights count
     * @param catalog of the caller, if there is one
     * @param monitor hears of progress and can stop the reading
     * @return the graph
     * @throws IllegalArgumentException if it cannot be read
     */
    default ReadGraph read(Transaction transaction, Optional<GraphCatalog> catalog, Monitor monitor) {
        return this instanceof Store store
                ? GraphReader.read(transaction, store.source(), monitor)
                : catalogWith(catalog).read(((Catalog) this).name(), monitor);
    }

    /**
     * Counts the graph without reading it.
     *
     * @param transaction of the caller, whose rights count
     * @param catalog of the caller, if there is one
     * @return at least its size
     * @throws IllegalArgumentException if the catalog lacks it
     */
    default GraphSize size(Transaction transaction, Optional<GraphCatalog> catalog) {
        return this instanceof Store store
                ? GraphCounts.of(transaction, store.source())
                : catalogWith(catalog).size(((Catalog) this).name());
    }

    /**
     * The dimension of vectors, by the first one found.
     *
     * @param transaction of the caller, whose rights count
     * @param property where they are
     * @return 0 if there is none
     */
    default int dimension(Transaction transaction, String property) {
        float[] vector = this instanceof Store store
                ? Vectors.from(GraphCounts.example(transaction, store.source().nodeLabels(), property))
                : Vectors.from(GraphCounts.example(transaction.getAllNodes().iterator(), property));
        return vector == null ? 0 : vector.length;
    }

    private GraphCatalog catalogWith(Optional<GraphCatalog> catalog) {
        return catalog.orElseThrow(() -> new IllegalArgumentException("`graph` is the name '" + ((Catalog) this).name()
                + "', but Graph Data Science, whose catalog holds named graphs, is not installed. Maybe install it, or"
                + " describe the graph by a map: {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}."));
    }
}
