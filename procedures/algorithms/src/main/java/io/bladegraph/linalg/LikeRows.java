// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Orders the rows of a matrix so that like ones stand together: they are halved along the direction in which they differ
 * most, and so are the halves, down to blocks of a given size. Every cut but the last lies on a multiple of that size.
 *
 * <p>The direction is the first principal one of a sample, by a few steps of power iteration. No chance is involved.
 * O(n (d + log n) log(n / block)) time, of which threads share all but the sorting of the first halvings.
 */
final class LikeRows {
    private static final int SAMPLE = 64;
    private static final int STEPS = 3;
    private static final int CHUNK = 8192;
    /** From so many parts on, threads take whole parts. */
    private static final int PARTS = 16;

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
    @SuppressWarnings("checkstyle:ParameterNumber")
    static int[] order(float[] rows, boolean[] counts, int block, Workers workers, Monitor monitor) {
        var like = new LikeRows(rows, counts, block, monitor);
        List<Part> parts = List.of(new Part(0, like.order.length));
        for (int count = 1; count < PARTS; count *= 2) {
            parts = parts.stream().flatMap(part -> like.halve(part, workers)).toList();
        }
        List<Part> large = parts;
        try (var alone = Workers.of(1)) {
            workers.run(large.size(), 1, (begin, end) -> like.split(large.get(begin), alone));
        }
        return like.order;
    }

    /** Some of the rows, as they are ordered now. */
    private record Part(int begin, int end) {
        int size() {
            return end - begin;
        }
    }

    private void split(Part part, Workers workers) {
        if (part.size() > block) {
            halve(part, workers).forEach(half -> split(half, workers));
        }
    }

    private Stream<Part> halve(Part part, Workers workers) {
        int blocks = (part.size() + block - 1) / block;
        if (blocks < 2) {
            return Stream.of(part);
        }
        float[] direction = direction(part.begin(), part.end());
        long[] keys = new long[part.size()];
        workers.run(keys.length, CHUNK, (begin, end) -> {
            monitor.progress("Ordering embeddings", part.begin() + begin, order.length);
            for (int i = begin; i < end; i++) {
                int row = order[part.begin() + i];
                int bits = Float.floatToIntBits(Dot.of(direction, rows, row * dimension));
                int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
                keys[i] = ((long) ascending << 32) | row;
            }
        });
        Arrays.sort(keys);
        for (int i = 0; i < keys.length; i++) {
            order[part.begin() + i] = (int) keys[i];
        }
        int middle = part.begin() + blocks / 2 * block;
        return Stream.of(new Part(part.begin(), middle), new Part(middle, part.end()));
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
