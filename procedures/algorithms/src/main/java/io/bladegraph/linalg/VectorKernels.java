// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels in the Vector API. Present only where the JVM runs with {@code --add-modules jdk.incubator.vector}.
 *
 * <p>The dense product keeps a tile of 4 rows by 4 vectors of the result in registers, so that a loaded vector of the
 * right factor is used four times; it goes down the rows first, so that a strip of the right factor stays in the cache.
 * What the tile does not cover goes to {@link PlainKernels}.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TILE = 4 * LANES;
    private static final int RUN = 32 * LANES;
    private static final float TO_INTEGER = 0x1.8p23f;

    private final PlainKernels plain = new PlainKernels();

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c) {
        Matrix right = b.packed();
        int rows = a.rows() & -4;
        int columns = c.columns() - c.columns() % TILE;
        for (int j = 0; j < columns; j += TILE) {
            for (int i = 0; i < rows; i += 4) {
                tile(a, right, c, i, j);
            }
        }
        if (columns < c.columns()) {
            plain.multiply(a.rows(0, rows), columnsFrom(right, columns), columnsFrom(c.rows(0, rows), columns));
        }
        if (rows < a.rows()) {
            plain.multiply(a.rows(rows, a.rows()), right, c.rows(rows, a.rows()));
        }
    }

    private static Matrix columnsFrom(Matrix matrix, int column) {
        return new Matrix(
                matrix.data(),
                matrix.offset() + column,
                matrix.rows(),
                matrix.columns() - column,
                matrix.rowStride(),
                1);
    }

    /**
     * One tile of the product: sixteen accumulators, written out because the JIT keeps only locals in registers, and boxes
     * them for the whole loop where it does not inline a method that takes them.
     */
    @SuppressWarnings("checkstyle:MethodLength")
    private static void tile(Matrix a, Matrix b, Matrix c, int i, int j) {
        var zero = FloatVector.zero(SPECIES);
        FloatVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
        FloatVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
        FloatVector c20 = zero, c21 = zero, c22 = zero, c23 = zero;
        FloatVector c30 = zero, c31 = zero, c32 = zero, c33 = zero;
        float[] left = a.data();
        float[] right = b.data();
        int step = a.rowStride();
        int position = a.offset() + i * step;
        int source = b.offset() + j;
        for (int k = 0; k < a.columns(); k++, position += a.columnStride(), source += b.rowStride()) {
            var b0 = FloatVector.fromArray(SPECIES, right, source);
            var b1 = FloatVector.fromArray(SPECIES, right, source + LANES);
            var b2 = FloatVector.fromArray(SPECIES, right, source + 2 * LANES);
            var b3 = FloatVector.fromArray(SPECIES, right, source + 3 * LANES);
            var x = FloatVector.broadcast(SPECIES, left[position]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = FloatVector.broadcast(SPECIES, left[position + step]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = FloatVector.broadcast(SPECIES, left[position + 2 * step]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = FloatVector.broadcast(SPECIES, left[position + 3 * step]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
        }
        float[] product = c.data();
        int target = c.offset() + i * c.rowStride() + j;
        c00.intoArray(product, target);
        c01.intoArray(product, target + LANES);
        c02.intoArray(product, target + 2 * LANES);
        c03.intoArray(product, target + 3 * LANES);
        target = c.offset() + (i + 1) * c.rowStride() + j;
        c10.intoArray(product, target);
        c11.intoArray(product, target + LANES);
        c12.intoArray(product, target + 2 * LANES);
        c13.intoArray(product, target + 3 * LANES);
        target = c.offset() + (i + 2) * c.rowStride() + j;
        c20.intoArray(product, target);
        c21.intoArray(product, target + LANES);
        c22.intoArray(product, target + 2 * LANES);
        c23.intoArray(product, target + 3 * LANES);
        target = c.offset() + (i + 3) * c.rowStride() + j;
        c30.intoArray(product, target);
        c31.intoArray(product, target + LANES);
        c32.intoArray(product, target + 2 * LANES);
        c33.intoArray(product, target + 3 * LANES);
    }

    @Override
    public void multiply(SparseRows sparse, float[] x, float[] y) {
        if (x.length / sparse.matrix().columnCount() % LANES == 0) {
            VectorRows.gather(sparse, x, y, false);
        } else {
            plain.multiply(sparse, x, y);
        }
    }

    @Override
    public void gather(SparseRows sparse, float[] x, float[] y) {
        if (x.length / sparse.matrix().columnCount() % LANES == 0) {
            VectorRows.gather(sparse, x, y, true);
        } else {
            plain.gather(sparse, x, y);
        }
    }

    @Override
    public void dots(SparseRows sparse, float[] x, float[] y) {
        if (y.length / sparse.matrix().columnCount() % LANES == 0) {
            VectorRows.dots(sparse, x, y);
        } else {
            plain.dots(sparse, x, y);
        }
    }

    @Override
    public float max(float[] x, int begin, int end) {
        var largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int i = begin;
        for (; i + LANES <= end; i += LANES) {
            largest = largest.max(FloatVector.fromArray(SPECIES, x, i));
        }
        return Math.max(largest.reduceLanes(VectorOperators.MAX), plain.max(x, i, end));
    }

    /** Lanes sum up in float, and only over a short run: longer sums would lose the accuracy promised. */
    @Override
    public double expSum(float[] x, int begin, int end, float shift) {
        double total = 0;
        int i = begin;
        while (i + LANES <= end) {
            int runEnd = Math.min(end, i + RUN);
            var sum = FloatVector.zero(SPECIES);
            for (; i + LANES <= runEnd; i += LANES) {
                var power = exp(FloatVector.fromArray(SPECIES, x, i).sub(shift));
                power.intoArray(x, i);
                sum = sum.add(power);
            }
            total += sum.reduceLanes(VectorOperators.ADD);
        }
        return total + plain.expSum(x, i, end, shift);
    }

    /**
     * As in {@link PlainKernels}. The exponential of the Vector API itself has other last bits before it is compiled than
     * afterwards, so that results would hang on the moment of compilation.
     */
    private static FloatVector exp(FloatVector x) {
        var shifted = x.mul(PlainKernels.LOG2_E).add(TO_INTEGER); // the integer is in the low bits now
        var n = shifted.sub(TO_INTEGER);
        var r = n.fma(broadcast(-PlainKernels.LN2_LOW), n.fma(broadcast(-PlainKernels.LN2_HIGH), x));
        var polynomial = broadcast(0.00019875691f).fma(r, broadcast(0.0013981999f));
        polynomial = polynomial.fma(r, broadcast(0.008333452f));
        polynomial = polynomial.fma(r, broadcast(0.041665796f));
        polynomial = polynomial.fma(r, broadcast(0.16666666f));
        polynomial = polynomial.fma(r, broadcast(0.5f));
        polynomial = polynomial.fma(r, broadcast(1f)).fma(r, broadcast(1f));
        var exponent = shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, 23)
                .add(127 << 23)
                .reinterpretAsFloats();
        return polynomial.mul(exponent).blend(0f, x.compare(VectorOperators.LE, PlainKernels.LEAST_EXPONENT));
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** Four vectors of a row at a time; what they do not cover is added up in plain Java. */
    @Override
    public void dots(float[] vector, float[] rows, int begin, int end, float[] scores) {
        int dimension = vector.length;
        int covered = dimension - dimension % LANES;
        for (int row = begin; row < end; row++) {
            int first = row * dimension;
            var sum = FloatVector.zero(SPECIES);
            for (int k = 0; k < covered; k += LANES) {
                sum = FloatVector.fromArray(SPECIES, vector, k)
                        .fma(FloatVector.fromArray(SPECIES, rows, first + k), sum);
            }
            float total = sum.reduceLanes(VectorOperators.ADD);
            for (int k = covered; k < dimension; k++) {
                total += vector[k] * rows[first + k];
            }
            scores[row - begin] = total;
        }
    }

    @Override
    @SuppressWarnings("checkstyle:ParameterNumber")
    public void addMultiple(float factor, float[] x, int from, float[] y, int to, int length) {
        int k = 0;
        var multiplier = FloatVector.broadcast(SPECIES, factor);
        for (; k + LANES <= length; k += LANES) {
            multiplier
                    .fma(FloatVector.fromArray(SPECIES, x, from + k), FloatVector.fromArray(SPECIES, y, to + k))
                    .intoArray(y, to + k);
        }
        plain.addMultiple(factor, x, from + k, y, to + k, length - k);
    }

    @Override
    public int firstNotBelow(float[] x, int begin, int end, float threshold) {
        int i = begin;
        for (; i + TILE <= end; i += TILE) {
            var a = FloatVector.fromArray(SPECIES, x, i).lt(threshold);
            var b = FloatVector.fromArray(SPECIES, x, i + LANES).lt(threshold);
            var c = FloatVector.fromArray(SPECIES, x, i + 2 * LANES).lt(threshold);
            var d = FloatVector.fromArray(SPECIES, x, i + 3 * LANES).lt(threshold);
            if (!a.and(b).and(c.and(d)).allTrue()) {
                break;
            }
        }
        return plain.firstNotBelow(x, i, end, threshold);
    }
}
