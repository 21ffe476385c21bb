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

    private final SparseRows rows;
    private final SparseRows columns;
    private final Workers workers;
    private final Kernels kernels = KernelChoice.best();

    SparseOperator(SparseMatrix matrix, Workers workers) {
        this.rows = SparseRows.of(matrix);
        this.columns = SparseRows.of(matrix.transposed());
        this.workers = workers;
    }

    @Override
    public int size() {
        return rows.end();
    }

    @Override
    public float[] multiply(float[] x) {
        return multiply(rows, x);
    }

    @Override
    public float[] multiplyTransposed(float[] x) {
        return multiply(columns, x);
    }

    private float[] multiply(SparseRows factor, float[] x) {
        float[] y = new float[x.length];
        workers.run(factor.end(), CHUNK, (begin, end) -> kernels.multiply(factor.part(begin, end), x, y));
        return y;
    }
}
