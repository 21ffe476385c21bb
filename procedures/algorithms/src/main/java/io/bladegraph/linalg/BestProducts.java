// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * The k largest inner products of every row of one matrix with the rows of another: exactly, and mostly without computing
 * the others.
 *
 * <p>Like rows stand together in blocks: {@link LikeRows}. A block of items with center c and radius r holds no product
 * with a query q above q.c + |q| r; it is left out where that is less than the k-th product found so far. Blocks are taken
 * in the order of their bounds, so the large products are found early. What is left is dense products that stay in the
 * cache. Where nothing is alike nothing is left out, and all n<sup>2</sup> d products are computed.
 *
 * <p>The answer is that of ranking all products, up to the rounding of the {@link Kernels}; equal ones stand in the order
 * of their items. Memory: a copy of both matrices.
 */
public final class BestProducts {
    private static final int QUERIES = 64;
    private static final int ITEMS = 64;
    /** Bounds and products are rounded: a block must be worse by more than that to be left out. */
    private static final float ROUNDING = 1e-4f;

    private final int dimension;
    private final int k;
    private final float[] queries;
    private final int[] queryOrder;
    private final float[] items;
    private final int[] itemOrder;
    private final Balls balls;
    /** By coordinate whether items differ in it: one that is the same in all, as that of an offset, widens no ball. */
    private final boolean[] varies;

    private final Kernels kernels = KernelChoice.best();

    /** What a block of items lies in: centers as columns, (dimension, blocks), and by block the radius. */
    private record Balls(float[] centers, float[] radii) {}

    private BestProducts(float[] queries, float[] items, int dimension, int k, Monitor monitor) {
        this.dimension = dimension;
        this.k = k;
        this.queries = queries;
        this.varies = new boolean[dimension];
        for (int at = 0; at < items.length; at++) {
            varies[at % dimension] |= items[at] != items[at % dimension];
        }
        this.queryOrder = LikeRows.order(queries, varies, QUERIES, monitor);
        this.itemOrder = LikeRows.order(items, varies, ITEMS, monitor);
        this.items = new float[blocks() * ITEMS * dimension];
        this.balls = new Balls(new float[dimension * blocks()], new float[blocks()]);
        for (int block = 0; block < blocks(); block++) {
            pack(items, block);
        }
    }

    /**
     * Finds the best items of every query; a query is never answered by the item of its own number.
     *
     * @param queries row-major, (n, dimension), finite
     * @param items row-major, (m, dimension), finite
     * @param dimension length of a row
     * @param k how many to find
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return the best items by query, best first
     */
    @SuppressWarnings("checkstyle:ParameterNumber")
    public static TopK.Ranking[] of(
            float[] queries, float[] items, int dimension, int k, Workers workers, Monitor monitor) {
        var search = new BestProducts(queries, items, dimension, k, monitor);
        int count = queries.length / dimension;
        var rankings = new TopK.Ranking[count];
        workers.run(count, QUERIES, (begin, end) -> {
            monitor.progress("Ranking", begin, count);
            search.rank(begin, end, rankings);
        });
        return rankings;
    }

    private int blocks() {
        return (itemOrder.length + ITEMS - 1) / ITEMS;
    }

