// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import java.util.Arrays;

/**
 * The kernels in plain Java, written so that the JIT compiler can vectorize the innermost loops.
 *
 * <p>Four rows of the right factor are read per pass over a row of the result: that divides the traffic on the result by
 * four, which is what bounds these loops.
 */
public final class PlainKernels implements Kernels {
    /** Powers of e below it count as zero. */
    static final float LEAST_EXPONENT = -60f;

    static final float LOG2_E = 1.442695f;
    static final float LN2_HIGH = 0.6933594f;
    static final float LN2_LOW = -0.00021219444f;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c) {
        Matrix right = b.packed();
        float[] product = c.data();
        for (int i = 0; i < a.rows(); i++) {
            int row = c.offset() + i * c.rowStride();
            Arrays.fill(product, row, row + c.columns(), 0f);
            int left = a.offset() + i * a.rowStride();
            for (int k = 0; k < a.columns(); k++) {
                int first = right.offset() + k * right.rowStride();
                int position = left + k * a.columnStride();
                if (k + 4 <= a.columns()) {
                    addFour(a, position, right, first, product, row);
                    k += 3;
                } else {
                    addMultiple(a.data()[position], right.data(), first, product, row, right.columns());
                }
            }
        }
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private static void addFour(Matrix left, int position, Matrix right, int first, float[] product, int row) {
        int step = left.columnStride();
        float a0 = left.data()[position];
        float a1 = left.data()[position + step];
        float a2 = left.data()[position + 2 * step];
        float a3 = left.data()[position + 3 * step];
        float[] b = right.data();
        int second = first + right.rowStride();
        int third = second + right.rowStride();
        int fourth = third + right.rowStride();
        int columns = right.columns();
        for (int j = 0; j < columns; j++) {
            product[row + j] += a0 * b[first + j] + a1 * b[second + j] + a2 * b[third + j] + a3 * b[fourth + j];
        }
    }

    @Override
    public void multiply(SparseRows sparse, float[] x, float[] y) {
        int dimension = x.length / sparse.matrix().columnCount();
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            Arrays.fill(y, sparse.rows()[i] * dimension, (sparse.rows()[i] + 1) * dimension, 0f);
        }
        gather(sparse, x, y);
    }

    @Override
    public void gather(SparseRows sparse, float[] x, float[] y) {
        SparseMatrix matrix = sparse.matrix();
        int dimension = x.length / matrix.columnCount();
        float[] sum = new float[dimension];
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            int row = sparse.rows()[i] * dimension;
            System.arraycopy(y, row, sum, 0, dimension);
            int entry = matrix.offsets()[sparse.places()[i]];
            int last = matrix.offsets()[sparse.places()[i] + 1];
            for (; entry + 4 <= last; entry += 4) {
                gatherFour(matrix, entry, x, sum);
            }
            for (; entry < last; entry++) {
                addMultiple(matrix.values()[entry], x, matrix.columns()[entry] * dimension, sum, 0, dimension);
            }
            System.arraycopy(sum, 0, y, row, dimension);
        }
    }

    private static void gatherFour(SparseMatrix sparse, int entry, float[] x, float[] sum) {
        float[] values = sparse.values();
        int[] columns = sparse.columns();
        float v0 = values[entry];
        float v1 = values[entry + 1];
        float v2 = values[entry + 2];
        float v3 = values[entry + 3];
        int first = columns[entry] * sum.length;
        int second = columns[entry + 1] * sum.length;
        int third = columns[entry + 2] * sum.length;
        int fourth = columns[entry + 3] * sum.length;
        for (int k = 0; k < sum.length; k++) {
            sum[k] += v0 * x[first + k] + v1 * x[second + k] + v2 * x[third + k] + v3 * x[fourth + k];
        }
    }

    @Override
    public void dots(SparseRows sparse, float[] x, float[] y) {
        SparseMatrix matrix = sparse.matrix();
        int dimension = y.length / matrix.columnCount();
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            int row = sparse.rows()[i];
            int last = matrix.offsets()[sparse.places()[i] + 1];
            for (int entry = matrix.offsets()[sparse.places()[i]]; entry < last; entry++) {
                matrix.values()[entry] = dot(x, row * dimension, y, matrix.columns()[entry] * dimension, dimension);
            }
        }
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private static float dot(float[] x, int first, float[] y, int second, int dimension) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int k = 0;
        for (; k + 4 <= dimension; k += 4) {
            sum0 += x[first + k] * y[second + k];
            sum1 += x[first + k + 1] * y[second + k + 1];
            sum2 += x[first + k + 2] * y[second + k + 2];
            sum3 += x[first + k + 3] * y[second + k + 3];
        }
        for (; k < dimension; k++) {
            sum0 += x[first + k] * y[second + k];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public float max(float[] x, int begin, int end) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = begin; i < end; i++) {
            largest = Math.max(largest, x[i]);
        }
        return largest;
    }

    @Override
    public double expSum(float[] x, int begin, int end, float shift) {
        double sum = 0;
        for (int i = begin; i < end; i++) {
            x[i] = exp(x[i] - shift);
            sum += x[i];
        }
        return sum;
    }

    /**
     * e<sup>x</sup> for x &lt;= 0: the argument is reduced to x = n log 2 + r with |r| &lt;= log(2) / 2, a polynomial gives
     * e<sup>r</sup>, and n goes to the exponent bits. Whatever is smaller than e<sup>-60</sup> is nothing beside 1, but divided by
     * the size of a batch it would be a subnormal number, with which processors compute far more slowly.
     */
    static float exp(float x) {
        if (!(x > LEAST_EXPONENT)) {
            return Float.isNaN(x) ? Float.NaN : 0f;
        }
        int n = (int) (x * LOG2_E - 0.5f);
        float r = x - n * LN2_HIGH - n * LN2_LOW;
        float polynomial = 0.00019875691f;
        polynomial = polynomial * r + 0.0013981999f;
        polynomial = polynomial * r + 0.008333452f;
        polynomial = polynomial * r + 0.041665796f;
        polynomial = polynomial * r + 0.16666666f;
        polynomial = polynomial * r + 0.5f;
        float power = polynomial * r * r + r + 1f;
        return power * Float.intBitsToFloat((n + 127) << 23);
    }
}
