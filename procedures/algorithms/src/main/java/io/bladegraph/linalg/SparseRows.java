// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some rows of a sparse matrix, and whose they are: row {@code places[i]} of the matrix belongs to row {@code rows[i]} of a
 * table, for i from begin to end - 1.
 *
 * <p>So a matrix can be laid out in the order in which it is read, and not in that of the table. A view, not a copy.
 *
 * @param matrix the entries; columns are numbers of rows of another table
 * @param places rows of the matrix
 * @param rows distinct rows of a table
 * @param begin first index into both
 * @param end one past the last index
 */
public record SparseRows(SparseMatrix matrix, int[] places, int[] rows, int begin, int end) {
    /**
     * All rows of a matrix, which belong to the same rows of a table.
     *
     * @param matrix the entries
     * @return a view
     */
    public static SparseRows of(SparseMatrix matrix) {
        int[] rows = IntStream.range(0, matrix.rowCount()).toArray();
        return new SparseRows(matrix, rows, rows, 0, rows.length);
    }

    /**
     * Some of these rows.
     *
     * @param first first index into places and rows
     * @param last one past the last index
     * @return a view
     */
    public SparseRows part(int first, int last) {
        return new SparseRows(matrix, places, rows, first, last);
    }

    /**
     * The same rows without the entries of other columns than some: a copy, in O(entries).
     *
     * @param members by column whether its entries stay
     * @return rows of a matrix of their own
     */
    public SparseRows among(boolean[] members) {
        int count = end - begin;
        int most = 0;
        for (int i = begin; i < end; i++) {
            most += matrix.offsets()[places[i] + 1] - matrix.offsets()[places[i]];
        }
        int[] offsets = new int[count + 1];
        int[] columns = new int[most + 1];
        float[] values = new float[most + 1];
        int size = 0;
        for (int i = begin; i < end; i++) {
            for (int entry = matrix.offsets()[places[i]]; entry < matrix.offsets()[places[i] + 1]; entry++) {
                columns[size] = matrix.columns()[entry];
                values[size] = matrix.values()[entry];
                size += members[columns[size]] ? 1 : 0; // no branch: nobody can guess it
            }
            offsets[i - begin + 1] = size;
        }
        return new SparseRows(
                new SparseMatrix(matrix.columnCount(), offsets, columns, values),
                IntStream.range(0, count).toArray(),
                Arrays.copyOfRange(rows, begin, end),
                0,
                count);
    }
}
