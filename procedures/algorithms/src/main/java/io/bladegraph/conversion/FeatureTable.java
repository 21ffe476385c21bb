// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Seeds;
import java.util.Arrays;
import java.util.Map;

/**
 * A growing table of features, as they came but for categories, which are hashed.
 *
 * <p>Field and value are hashed together into one of {@code buckets}, by FNV-1a over the characters and a mixing step: two
 * values share a weight with a probability of 1 / buckets. Reference: Weinberger et al., "Feature Hashing for Large Scale
 * Multitask Learning", ICML 2009. Not thread-safe.
 */
public final class FeatureTable {
    private static final int MAX_VALUES = 1_000_000_000;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final FeatureSchema schema;
    private final int denseDimension;
    private final int categoryCount;
    private float[] dense = new float[0];
    private int[] categories = new int[0];
    private int count;

    /**
     * An empty table.
     *
     * @param schema which features rows have
     */
    public FeatureTable(FeatureSchema schema) {
        this.schema = schema;
        this.denseDimension = schema.denseDimension();
        this.categoryCount = schema.categoryCount();
    }

    /**
     * Which features rows have.
     *
     * @return the schema
     */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * Adds a row.
     *
     * @param features of the types of the schema
     * @param row its number, as errors call it
     * @throws IllegalArgumentException if a feature is missing, unknown, of another type, or not finite
     */
    public void add(Object features, long row) {
        if ((count + 1L) * Math.max(denseDimension, categoryCount) > MAX_VALUES) {
            throw new IllegalArgumentException("There are more than " + MAX_VALUES + " numbers in the features of "
                    + count + " rows, which is more than fits.");
        }
        dense = grown(dense, count * denseDimension, denseDimension);
        categories = grown(categories, count * categoryCount, categoryCount);
        if (schema.keyed()) {
            addMap(features, row);
        } else {
            addList(features, row);
        }
        count++;
    }

    /**
     * The rows as they came, not normalized.
     *
     * @return a copy
     */
    public FeatureRows raw() {
        return new FeatureRows(
                count,
                denseDimension,
                Arrays.copyOf(dense, count * denseDimension),
                categoryCount,
                Arrays.copyOf(categories, count * categoryCount));
    }

    private void addList(Object features, long row) {
        int length = FeatureValues.length(features);
        if (length != schema.fields().size()) {
            String rule = "a list of " + schema.fields().size() + " numbers";
            throw FeatureValues.mistyped("features", rule, features, row);
        }
        for (int i = 0; i < length; i++) {
            FeatureField field = schema.fields().get(i);
            dense[count * denseDimension + i] = FeatureValues.number(field, FeatureValues.element(features, i), row);
        }
    }

    private void addMap(Object features, long row) {
        if (!(features instanceof Map<?, ?> map)) {
            throw FeatureValues.mistyped("features", "a map", features, row);
        }
        int number = count * denseDimension;
        int category = count * categoryCount;
        for (FeatureField field : schema.fields()) {
            Object value = map.get(FeatureSchema.key(field));
            switch (field.kind()) {
                case NUMBER -> dense[number] = FeatureValues.number(field, value, row);
                case VECTOR -> addVector(field, value, number, row);
                case CATEGORY -> categories[category++] = bucket(field, value, row);
            }
            number += field.dimension();
        }
        if (map.size() > schema.fields().size()) {
            throw unknown(map, row);
        }
    }

    private void addVector(FeatureField field, Object value, int begin, long row) {
        if (FeatureValues.length(value) != field.dimension()) {
            String rule = "a list of " + field.dimension() + " numbers";
            throw FeatureValues.mistyped(field.name(), rule, value, row);
        }
        for (int i = 0; i < field.dimension(); i++) {
            dense[begin + i] = FeatureValues.number(field, FeatureValues.element(value, i), row);
        }
    }

    private int bucket(FeatureField field, Object value, long row) {
        if (!(value instanceof String text)) {
            throw FeatureValues.mistyped(field.name(), "a text", value, row);
        }
        long hash = hash(hash(FNV_OFFSET, field.name()) * FNV_PRIME, text);
        return (int) Long.remainderUnsigned(Seeds.mix(hash), schema.buckets());
    }

    private static long hash(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private IllegalArgumentException unknown(Map<?, ?> map, long row) {
        var known = schema.fields().stream().map(FeatureSchema::key).toList();
        Object key = map.keySet().stream()
                .filter(candidate -> !known.contains(String.valueOf(candidate)))
                .findFirst()
                .orElseThrow();
        return new IllegalArgumentException("`features." + key + "` in row " + row
                + " is not among the features of the first row or of the model: " + String.join(", ", known) + ".");
    }

    private static float[] grown(float[] array, int used, int more) {
        return used + more <= array.length ? array : Arrays.copyOf(array, Math.max(1024, 2 * (used + more)));
    }

    private static int[] grown(int[] array, int used, int more) {
        return used + more <= array.length ? array : Arrays.copyOf(array, Math.max(1024, 2 * (used + more)));
    }
}
