// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pairs of vertices with a logistic loss on their inner products x: sum of w softplus(-x) over linked ones and w softplus(x)
 * over others.
 *
 * <p>A growable list, filled by one thread. For loss and gradient the pairs become a sparse matrix D over their first vertices:
 * inner products where it has entries, whose derivatives w (sig(x) - linked) take their places, then D E gathered for the first
 * vertices and D' E scattered to the second ones. O(dimension) per pair, 24 bytes. The same bits for any number of workers.
 */
final class VertexPairs {
    private static final int CHUNK = 512;
    private static final double LARGE = 1e300;

    private final Kernels kernels = KernelChoice.best();
    private int[] first = new int[1024];
    private int[] second = new int[1024];
    /** Of weight w if linked, -w if not. */
    private float[] signedWeights = new float[1024];

    private int size;

    void clear() {
        size = 0;
    }

    void add(int a, int b, boolean linked, double weight) {
        if (size == first.length) {
            first = Arrays.copyOf(first, 2 * size);
            second = Arrays.copyOf(second, 2 * size);
            signedWeights = Arrays.copyOf(signedWeights, 2 * size);
        }
        first[size] = a;
        second[size] = b;
        signedWeights[size++] = (float) (linked ? weight : -weight);
    }

    /** Adds the derivative by the embeddings to {@code gradient} and returns the loss. */
    double lossAndGradient(float[] embeddings, float[] gradient, int dimension, Workers workers) {
        if (size == 0) {
            return 0;
        }
        int[] next = new int[embeddings.length / dimension];
        SparseRows pairs = byFirst(next);
        SparseMatrix matrix = pairs.matrix();
        float[] signed = new float[size];
        for (int i = 0; i < size; i++) {
            int entry = next[first[i]]++;
            matrix.columns()[entry] = second[i];
            signed[entry] = signedWeights[i];
        }
        double[] losses = new double[(pairs.end() + CHUNK - 1) / CHUNK];
        workers.run(pairs.end(), CHUNK, (begin, end) -> {
            kernels.dots(pairs.part(begin, end), embeddings, embeddings);
            losses[begin / CHUNK] =
                    differentiate(matrix.values(), signed, matrix.offsets()[begin], matrix.offsets()[end]);
            kernels.gather(pairs.part(begin, end), embeddings, gradient);
        });
        workers.run(
                dimension,
                workers.slice(dimension),
                (from, to) -> kernels.scatter(pairs, embeddings, gradient, from, to));
        return Arrays.stream(losses).sum();
    }

    /** A matrix of the first vertices that there are, still without columns; next tells where they begin. */
    private SparseRows byFirst(int[] next) {
        for (int i = 0; i < size; i++) {
            next[first[i]]++;
        }
        int[] rows = IntStream.range(0, next.length).filter(v -> next[v] > 0).toArray();
        int[] offsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            offsets[i + 1] = offsets[i] + next[rows[i]];
            next[rows[i]] = offsets[i];
        }
        var matrix = new SparseMatrix(next.length, offsets, new int[size], new float[size]);
        return new SparseRows(matrix, IntStream.range(0, rows.length).toArray(), rows, 0, rows.length);
    }

    /** Puts derivatives in the place of the inner products in some entries and returns the loss. */
    private double differentiate(float[] values, float[] signedWeights, int begin, int end) {
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
