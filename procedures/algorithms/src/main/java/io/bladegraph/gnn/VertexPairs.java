// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * Pairs of vertices whose inner products x enter a loss, with the derivative of the loss by each x.
 *
 * <p>A growable list, filled by one thread. Since x = e(a) . e(b), the gradient of e(a) is the derivative times e(b) and the
 * other way round.
 */
final class VertexPairs {
    private static final int DIMENSION_SLICE = 16;

    private int[] first = new int[1024];
    private int[] second = new int[1024];
    private float[] derivatives = new float[1024];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int a, int b, double derivative) {
        if (size == first.length) {
            first = Arrays.copyOf(first, 2 * size);
            second = Arrays.copyOf(second, 2 * size);
            derivatives = Arrays.copyOf(derivatives, 2 * size);
        }
        first[size] = a;
        second[size] = b;
        derivatives[size++] = (float) derivative;
    }

    /**
     * Adds all pairs to a gradient. Threads share out the dimensions, not the pairs: so none writes where another does, and
     * every sum is taken in the order of the list.
     */
    void scatter(float[] embeddings, float[] gradient, int dimension, Workers workers) {
        workers.run(dimension, DIMENSION_SLICE, (begin, end) -> {
            for (int i = 0; i < size; i++) {
                int a = first[i] * dimension;
                int b = second[i] * dimension;
                float derivative = derivatives[i];
                for (int k = begin; k < end; k++) {
                    gradient[a + k] += derivative * embeddings[b + k];
                    gradient[b + k] += derivative * embeddings[a + k];
                }
            }
        });
    }

    static double dot(float[] embeddings, int a, int b, int dimension) {
        int first = a * dimension;
        int second = b * dimension;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int k = 0;
        for (; k + 4 <= dimension; k += 4) {
            sum0 += embeddings[first + k] * embeddings[second + k];
            sum1 += embeddings[first + k + 1] * embeddings[second + k + 1];
            sum2 += embeddings[first + k + 2] * embeddings[second + k + 2];
            sum3 += embeddings[first + k + 3] * embeddings[second + k + 3];
        }
        for (; k < dimension; k++) {
            sum0 += embeddings[first + k] * embeddings[second + k];
        }
        return (double) (sum0 + sum1) + (sum2 + sum3);
    }
}
