// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neo4j.graphdb.Node;

/** Property values that are vectors: Neo4j keeps them as arrays of any numeric type. */
public final class Vectors {
    private static final int MAX_SHOWN = 4;

    private Vectors() {}

    /**
     * A vector from a property value.
     *
     * @param value a property value, or {@code null}
     * @return its numbers, or {@code null} if it is no array of numbers; not a copy if it is a {@code float[]}
     */
    public static float[] from(Object value) {
        if (value instanceof float[] floats) {
            return floats;
        } else if (value instanceof double[] doubles) {
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            return floats;
        } else if (value instanceof long[] longs) {
            float[] floats = new float[longs.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = longs[i];
            }
            return floats;
        }
        return null;
    }

    /**
     * Whether all numbers are finite.
     *
     * @param vector any vector
     * @return false if one is NaN or infinite
     */
    public static boolean isFinite(float[] vector) {
        for (float x : vector) {
            if (!Float.isFinite(x)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The vector that a node must have in a property.
     *
     * @param node any node
     * @param property where the vector is
     * @param value the value of the property
     * @return its numbers
     * @throws IllegalArgumentException if the value is no vector of finite numbers
     */
    public static float[] of(Node node, String property, Object value) {
        float[] vector = from(value);
        if (vector == null || vector.length == 0 || !isFinite(vector)) {
            throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId()
                    + ") must be a list of finite numbers, but was " + shown(value) + ".");
        }
        return vector;
    }

    /**
     * Refuses a vector of another length.
     *
     * @param node any node
     * @param property where the vector is
     * @param vector the vector
     * @param dimension the length it must have
     * @throws IllegalArgumentException if it has another one
     */
    public static void requireDimension(Node node, String property, float[] vector, int dimension) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("`" + property + "` of (" + node.getElementId() + ") has dimension "
                    + vector.length + ", but " + dimension + " is needed.");
        }
    }

    /**
     * A vector as Cypher knows it.
     *
     * @param vector any vector
     * @return its numbers
     */
    public static List<Double> toList(float[] vector) {
        return IntStream.range(0, vector.length)
                .mapToObj(i -> (double) vector[i])
                .toList();
    }

    /** A property value as an error shows it: short. */
    static String shown(Object value) {
        float[] vector = from(value);
        if (vector == null) {
            return value instanceof String ? "'" + value + "'" : String.valueOf(value);
        }
        String head = Arrays.toString(Arrays.copyOf(vector, Math.min(vector.length, MAX_SHOWN)));
        return vector.length <= MAX_SHOWN ? head : head.substring(0, head.length() - 1) + ", ...]";
    }
}
