// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.plugin.config.ConfigReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which part of the store is the graph.
 *
 * @param nodeLabels nodes with any of these labels
 * @param relationshipTypes purchases: u -&gt; v if u is bought before v
 * @param coViewTypes views of two products together, read in both directions
 * @param weightProperty weight of the purchases, or {@code null} if each counts 1
 * @param timeProperty time of the purchases, or {@code null}
 * @param featureProperties node properties that are numbers, strings or lists of either, in this order
 * @param featureBuckets columns that the strings are hashed into
 */
public record GraphSource(
        List<String> nodeLabels,
        List<String> relationshipTypes,
        List<String> coViewTypes,
        String weightProperty,
        String timeProperty,
        List<String> featureProperties,
        int featureBuckets) {

    private static final int DEFAULT_BUCKETS = 4096;

    private static final int MOST_BUCKETS = 1 << 20;

    /**
     * Reads the map form of the argument {@code graph}.
     *
     * @param map as the user wrote it
     * @return the part of the store it names
     */
    public static GraphSource from(Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var source = new GraphSource(
                reader.names("nodeLabels"),
                reader.names("relationshipTypes"),
                reader.names("coViewTypes"),
                reader.text("relationshipWeightProperty", null),
                reader.text("timeProperty", null),
                reader.names("featureProperties"),
                reader.integer("featureBuckets", DEFAULT_BUCKETS, 1, MOST_BUCKETS));
        reader.finish();
        requireSome("nodeLabels", source.nodeLabels(), "Product");
        requireSome("relationshipTypes", source.relationshipTypes(), "BOUGHT_BEFORE");
        return source;
    }

    private static void requireSome(String key, List<String> names, String example) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "`" + key + "` of the graph is missing. Maybe write `" + key + ": '" + example + "'`.");
        }
    }

    Set<String> allTypes() {
        Set<String> types = new LinkedHashSet<>(relationshipTypes);
        types.addAll(coViewTypes);
        return types;
    }
}
