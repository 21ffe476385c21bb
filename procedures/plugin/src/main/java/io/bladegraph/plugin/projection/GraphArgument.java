// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neo4j.graphdb.GraphDatabaseService;
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
     * @param database of the caller
     * @param transaction of the caller, whose rights count
     * @param user who calls: catalogs belong to users
     * @param monitor hears of progress and can stop the reading
     * @return the graph
     * @throws IllegalArgumentException if it cannot be read
     */
    default ReadGraph read(GraphDatabaseService database, Transaction transaction, String user, Monitor monitor) {
        if (this instanceof Store store) {
            return GraphReader.read(transaction, store.source(), monitor);
        }
        String name = ((Catalog) this).name();
        if (!catalogIsThere()) {
            throw new IllegalArgumentException("`graph` is the name '" + name + "', but Graph Data Science, whose"
                    + " catalog holds named graphs, is not installed. Maybe install it, or describe the graph by a map:"
                    + " {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}.");
        }
        return CatalogReader.read(database.databaseName(), user, name, monitor);
    }

    /**
     * Whether Graph Data Science is installed.
     *
     * @return true if its catalog of graphs can be loaded
     */
    static boolean catalogIsThere() {
        try {
            Class.forName("org.neo4j.gds.core.loading.GraphStoreCatalog", false, GraphArgument.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
