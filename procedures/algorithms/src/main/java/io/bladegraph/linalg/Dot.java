// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

/** The inner product that users see: the same to the bit wherever two vectors are scored. */
public final class Dot {
    private Dot() {}

    /**
     * The inner product of a vector with a row of a matrix.
     *
     * @param vector a vector
     * @param rows a row-major matrix of the same width
     * @param begin where the row begins
     * @return the sum of the products
     */
    public static float of(float[] vector, float[] rows, int begin) {
        // four sums, because the additions of a single one would have to wait for each other
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < vector.length; i += 4) {
            a += vector[i] * rows[begin + i];
            b += vector[i + 1] * rows[begin + i + 1];
            c += vector[i + 2] * rows[begin + i + 2];
            d += vector[i + 3] * rows[begin + i + 3];
        }
        for (; i < vector.length; i++) {
            a += vector[i] * rows[begin + i];
        }
        return a + b + (c + d);
    }
}
