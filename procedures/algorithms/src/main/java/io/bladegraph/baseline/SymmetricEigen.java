// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations: O(n<sup>3</sup>) per sweep over all pairs, less
 * than ten sweeps. Reference: Golub, Van Loan, "Matrix Computations", 4th edition, section 8.5.
 */
final class SymmetricEigen {
    private static final int MAX_SWEEPS = 30;
    private static final double TOLERANCE = 1e-22;

    private SymmetricEigen() {}

    /** Leaves the eigenvalues on the diagonal, in no order, and returns their vectors as columns. */
    static double[][] diagonalize(double[][] a) {
        int n = a.length;
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(a); sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (a[p][q] != 0) {
                        rotate(a, vectors, p, q);
                    }
                }
            }
        }
        return vectors;
    }

    /** Whether the squares off the diagonal sum up to nothing beside those on it. */
    private static boolean isDiagonal(double[][] a) {
        double on = 0;
        double off = 0;
        for (int i = 0; i < a.length; i++) {
            on += a[i][i] * a[i][i];
            for (int j = 0; j < i; j++) {
                off += 2 * a[i][j] * a[i][j];
            }
        }
        return off <= TOLERANCE * on;
    }

    /** Turns the plane of p and q so that a[p][q] becomes zero. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = cosine * kp - sine * kq;
            a[k][q] = sine * kp + cosine * kq;
        }
        turn(a[p], a[q], cosine, sine);
        for (double[] vector : vectors) {
            double vp = vector[p];
            double vq = vector[q];
            vector[p] = cosine * vp - sine * vq;
            vector[q] = sine * vp + cosine * vq;
        }
    }

    private static void turn(double[] first, double[] second, double cosine, double sine) {
        for (int k = 0; k < first.length; k++) {
            double one = first[k];
            double other = second[k];
            first[k] = cosine * one - sine * other;
            second[k] = sine * one + cosine * other;
        }
    }
}
