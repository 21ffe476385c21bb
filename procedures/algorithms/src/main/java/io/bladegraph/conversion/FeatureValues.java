// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import java.lang.reflect.Array;
import java.util.List;

/** Values of features as callers hand them over: numbers, truth values, texts, and lists or arrays of numbers. */
final class FeatureValues {
    private FeatureValues() {}

    /** The length of a list or array; -1 if it is neither. */
    static int length(Object value) {
        if (value instanceof List<?> list) {
            return list.size();
        }
        return value != null && value.getClass().isArray() ? Array.getLength(value) : -1;
    }

    /** An element of a list or array. */
    static Object element(Object value, int index) {
        return value instanceof List<?> list ? list.get(index) : Array.get(value, index);
    }

    /** A number that a model can be fed with. */
    static float number(FeatureField field, Object value, long row) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (!(value instanceof Number number) || !Float.isFinite(number.floatValue())) {
            throw mistyped(field.name(), "a finite number", value, row);
        }
        return number.floatValue();
    }

    static IllegalArgumentException mistyped(String name, String rule, Object value, long row) {
        return new IllegalArgumentException(
                "`" + name + "` must be " + rule + ", but was " + shown(value) + " in row " + row + ".");
    }

    private static String shown(Object value) {
        if (value instanceof String text) {
            return "'" + text + "'";
        }
        return value != null && value.getClass().isArray() ? "an array" : String.valueOf(value);
    }
}
