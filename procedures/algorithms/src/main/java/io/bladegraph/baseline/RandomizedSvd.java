// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The largest singular values and vectors of a square matrix of which nothing is known but its products.
 *
 * <p>Q spans the range of (A A')<sup>q</sup> A times a Gaussian matrix of rank + 16 columns. With the eigenvectors W and
 * eigenvalues S<sup>2</sup> of the small matrix Q'A A'Q, A is close to U S V' with U = Q W and V = A'Q W S<sup>-1</sup>. q = 3, and
 * columns are made orthonormal between all products. 2 q + 2 products, and O(n (rank + 16)<sup>2</sup>) after each. The same
 * bits at any concurrency. Reference: Halko, Martinsson, Tropp, "Finding Structure with Randomness", SIAM Review 53, 2011,
 * algorithms 4.4 and 5.1.
 */
final class RandomizedSvd {
    private static final int OVERSAMPLING = 16;
    private static final int POWER = 3;
    private static final long SEED = 40;

    /** A column that loses all but this share of its length depends on those before it. */
    private static final double DEPENDENT = 1e-5;

    private RandomizedSvd() {}

    /** A square matrix as seen from outside. Products go from and to a row per node: (n, width), row-major. */
    interface Operator {
        /** The number of rows and columns. */
        int size();

        /** The matrix times x. */
        float[] multiply(float[] x);

        /** The transposed matrix times x. */
        float[] multiplyTransposed(float[] x);
    }

    /** The rows of U sqrt(S) and of V sqrt(S); equal numbers of the first columns give all smaller ranks as well. */
    static Factors factors(Operator matrix, int rank, Workers workers) {
        int n = matrix.size();
        int width = Math.min(n, rank + OVERSAMPLING);
        SplittableRandom random = Seeds.stream(SEED);
        float[] gaussian = new float[n * width];
        for (int i = 0; i < gaussian.length; i++) {
            gaussian[i] = (float) random.nextGaussian();
        }
        float[][] range = orthonormal(columns(matrix.multiply(gaussian), width), workers);
        for (int step = 0; step < POWER; step++) {
            float[][] back = orthonormal(columns(matrix.multiplyTransposed(rows(range)), width), workers);
            range = orthonormal(columns(matrix.multiply(rows(back)), width), workers);
        }
        float[][] image = columns(matrix.multiplyTransposed(rows(range)), width);
        double[][] values = gram(image, workers);
        double[][] vectors = SymmetricEigen.diagonalize(values);
        int[] order = IntStream.range(0, width)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b][b], values[a][a]))
                .limit(rank)
                .mapToInt(Integer::intValue)
                .toArray();
        float[][] left = new float[order.length][n];
        float[][] right = new float[order.length][n];
        float[][] basis = range;
        workers.run(order.length, 1, (begin, end) -> {
            for (int c = begin; c < end; c++) {
                double root = Math.pow(Math.max(values[order[c]][order[c]], 0), 0.25);
                for (int k = 0; k < width; k++) {
                    double share = vectors[k][order[c]];
                    add(share * root, basis[k], left[c]);
                    add(root == 0 ? 0 : share / root, image[k], right[c]);
                }
            }
        });
        return new Factors(n, order.length, rows(left), rows(right));
    }

    /** Modified Gram-Schmidt, twice, since once is not enough in single precision; dependent columns become zero. */
    private static float[][] orthonormal(float[][] columns, Workers workers) {
        double[] lengths = Arrays.stream(columns)
                .mapToDouble(column -> Math.sqrt(dot(column, column)))
                .toArray();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < columns.length; i++) {
                float[] column = columns[i];
                double length = Math.sqrt(dot(column, column));
                double scale = length > DEPENDENT * lengths[i] ? 1 / length : 0;
                for (int row = 0; row < column.length; row++) {
                    column[row] *= (float) scale;
                }
                lengths[i] = 1;
                int first = i + 1;
                workers.run(columns.length - first, 8, (begin, end) -> {
                    for (int j = first + begin; j < first + end; j++) {
                        add(-dot(column, columns[j]), column, columns[j]);
                    }
                });
            }
        }
        return columns;
    }

    private static double[][] gram(float[][] columns, Workers workers) {
        double[][] gram = new double[columns.length][columns.length];
        workers.run(columns.length, 1, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                for (int j = 0; j < columns.length; j++) {
                    gram[i][j] = dot(columns[i], columns[j]);
                }
            }
        });
        return gram;
    }

    /** Four sums at a time: a single one would wait for itself. */
    private static double dot(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += (double) a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }

    private static void add(double factor, float[] from, float[] to) {
        float f = (float) factor;
        for (int i = 0; i < to.length; i++) {
            to[i] += f * from[i];
        }
    }

    private static float[][] columns(float[] rows, int width) {
        float[][] columns = new float[width][rows.length / width];
        for (int i = 0; i < rows.length; i++) {
            columns[i % width][i / width] = rows[i];
        }
        return columns;
    }

    private static float[] rows(float[][] columns) {
        float[] rows = new float[columns.length * columns[0].length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = columns[i % columns.length][i / columns.length];
        }
        return rows;
    }
}
