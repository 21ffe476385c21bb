// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.Monitor;
import io.bladegraph.linalg.Dot;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.TopK;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.Vectors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * One vector property of all nodes of some labels, in memory; nodes without the property are left out.
 *
 * @param nodeIds the database's node ids, by row
 * @param vectors the property, (nodes, dimension), row-major
 * @param dimension length of the vectors; 0 if no node has the property
 */
record EmbeddingTable(long[] nodeIds, float[] vectors, int dimension) {
    private static final int FIRST_ROWS = 1024;
    private static final int REPORT_EVERY = 1024;
    private static final int CHUNK = 4096;
    private static final int SPARE = 16;

    /**
     * Reads a table in a transaction, with its rights.
     *
     * @throws IllegalArgumentException if the property is no vector somewhere, or the lengths differ
     */
    static EmbeddingTable read(Transaction transaction, Set<String> labels, String property, Monitor monitor) {
        var reader = new Reader(property);
        long read = 0;
        Set<Long> seen = labels.size() > 1 ? new HashSet<>() : null;
        for (String label : labels) {
            try (var nodes = transaction.findNodes(Label.label(label))) {
                while (nodes.hasNext()) {
                    Node node = nodes.next();
                    if (seen == null || seen.add(NodeIds.id(node))) {
                        reader.add(node);
                    }
                    if (++read % REPORT_EVERY == 0) {
                        monitor.progress("Read embeddings", read, 0);
                    }
                }
            }
        }
        return reader.table();
    }

    /**
     * The rows of the k largest inner products with {@code vector}, best first, in O(n (d + log k)).
     *
     * <p>The kernels round otherwise than {@link #score} does. They choose, with a few to spare, and the score that is shown
     * ranks what they chose.
     */
    int[] top(float[] vector, int k, Set<Long> excluded) {
        // the excluded ones are few, so it is cheaper to rank them too than to ask 100,000 times
        TopK ranked = TopK.of(k);
        for (int row : candidates(vector, Math.max(1, Math.min(k + excluded.size() + SPARE, nodeIds.length)))) {
            if (!excluded.contains(nodeIds[row])) {
                ranked.offer(row, score(row, vector));
            }
        }
        return ranked.drain().items();
    }

    private int[] candidates(float[] vector, int count) {
        Kernels kernels = KernelChoice.best();
        float[] scores = new float[CHUNK];
        TopK top = TopK.of(count);
        for (int begin = 0; begin < nodeIds.length; begin += CHUNK) {
            int size = Math.min(CHUNK, nodeIds.length - begin);
            kernels.dots(vector, vectors, begin, begin + size, scores);
            int at = kernels.firstNotBelow(scores, 0, size, top.threshold());
            while (at < size) {
                top.offer(begin + at, scores[at]);
                at = kernels.firstNotBelow(scores, at + 1, size, top.threshold());
            }
        }
        return top.drain().items();
    }

    float score(int row, float[] vector) {
        return Dot.of(vector, vectors, row * dimension);
    }

    /** Whether a node has, in the eyes of its transaction, exactly the vector of a row. */
    boolean holds(int row, Node node, String property) {
        float[] vector = Vectors.from(node.getProperty(property, null));
        int begin = row * dimension;
        return vector != null && Arrays.equals(vector, 0, vector.length, vectors, begin, begin + dimension);
    }

    /** A growing table. */
    private static final class Reader {
        private final String property;
        private long[] ids = new long[FIRST_ROWS];
        private float[] vectors = new float[0];
        private int rows;
        private int dimension;

        Reader(String property) {
            this.property = property;
        }

        void add(Node node) {
            Object value = node.getProperty(property, null);
            if (value == null) {
                return;
            }
            float[] vector = Vectors.of(node, property, value);
            if (rows == 0) {
                dimension = vector.length;
                vectors = new float[FIRST_ROWS * dimension];
            }
            Vectors.requireDimension(node, property, vector, dimension);
            if (rows == ids.length) {
                int capacity = rows + (rows >> 1);
                ids = Arrays.copyOf(ids, capacity);
                vectors = Arrays.copyOf(vectors, Math.multiplyExact(capacity, dimension));
            }
            ids[rows] = NodeIds.id(node);
            System.arraycopy(vector, 0, vectors, rows * dimension, dimension);
            rows++;
        }

        EmbeddingTable table() {
            return new EmbeddingTable(Arrays.copyOf(ids, rows), Arrays.copyOf(vectors, rows * dimension), dimension);
        }
    }
}
