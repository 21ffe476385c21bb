// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;

/**
 * Inverts a symmetric positive definite matrix in place, by Gauss-Jordan elimination in blocks.
 *
 * <p>Such a matrix needs no pivoting. With D the block on the diagonal, R its row of blocks and C its column: R = D<sup>-1</sup>
 * R; every other row loses its part of C times R; C = -C D<sup>-1</sup>; D = D<sup>-1</sup>. Blocks on the diagonal are inverted
 * in double precision, the rest are dense products. 2 n<sup>3</sup> flops; n floats of work space per thread and row of a
 * block. Reference: Golub, Van Loan, "Matrix Computations", 4th edition, section 3.2 on block elimination.
 */
public final class Inverse {
    private static final int BLOCK = 64;

    private Inverse() {}

    /**
     * Inverts.
     *
     * @param a symmetric positive definite, (n, n), row-major; becomes its inverse
     * @param n number of rows and columns
     * @param workers who does it
     * @param monitor hears of progress, may stop it, which leaves the matrix half-done
     * @throws IllegalArgumentException if a pivot is not positive: then the matrix was not positive definite
     */
    public static void invert(float[] a, int n, Workers workers, Monitor monitor) {
        Kernels kernels = KernelChoice.best();
        for (int begin = 0; begin < n; begin += BLOCK) {
            monitor.progress("Inverting a matrix", begin, n);
            int first = begin;
            int size = Math.min(BLOCK, n - begin);
            float[] diagonal = invertedBlock(a, n, begin, size);
            float[] row = new float[size * n];
            Matrix pivots = new Matrix(a, begin * n, size, n, n, 1);
            kernels.multiply(Matrix.of(diagonal, size, size), pivots, Matrix.of(row, size, n));
            workers.run(n, BLOCK, (from, to) -> {
                if (from != first) {
                    eliminate(a, n, from, to, row, diagonal, first);
                }
            });
            System.arraycopy(row, 0, a, begin * n, size * n);
            for (int i = 0; i < size; i++) {
                System.arraycopy(diagonal, i * size, a, (begin + i) * n + begin, size);
            }
        }
    }

    /** Rows from to to - 1 lose column times row; their own part of the column becomes -column times diagonal. */
    @SuppressWarnings("checkstyle:ParameterNumber")
    private static void eliminate(float[] a, int n, int from, int to, float[] row, float[] diagonal, int begin) {
        Kernels kernels = KernelChoice.best();
        int size = row.length / n;
        Matrix column = new Matrix(a, from * n + begin, to - from, size, n, 1);
        float[] product = new float[(to - from) * n];
        kernels.multiply(column, Matrix.of(row, size, n), Matrix.of(product, to - from, n));
        float[] own = new float[(to - from) * size];
        kernels.multiply(column, Matrix.of(diagonal, size, size), Matrix.of(own, to - from, size));
        for (int i = from; i < to; i++) {
            int to0 = i * n;
            int from0 = (i - from) * n;
            for (int j = 0; j < n; j++) {
                a[to0 + j] -= product[from0 + j];
            }
            for (int j = 0; j < size; j++) {
                a[to0 + begin + j] = -own[(i - from) * size + j];
            }
        }
    }

    /** Gauss-Jordan, unblocked and in double precision, of one block on the diagonal. */
    private static float[] invertedBlock(float[] a, int n, int begin, int size) {
        double[][] block = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                block[i][j] = a[(begin + i) * n + begin + j];
            }
        }
        for (int p = 0; p < size; p++) {
            double pivot = block[p][p];
            if (!(pivot > 0)) {
                throw new IllegalArgumentException(
                        "The matrix is not positive definite: pivot " + (begin + p) + " is " + pivot + ".");
            }
            eliminatePivot(block, p, pivot);
        }
        float[] inverted = new float[size * size];
        for (int i = 0; i < size * size; i++) {
            inverted[i] = (float) block[i / size][i % size];
        }
        return inverted;
    }

    private static void eliminatePivot(double[][] block, int p, double pivot) {
        int size = block.length;
        block[p][p] = 1;
        for (int j = 0; j < size; j++) {
            block[p][j] /= pivot;
        }
        for (int i = 0; i < size; i++) {
            if (i != p) {
                double factor = block[i][p];
                block[i][p] = 0;
                for (int j = 0; j < size; j++) {
                    block[i][j] -= factor * block[p][j];
                }
            }
        }
    }
}
