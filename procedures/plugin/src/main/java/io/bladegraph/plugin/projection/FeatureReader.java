// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import java.util.List;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Reads node properties that are numbers or lists of numbers into one row-major matrix. */
final class FeatureReader {
    private static final int REPORT_EVERY = 1024;

    private FeatureReader() {}

    /** The features of all nodes, (nodes, featureDimension); every node must have every property, at equal lengths. */
    static float[] read(Transaction transaction, NodeIds nodes, List<String> properties, Monitor monitor) {
        if (properties.isEmpty()) {
            return new float[0];
        }
        float[] features = null;
        int[] lengths = new int[properties.size()];
        for (int row = 0; row < nodes.size(); row++) {
            Node node = NodeIds.find(transaction, nodes.id(row));
            float[][] parts = new float[lengths.length][];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = part(node, properties.get(i));
                lengths[i] = row == 0 ? parts[i].length : lengths[i];
                checkLength(node, properties.get(i), parts[i].length, lengths[i]);
            }
            features = features == null ? new float[Math.multiplyExact(nodes.size(), sum(lengths))] : features;
            int next = row * sum(lengths);
            for (float[] part : parts) {
                System.arraycopy(part, 0, features, next, part.length);
                next += part.length;
            }
            if (row % REPORT_EVERY == 0) {
                monitor.progress("Read features", row, nodes.size());
            }
        }
        return features;
    }

    private static float[] part(Node node, String property) {
        Object value = node.getProperty(property, null);
        float[] vector = value instanceof Number number ? new float[] {number.floatValue()} : Vectors.from(value);
        if (vector == null || !Vectors.isFinite(vector)) {
            throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId()
                    + ") must be a finite number or a list of them, but was " + Vectors.shown(value) + ".");
        }
        return vector;
    }

    private static void checkLength(Node node, String property, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId() + ") has length "
                    + length + ", but those before it have length " + expected + ".");
        }
    }

    private static int sum(int[] lengths) {
        int sum = 0;
        for (int length : lengths) {
            sum += length;
        }
        return sum;
    }
}
