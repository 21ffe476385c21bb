// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import io.bladegraph.gnn.DualEmbeddings;
import java.util.Map;

/** The graphs that a user has in the catalog of Graph Data Science. */
public interface GraphCatalog {

    /**
     * Reads a graph.
     *
     * @param name its name
     * @param monitor hears of progress and can stop the reading
     * @return the graph
     * @throws IllegalArgumentException if it cannot be read
     */
    ReadGraph read(String name, Monitor monitor);

    /**
     * Counts a graph.
     *
     * @param name its name
     * @return its size
     */
    GraphSize size(String name);

    /**
     * Refuses names of node properties that a graph has.
     *
     * @param name its name
     * @param properties names by the configuration key that gives them
     * @throws IllegalArgumentException if there is one
     */
    void requireNew(String name, Map<String, String> properties);

    /**
     * Adds two node properties to a graph.
     *
     * @param name its name
     * @param nodes the nodes of the embeddings
     * @param embeddings nodes without any get zeros
     * @param sourceProperty where source embeddings go
     * @param targetProperty where target embeddings go
     */
    void add(String name, NodeIds nodes, DualEmbeddings embeddings, String sourceProperty, String targetProperty);
}
