// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

/**
 * A dense matrix seen in a float array: element (i, j) is {@code data[offset + i * rowStride + j * columnStride]}.
 *
 * <p>A view, not a copy: transposing and taking rows cost nothing.
 *
 * @param data the array that holds the elements, perhaps among others
 * @param offset position of element (0, 0)
 * @param rows number of rows
 * @param columns number of columns
 * @param rowStride distance of two elements below each other
 * @param columnStride distance of two elements beside each other
 */
public record Matrix(float[] data, int offset, int rows, int columns, int rowStride, int columnStride) {

    /**
     * A whole array as a row-major matrix.
     *
     * @param data rows * columns elements or more
     * @param rows number of rows
     * @param columns number of columns
     * @return a view
     */
    public static Matrix of(float[] data, int rows, int columns) {
        return new Matrix(data, 0, rows, columns, columns, 1);
    }

    /**
     * Some rows of this matrix.
     *
     * @param begin the first row
     * @param end one past the last row
     * @return a view, (end - begin, columns)
     */
    public Matrix rows(int begin, int end) {
        return new Matrix(data, offset + begin * rowStride, end - begin, columns, rowStride, columnStride);
    }

    /**
     * The transposed matrix.
     *
     * @return a view, (columns, rows)
     */
    public Matrix transposed() {
        return new Matrix(data, offset, columns, rows, columnStride, rowStride);
    }

    /**
     * A matrix of the same elements whose rows are contiguous.
     *
     * @return this view if its rows are contiguous already, else a copy
     */
    public Matrix packed() {
        if (columnStride == 1) {
            return this;
        }
        float[] copy = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                copy[i * columns + j] = data[offset + i * rowStride + j * columnStride];
            }
        }
        return of(copy, rows, columns);
    }
}
