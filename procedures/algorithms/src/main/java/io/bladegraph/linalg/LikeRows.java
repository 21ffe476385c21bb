// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.Monitor;
import java.util.Arrays;

/**
 * Orders the rows of a matrix so that like ones stand together: they are halved along the direction in which they differ
 * most, and so are the halves, down to blocks of a given size. Every cut but the last lies on a multiple of that size.
 *
 * <p>The direction is the first principal one of a sample, by a few steps of power iteration. No chance is involved.
 * O(n (d + log n) log(n / block)) time.
 */
final class LikeRows {
    private static final int SAMPLE = 64;
    private static final int STEPS = 3;
    private static final int REPORT_EVERY = 8192;

    private final float[] rows;
    private final boolean[] counts;
    private final int dimension;
    private final int block;
    private final int[] order;
    private final Monitor monitor;

    private LikeRows(float[] rows, boolean[] counts, int block, Monitor monitor) {
        this.rows = rows;
        this.counts = counts;
        this.dimension = counts.length;
        this.block = block;
        this.monitor = monitor;
        this.order = new int[rows.length / dimension];
        Arrays.setAll(order, i -> i);
    }

    /** The numbers of the rows in their new order, in which only the coordinates that count are looked at. */
    static int[] order(float[] rows, boolean[] counts, int block, Monitor monitor) {
        var like = new LikeRows(rows, counts, block, monitor);
        like.split(0, like.order.length);
        return like.order;
    }

    private void split(int begin, int end) {
        int blocks = (end - begin + block - 1) / block;
        if (blocks < 2) {
            return;
        }
        float[] direction = direction(begin, end);
        long[] keys = new long[end - begin];
        for (int i = begin; i < end; i++) {
            if (i % REPORT_EVERY == 0) {
                monitor.progress("Ordering embeddings", i, order.length);
            }
            int bits = Float.floatToIntBits(Dot.of(direction, rows, order[i] * dimension));
            int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            keys[i - begin] = ((long) ascending << 32) | order[i];
        }
        Arrays.sort(keys);
        for (int i = begin; i < end; i++) {
            order[i] = (int) keys[i - begin];
        }
        int middle = begin + blocks / 2 * block;
        split(begin, middle);
        split(middle, end);
    }

    private float[] direction(int begin, int end) {
        int stride = Math.max(1, (end - begin) / SAMPLE);
        double[] mean = new double[dimension];
        int count = 0;
        for (int i = begin; i < end; i += stride, count++) {
            for (int k = 0; k < dimension; k++) {
                mean[k] += rows[order[i] * dimension + k];
            }
        }
        for (int k = 0; k < dimension; k++) {
            mean[k] /= count;
        }
        double[] direction = centered(order[begin], mean);
        for (int step = 0; step < STEPS; step++) {
            direction = covarianceTimes(direction, mean, begin, end, stride);
        }
        float[] result = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            result[k] = (float) direction[k];
        }
        return result;
    }

    private double[] centered(int row, double[] mean) {
        double[] difference = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            difference[k] = counts[k] ? rows[row * dimension + k] - mean[k] : 0;
        }
        return difference;
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private double[] covarianceTimes(double[] vector, double[] mean, int begin, int end, int stride) {
        double[] product = new double[dimension];
        for (int i = begin; i < end; i += stride) {
            double[] difference = centered(order[i], mean);
            double along = dot(difference, vector);
            for (int k = 0; k < dimension; k++) {
                product[k] += along * difference[k];
            }
        }
        double length = Math.sqrt(dot(product, product));
        for (int k = 0; k < dimension && length > 0; k++) {
            product[k] /= length;
        }
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
