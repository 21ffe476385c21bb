// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;

/** A sparse matrix: O(entries) per column of a product. */
final class SparseOperator implements RandomizedSvd.Operator {
    private static final int CHUNK = 256;

    private final SparseMatrix matrix;
    private final SparseMatrix transposed;
    private final Workers workers;
    private final Kernels kernels = KernelChoice.best();

    SparseOperator(SparseMatrix matrix, Workers workers) {
        this.matrix = matrix;
        this.transposed = matrix.transposed(matrix.transposedPositions());
        this.workers = workers;
    }

    @Override
    public int size() {
        return matrix.rowCount();
    }

    @Override
    public float[] multiply(float[] x) {
        return multiply(matrix, x);
    }

    @Override
    public float[] multiplyTransposed(float[] x) {
        return multiply(transposed, x);
    }

    private float[] multiply(SparseMatrix factor, float[] x) {
        float[] y = new float[x.length];
        SparseRows rows = SparseRows.of(factor);
        workers.run(rows.end(), CHUNK, (begin, end) -> kernels.multiply(rows.part(begin, end), x, y));
        return y;
    }
}
