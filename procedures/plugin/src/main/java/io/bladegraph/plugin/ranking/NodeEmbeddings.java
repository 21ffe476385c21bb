// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.Monitor;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.Vectors;
import java.util.Arrays;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The embeddings that nodes have in their properties.
 *
 * @param nodes those that have both
 * @param embeddings by number of the node
 */
public record NodeEmbeddings(NodeIds nodes, DualEmbeddings embeddings) {
    private static final int REPORT_EVERY = 1024;

    /**
     * Reads embeddings. Nodes that lack one of the two are left out.
     *
     * @param transaction of the caller, whose rights count
     * @param asked whose embeddings
     * @param properties where they are
     * @param monitor hears of progress, may stop it
     * @return embeddings of equal dimension
     * @throws IllegalArgumentException if no node has both, a value is no vector, or dimensions differ
     */
    public static NodeEmbeddings read(
            Transaction transaction, NodeIds asked, RecommendConfig.Properties properties, Monitor monitor) {
        long[] ids = new long[asked.size()];
        float[][] sources = new float[asked.size()][];
        float[][] targets = new float[asked.size()][];
        int size = 0;
        for (int i = 0; i < asked.size(); i++) {
            Node node = NodeIds.find(transaction, asked.id(i));
            Object source = node == null ? null : node.getProperty(properties.source(), null);
            Object target = node == null ? null : node.getProperty(properties.target(), null);
            if (source != null && target != null) {
                ids[size] = asked.id(i);
                sources[size] = Vectors.of(node, properties.source(), source);
                targets[size] = Vectors.of(node, properties.target(), target);
                Vectors.requireDimension(node, properties.source(), sources[size], sources[0].length);
                Vectors.requireDimension(node, properties.target(), targets[size], sources[0].length);
                size++;
            }
            if (i % REPORT_EVERY == 0) {
                monitor.progress("Read embeddings", i, asked.size());
            }
        }
        if (size == 0) {
            throw new IllegalArgumentException("No node of the graph has both `" + properties.source() + "` and `"
                    + properties.target() + "`. Maybe write embeddings first: CALL blade.embeddings.write(graph,"
                    + " {modelName: ...}).");
        }
        int dimension = sources[0].length;
        var embeddings = new DualEmbeddings(size, dimension, rows(sources, size), rows(targets, size));
        return new NodeEmbeddings(NodeIds.of(Arrays.copyOf(ids, size)), embeddings);
    }

    private static float[] rows(float[][] vectors, int size) {
        int dimension = vectors[0].length;
        float[] rows = new float[Math.multiplyExact(size, dimension)];
        for (int i = 0; i < size; i++) {
            System.arraycopy(vectors[i], 0, rows, i * dimension, dimension);
        }
        return rows;
    }
}
