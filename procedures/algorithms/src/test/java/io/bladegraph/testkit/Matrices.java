// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.testkit;

import io.bladegraph.linalg.SparseMatrix;

/** Dense matrices in double precision, by the textbook: what fast code is compared with. */
public final class Matrices {
    private Matrices() {}

    /**
     * All entries of a sparse matrix.
     *
     * @param sparse a sparse matrix
     * @return values by row and column, sums where an entry stands twice
     */
    public static double[][] dense(SparseMatrix sparse) {
        double[][] dense = new double[sparse.rowCount()][sparse.columnCount()];
        for (int row = 0; row < sparse.rowCount(); row++) {
            for (int entry = sparse.offsets()[row]; entry < sparse.offsets()[row + 1]; entry++) {
                dense[row][sparse.columns()[entry]] += sparse.values()[entry];
            }
        }
        return dense;
    }

    /**
     * The product.
     *
     * @param a (m, k)
     * @param b (k, n)
     * @return (m, n)
     */
    public static double[][] multiply(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    /**
     * The transposed matrix.
     *
     * @param a (m, n)
     * @return (n, m)
     */
    public static double[][] transposed(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }
}
