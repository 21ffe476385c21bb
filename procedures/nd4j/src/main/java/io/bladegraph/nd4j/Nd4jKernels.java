// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.nd4j;

import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
import io.bladegraph.linalg.SparseRows;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Large dense products by ND4J, which passes them to OpenBLAS; everything else is left to other kernels.
 *
 * <p>A product pays for copying its factors out of the Java heap and its result back, O(m k + k n + m n) beside O(m n k)
 * arithmetic, and for some forty microseconds of overhead: where plain kernels are quicker, below {@link #SMALLEST}
 * multiplications, it is left to the others as well. BLAS gets one thread per call, because the callers share out rows among threads themselves.
 */
public final class Nd4jKernels implements Kernels {
    private static final long SMALLEST = 1 << 17;

    private final Kernels others;

    /**
     * Loads ND4J with its natives, which the first time unpacks them into a cache folder.
     *
     * @param others what is asked for small products, sparse rows and exponentials
     */
    public Nd4jKernels(Kernels others) {
        this.others = others;
        ND4JClassLoading.setNd4jClassloaderFromClass(Nd4jKernels.class);
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
        product(Matrix.of(new float[1], 1, 1), Matrix.of(new float[1], 1, 1), Matrix.of(new float[1], 1, 1));
    }

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c) {
        if ((long) a.rows() * a.columns() * c.columns() < SMALLEST) {
            others.multiply(a, b, c);
        } else {
            product(a, b, c);
        }
    }

    /**
     * Computes c' = b' a' instead of c = a b: rows in the Java arrays are columns to BLAS, which wants its result in
     * column order, so nothing has to be reordered.
     */
    private static void product(Matrix a, Matrix b, Matrix c) {
        boolean flipA = a.columnStride() != 1;
        boolean flipB = b.columnStride() != 1;
        try (INDArray right = columns(flipA ? a.transposed() : a);
                INDArray left = columns(flipB ? b.transposed() : b);
                INDArray result = uninitialized(c)) {
            Nd4j.gemm(left, right, result, flipB, flipA, 1, 0);
            FloatPointer elements = pointer(result);
            for (int row = 0; row < c.rows(); row++) {
                elements.position((long) row * c.columns())
                        .get(c.data(), c.offset() + row * c.rowStride(), c.columns());
            }
        }
    }

    private static INDArray columns(Matrix matrix) {
        Matrix rows = matrix.packed();
        INDArray copy = uninitialized(rows);
        FloatPointer elements = pointer(copy);
        for (int row = 0; row < rows.rows(); row++) {
            elements.position((long) row * rows.columns())
                    .put(rows.data(), rows.offset() + row * rows.rowStride(), rows.columns());
        }
        return copy;
    }

    private static INDArray uninitialized(Matrix shape) {
        return Nd4j.createUninitialized(DataType.FLOAT, new long[] {shape.columns(), shape.rows()}, 'f');
    }

    private static FloatPointer pointer(INDArray array) {
        return new FloatPointer(array.data().addressPointer());
    }

    @Override
    public void multiply(SparseRows sparse, float[] x, float[] y) {
        others.multiply(sparse, x, y);
    }

    @Override
    public void gather(SparseRows sparse, float[] x, float[] y) {
        others.gather(sparse, x, y);
    }

    @Override
    public void dots(SparseRows sparse, float[] x, float[] y) {
        others.dots(sparse, x, y);
    }

    @Override
    public float max(float[] x, int begin, int end) {
        return others.max(x, begin, end);
    }

    @Override
    public double expSum(float[] x, int begin, int end, float shift) {
        return others.expSum(x, begin, end, shift);
    }

    @Override
    public void dots(float[] vector, float[] rows, int begin, int end, float[] scores) {
        others.dots(vector, rows, begin, end, scores);
    }

    @Override
    @SuppressWarnings("checkstyle:ParameterNumber")
    public void addMultiple(float factor, float[] x, int from, float[] y, int to, int length) {
        others.addMultiple(factor, x, from, y, to, length);
    }

    @Override
    public int firstNotBelow(float[] x, int begin, int end, float threshold) {
        return others.firstNotBelow(x, begin, end, threshold);
    }
}
