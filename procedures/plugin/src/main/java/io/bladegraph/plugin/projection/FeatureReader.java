// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.NodeFeaturesBuilder;
import java.util.Arrays;
import java.util.List;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Reads node properties as features: numbers and lists of numbers as they are, strings and lists of strings by hashing.
 *
 * <p>What a property holds is decided by the first node that has it. A node may lack words, but not numbers: nothing said is
 * no word, yet it is no number either.
 */
final class FeatureReader {
    private static final int REPORT_EVERY = 1024;
    private static final int WORDS = 0;
    private static final int UNKNOWN = -1;

    private final Transaction transaction;
    private final NodeIds nodes;
    private final List<String> properties;
    /** By property: how many numbers, or {@link #WORDS}, or {@link #UNKNOWN}. */
    private final int[] lengths;

    private FeatureReader(Transaction transaction, NodeIds nodes, List<String> properties) {
        this.transaction = transaction;
        this.nodes = nodes;
        this.properties = properties;
        this.lengths = new int[properties.size()];
        Arrays.fill(lengths, UNKNOWN);
    }

    /** The features of all nodes that the source asks for. */
    static NodeFeatures read(Transaction transaction, NodeIds nodes, GraphSource source, Monitor monitor) {
        if (source.featureProperties().isEmpty()) {
            return NodeFeatures.none(nodes.size());
        }
        return new FeatureReader(transaction, nodes, source.featureProperties()).read(source.featureBuckets(), monitor);
    }

    private NodeFeatures read(int buckets, Monitor monitor) {
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = length(properties.get(i));
        }
        boolean words = Arrays.stream(lengths).anyMatch(length -> length == WORDS);
        var builder =
                NodeFeaturesBuilder.of(nodes.size(), Arrays.stream(lengths).sum(), words ? buckets : 0);
        for (int row = 0; row < nodes.size(); row++) {
            Node node = NodeIds.find(transaction, nodes.id(row));
            int column = 0;
            for (int i = 0; i < lengths.length; i++) {
                Object value = node.getProperty(properties.get(i), null);
                if (lengths[i] == WORDS) {
                    builder.words(properties.get(i), words(node, properties.get(i), value));
                } else {
                    for (float number : numbers(node, properties.get(i), value, lengths[i])) {
                        builder.number(column++, number);
                    }
                }
            }
            builder.endNode();
            if (row % REPORT_EVERY == 0) {
                monitor.progress("Read features", row, nodes.size());
            }
        }
        return builder.build();
    }

    private int length(String property) {
        for (int row = 0; row < nodes.size(); row++) {
            Node node = NodeIds.find(transaction, nodes.id(row));
            Object value = node.getProperty(property, null);
            if (value instanceof Number) {
                return 1;
            } else if (value instanceof String || value instanceof String[]) {
                return WORDS;
            } else if (value != null) {
                float[] vector = Vectors.from(value);
                if (vector == null) {
                    throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId()
                            + ") must be a number, a string or a list of either, but was " + Vectors.shown(value)
                            + ".");
                } else if (vector.length > 0) {
                    return vector.length;
                }
            }
        }
        throw new IllegalArgumentException("No product of the graph has a value of the property `" + property + "`.");
    }

    private static List<String> words(Node node, String property, Object value) {
        if (value instanceof String word) {
            return List.of(word);
        } else if (value instanceof String[] words) {
            return Arrays.asList(words);
        } else if (value == null || (Vectors.from(value) != null && Vectors.from(value).length == 0)) {
            return List.of();
        }
        throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId()
                + ") must be a string or a list of strings, as it is before, but was " + Vectors.shown(value) + ".");
    }

    private static float[] numbers(Node node, String property, Object value, int expected) {
        float[] vector = finite(node, property, value);
        if (vector.length != expected) {
            throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId() + ") has length "
                    + vector.length + ", but those before it have length " + expected + ".");
        }
        return vector;
    }

    private static float[] finite(Node node, String property, Object value) {
        float[] vector = value instanceof Number number ? new float[] {number.floatValue()} : Vectors.from(value);
        if (vector == null || !Vectors.isFinite(vector)) {
            throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId()
                    + ") must be a finite number or a list of them, but was " + Vectors.shown(value) + ".");
        }
        return vector;
    }
}
