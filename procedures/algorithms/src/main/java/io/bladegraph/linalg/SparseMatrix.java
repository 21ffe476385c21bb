// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

/**
 * A sparse matrix in compressed rows. Offsets and columns never change; values may.
 *
 * @param columnCount number of columns
 * @param offsets row i has the entries {@code offsets[i]} to {@code offsets[i + 1] - 1}; length rows + 1
 * @param columns the column of each entry
 * @param values the value of each entry
 */
public record SparseMatrix(int columnCount, int[] offsets, int[] columns, float[] values) {
    /**
     * The number of rows.
     *
     * @return a count
     */
    public int rowCount() {
        return offsets.length - 1;
    }

    /**
     * The number of entries.
     *
     * @return a count
     */
    public int entryCount() {
        return columns.length;
    }

    /**
     * Finds where each entry goes when the matrix is transposed, by a counting sort in O(rows + columns + entries).
     *
     * @return position in the transposed matrix, by position here
     */
    public int[] transposedPositions() {
        int[] next = transposedOffsets();
        int[] positions = new int[columns.length];
        for (int entry = 0; entry < columns.length; entry++) {
            positions[entry] = next[columns[entry]]++;
        }
        return positions;
    }

    /**
     * The transposed matrix, a copy, in O(rows + columns + entries).
     *
     * @return (columns, rows)
     */
    public SparseMatrix transposed() {
        return transposed(transposedPositions());
    }

    /**
     * The same, where it is known already where each entry goes.
     *
     * @param positions the answer of {@link #transposedPositions()}
     * @return (columns, rows)
     */
    public SparseMatrix transposed(int[] positions) {
        int[] transposedColumns = new int[columns.length];
        float[] transposedValues = new float[columns.length];
        for (int row = 0; row < rowCount(); row++) {
            for (int entry = offsets[row]; entry < offsets[row + 1]; entry++) {
                transposedColumns[positions[entry]] = row;
                transposedValues[positions[entry]] = values[entry];
            }
        }
        return new SparseMatrix(rowCount(), transposedOffsets(), transposedColumns, transposedValues);
    }

    /** Where the rows of the transposed matrix begin. */
    private int[] transposedOffsets() {
        int[] counts = new int[columnCount + 1];
        for (int column : columns) {
            counts[column + 1]++;
        }
        for (int i = 0; i < columnCount; i++) {
            counts[i + 1] += counts[i];
        }
        return counts;
    }
}
