// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Requires;
import io.bladegraph.conversion.FeatureField.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which features all rows have, in order.
 *
 * @param keyed whether rows are maps, by the sorted keys of the fields; lists of numbers otherwise
 * @param fields the features
 * @param buckets weights that the values of all categories share by hashing, at least 1
 */
public record FeatureSchema(boolean keyed, List<FeatureField> fields, int buckets) {
    private static final String PREFIX = "features.";

    /** Checks that there is a feature. */
    public FeatureSchema {
        fields = List.copyOf(fields);
        Requires.that(!fields.isEmpty(), "features", "at least one value in each row", "empty", fields);
        Requires.inRange("hashBuckets", buckets, 1, 1 << 26);
    }

    /**
     * The schema of a row.
     *
     * @param features a list or array of numbers, or a map with numbers, truth values, texts, and lists or arrays of numbers
     * @param buckets weights that the values of all categories share
     * @param row its number, as errors call it
     * @return what all rows have to look like
     * @throws IllegalArgumentException if a value is something else
     */
    public static FeatureSchema of(Object features, int buckets, long row) {
        List<FeatureField> fields = new ArrayList<>();
        if (features instanceof Map<?, ?> map) {
            sorted(map).forEach((key, value) -> fields.add(field(PREFIX + key, value, row)));
            return new FeatureSchema(true, fields, buckets);
        }
        int count = FeatureValues.length(features);
        if (count < 0) {
            throw FeatureValues.mistyped("features", "a list of numbers or a map", features, row);
        }
        for (int i = 0; i < count; i++) {
            fields.add(new FeatureField("features[" + i + "]", Kind.NUMBER, 1));
        }
        return new FeatureSchema(false, fields, buckets);
    }

    /**
     * Numbers that a row takes.
     *
     * @return the sum of the dimensions
     */
    public int denseDimension() {
        return fields.stream().mapToInt(FeatureField::dimension).sum();
    }

    /**
     * Categories that a row has.
     *
     * @return how many
     */
    public int categoryCount() {
        return (int)
                fields.stream().filter(field -> field.kind() == Kind.CATEGORY).count();
    }

    /** The key of a field in a map. */
    static String key(FeatureField field) {
        return field.name().substring(PREFIX.length());
    }

    private static FeatureField field(String name, Object value, long row) {
        if (value instanceof Number || value instanceof Boolean) {
            return new FeatureField(name, Kind.NUMBER, 1);
        } else if (value instanceof String) {
            return new FeatureField(name, Kind.CATEGORY, 0);
        }
        int length = FeatureValues.length(value);
        if (length < 1) {
            throw FeatureValues.mistyped(name, "a number, a text or a list of numbers", value, row);
        }
        return new FeatureField(name, Kind.VECTOR, length);
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        return sorted;
    }
}
