// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.evaluation.Scorer;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
import java.util.List;

/**
 * A matrix of scores as the product of a row per source and a row per target.
 *
 * @param nodeCount n
 * @param rank numbers per row, those of the largest singular values first
 * @param sources by row, (n, rank)
 * @param targets by row, (n, rank)
 */
record Factors(int nodeCount, int rank, float[] sources, float[] targets) {
    /** The dimensions that baselines are tried with. */
    private static final List<Integer> DIMENSIONS = List.of(128, 64);

    /** The largest of them. */
    static final int MAX_RANK = DIMENSIONS.get(0);

    /** A model of every dimension that there is. */
    List<Scorer> scorers() {
        return DIMENSIONS.stream().map(this::scorer).toList();
    }

    /** Scores by the first {@code dimension} numbers of each row, O(n dimension) per source. */
    Scorer scorer(int dimension) {
        int used = Math.min(dimension, rank);
        Kernels kernels = KernelChoice.best();
        Matrix right =
                new Matrix(targets, 0, nodeCount, used, rank, 1).transposed().packed();
        return (asked, begin, end, scores) -> {
            float[] block = new float[(end - begin) * used];
            for (int i = begin; i < end; i++) {
                System.arraycopy(sources, asked[i] * rank, block, (i - begin) * used, used);
            }
            kernels.multiply(Matrix.of(block, end - begin, used), right, Matrix.of(scores, end - begin, nodeCount));
        };
    }
}