    /** Lays a block down as a matrix (dimension, ITEMS) and measures it. */
    private void pack(float[] rows, int block) {
        int size = size(block);
        int start = block * ITEMS * dimension;
        for (int i = 0; i < size; i++) {
            int row = itemOrder[block * ITEMS + i] * dimension;
            for (int j = 0; j < dimension; j++) {
                items[start + j * ITEMS + i] = rows[row + j];
            }
        }
        for (int j = 0; j < dimension; j++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += items[start + j * ITEMS + i];
            }
            balls.centers[j * blocks() + block] = (float) (sum / size);
        }
        double farthest = 0;
        for (int i = 0; i < size; i++) {
            double distance = 0;
            for (int j = 0; j < dimension; j++) {
                double difference = items[start + j * ITEMS + i] - balls.centers[j * blocks() + block];
                distance += difference * difference;
            }
            farthest = Math.max(farthest, distance);
        }
        balls.radii[block] = (float) Math.sqrt(farthest);
    }

    private int size(int block) {
        return Math.min(ITEMS, itemOrder.length - block * ITEMS);
    }

    private void rank(int begin, int end, TopK.Ranking[] rankings) {
        float[] vectors = new float[(end - begin) * dimension];
        TopK[] best = new TopK[end - begin];
        for (int i = 0; i < best.length; i++) {
            best[i] = TopK.of(k);
            System.arraycopy(queries, queryOrder[begin + i] * dimension, vectors, i * dimension, dimension);
        }
        float[] bounds = bounds(vectors);
        var active = new Active(best.length);
        for (int block : byLargestBound(bounds)) {
            active.choose(bounds, block, best, vectors);
            if (active.count > 0) {
                active.score(block);
                for (int i = 0; i < active.count; i++) {
                    int query = active.queries[i];
                    offer(active.scores, i * ITEMS, block, queryOrder[begin + query], best[query]);
                }
            }
        }
        for (int i = 0; i < best.length; i++) {
            rankings[queryOrder[begin + i]] = best[i].drain();
        }
    }

    /** (queries, blocks): what no product of a query with a block exceeds. */
    private float[] bounds(float[] vectors) {
        int rows = vectors.length / dimension;
        float[] bounds = new float[rows * blocks()];
        kernels.multiply(
                Matrix.of(vectors, rows, dimension),
                Matrix.of(balls.centers, dimension, blocks()),
                Matrix.of(bounds, rows, blocks()));
        for (int i = 0; i < rows; i++) {
            double squares = 0;
            for (int j = 0; j < dimension; j++) {
                squares += varies[j] ? (double) vectors[i * dimension + j] * vectors[i * dimension + j] : 0;
            }
            float length = (float) Math.sqrt(squares);
            for (int block = 0; block < blocks(); block++) {
                int at = i * blocks() + block;
                float reach = length * balls.radii[block];
                bounds[at] += reach + ROUNDING * (Math.abs(bounds[at]) + reach);
            }
        }
        return bounds;
    }

    private int[] byLargestBound(float[] bounds) {
        long[] keys = new long[blocks()];
        for (int block = 0; block < keys.length; block++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int at = block; at < bounds.length; at += blocks()) {
                largest = Math.max(largest, bounds[at]);
            }
            int bits = Float.floatToIntBits(largest);
            int descending = ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
            keys[block] = ((long) descending << 32) | block;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private void offer(float[] scores, int start, int block, int query, TopK best) {
        int end = start + size(block);
        int at = kernels.firstNotBelow(scores, start, end, best.threshold());
        while (at < end) {
            int item = itemOrder[block * ITEMS + at - start];
            if (item != query) {
                best.offer(item, scores[at]);
            }
            at = kernels.firstNotBelow(scores, at + 1, end, best.threshold());
        }
    }

    /** The queries of a block that a block of items may have something for. */
    private final class Active {
        private final int[] queries;
        private final float[] vectors;
        private final float[] scores;
        private int count;

        Active(int most) {
            int padded = (most + 3) / 4 * 4;
            this.queries = new int[most];
            this.vectors = new float[padded * dimension];
            this.scores = new float[padded * ITEMS];
        }

        void choose(float[] bounds, int block, TopK[] best, float[] from) {
            count = 0;
            for (int query = 0; query < best.length; query++) {
                if (!(bounds[query * blocks() + block] < best[query].threshold())) {
                    System.arraycopy(from, query * dimension, vectors, count * dimension, dimension);
                    queries[count++] = query;
                }
            }
        }

        /** In rows of four, as the kernels like them; what the last ones hold beyond {@code count} is ignored. */
        void score(int block) {
            int rows = (count + 3) / 4 * 4;
            kernels.multiply(
                    Matrix.of(vectors, rows, dimension),
                    new Matrix(items, block * ITEMS * dimension, dimension, ITEMS, ITEMS, 1),
                    Matrix.of(scores, rows, ITEMS));
        }
    }
}
