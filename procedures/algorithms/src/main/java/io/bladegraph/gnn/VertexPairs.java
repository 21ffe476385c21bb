// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;

/**
 * Pairs of vertices with a logistic loss on their inner products x: sum of w softplus(-x) over linked ones and w softplus(x)
 * over others.
 *
 * <p>A growable list, filled by one thread. For loss and gradient the pairs become a {@link PairMatrix}: inner products where it
 * has entries, whose derivatives w (sig(x) - linked) take their places. O(dimension) per pair and O(1) per vertex; 32 bytes
 * per pair. The same bits for any number of workers.
 */
final class VertexPairs {
    private static final int CHUNK = 64;
    private static final double LARGE = 1e300;

    private final Kernels kernels = KernelChoice.best();
    private int[] first = new int[1024];
    private int[] second = new int[1024];
    /** Of weight w if linked, -w if not. */
    private float[] signedWeights = new float[1024];

    private int size;
    private PairMatrix pairs;

    void clear() {
        size = 0;
    }

    void add(int a, int b, boolean linked, double weight) {
        extend(1);
        set(size - 1, a, b, (float) (linked ? weight : -weight));
    }

    /** Makes room for more pairs, each of which must then be {@link #set}, by whichever thread. */
    void extend(int count) {
        size += count;
        if (size > first.length) {
            int capacity = Math.max(size, 2 * first.length);
            first = Arrays.copyOf(first, capacity);
            second = Arrays.copyOf(second, capacity);
            signedWeights = Arrays.copyOf(signedWeights, capacity);
        }
    }

    void set(int pair, int a, int b, float signedWeight) {
        first[pair] = a;
        second[pair] = b;
        signedWeights[pair] = signedWeight;
    }

    /** Adds the derivative by the embeddings to {@code gradient} and returns the loss. */
    double lossAndGradient(float[] embeddings, float[] gradient, int dimension, Workers workers) {
        if (size == 0) {
            return 0;
        }
        int vertexCount = embeddings.length / dimension;
        sortByFirst(vertexCount);
        if (pairs == null) {
            pairs = new PairMatrix(vertexCount);
        }
        pairs.fill(first, second, size);
        SparseRows rows = pairs.rows();
        SparseMatrix matrix = rows.matrix();
        double[] losses = new double[(rows.end() + CHUNK - 1) / CHUNK];
        workers.run(rows.end(), CHUNK, (begin, end) -> {
            kernels.dots(rows.part(begin, end), embeddings, embeddings);
            losses[begin / CHUNK] = differentiate(matrix.values(), matrix.offsets()[begin], matrix.offsets()[end]);
            pairs.transpose(begin, end);
            kernels.gather(rows.part(begin, end), embeddings, gradient);
        });
        pairs.gatherBySecond(kernels, embeddings, gradient, workers);
        return Arrays.stream(losses).sum();
    }

    /** By counting, so that pairs of a vertex keep their order. Those of a batch without further terms are sorted as they are. */
    private void sortByFirst(int vertexCount) {
        int ascending = 1;
        while (ascending < size && first[ascending - 1] <= first[ascending]) {
            ascending++;
        }
        if (ascending == size) {
            return;
        }
        int[] next = new int[vertexCount + 1];
        for (int i = 0; i < size; i++) {
            next[first[i] + 1]++;
        }
        for (int vertex = 0; vertex < vertexCount; vertex++) {
            next[vertex + 1] += next[vertex];
        }
        int[] sortedFirst = new int[first.length];
        int[] sortedSecond = new int[first.length];
        float[] sortedWeights = new float[first.length];
        for (int i = 0; i < size; i++) {
            int place = next[first[i]]++;
            sortedFirst[place] = first[i];
            sortedSecond[place] = second[i];
            sortedWeights[place] = signedWeights[i];
        }
        first = sortedFirst;
        second = sortedSecond;
        signedWeights = sortedWeights;
    }

    /** Puts derivatives in the place of the inner products in some entries and returns the loss. */
    private double differentiate(float[] values, int begin, int end) {
        float[] e = new float[end - begin];
        for (int i = 0; i < e.length; i++) {
            e[i] = -Math.abs(values[begin + i]);
        }
        kernels.expSum(e, 0, e.length, 0);
        double loss = 0;
        double product = 1;
        for (int entry = begin; entry < end; entry++) {
            float signed = signedWeights[entry];
            double small = e[entry - begin];
            double larger = 1 / (1 + small);
            boolean right = signed > 0 == values[entry] > 0;
            loss += right ? 0 : Math.abs(signed * values[entry]);
            values[entry] = (float) (-signed * (right ? small * larger : larger));
            // sum of w log(1 + e) = w log(product of 1 + e), as long as w stays and the product, at most 2 per factor,
            // fits
            product *= 1 + small;
            boolean last = entry + 1 == end || Math.abs(signedWeights[entry + 1]) != Math.abs(signed);
            if (last || product > LARGE) {
                loss += Math.abs(signed) * Math.log(product);
                product = 1;
            }
        }
        return loss;
    }
}
