// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.SparseMatrix;
import java.util.function.IntPredicate;

/**
 * A sparse matrix without the columns that nobody asks for.
 *
 * <p>A product with a dense factor whose other rows are zero costs less that way: two passes over the column numbers, O(entries)
 * without any arithmetic, save a fused multiply-add of a whole row for each entry left out. The memory is kept from one
 * selection to the next: 8 bytes per entry.
 */
final class ColumnSelection {
    private static final int CHUNK = 128;

    private int[] columns = new int[0];
    private float[] values = new float[0];

    /** The entries in the columns wanted, in their order; valid until the next call. */
    SparseMatrix of(SparseMatrix matrix, IntPredicate wanted, Workers workers) {
        if (columns.length < matrix.entryCount()) {
            columns = new int[matrix.entryCount()];
            values = new float[matrix.entryCount()];
        }
        int[] offsets = new int[matrix.rowCount() + 1];
        workers.run(matrix.rowCount(), CHUNK, (begin, end) -> {
            for (int row = begin; row < end; row++) {
                offsets[row + 1] = count(matrix, row, wanted);
            }
        });
        for (int row = 0; row < matrix.rowCount(); row++) {
            offsets[row + 1] += offsets[row];
        }
        workers.run(matrix.rowCount(), CHUNK, (begin, end) -> {
            for (int row = begin; row < end; row++) {
                copy(matrix, row, wanted, offsets[row]);
            }
        });
        return new SparseMatrix(matrix.columnCount(), offsets, columns, values);
    }

    private static int count(SparseMatrix matrix, int row, IntPredicate wanted) {
        int count = 0;
        for (int entry = matrix.offsets()[row]; entry < matrix.offsets()[row + 1]; entry++) {
            count += wanted.test(matrix.columns()[entry]) ? 1 : 0;
        }
        return count;
    }

    private void copy(SparseMatrix matrix, int row, IntPredicate wanted, int position) {
        int to = position;
        for (int entry = matrix.offsets()[row]; entry < matrix.offsets()[row + 1]; entry++) {
            if (wanted.test(matrix.columns()[entry])) {
                columns[to] = matrix.columns()[entry];
                values[to++] = matrix.values()[entry];
            }
        }
    }
}
