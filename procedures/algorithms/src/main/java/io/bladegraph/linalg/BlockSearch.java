// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import java.util.Arrays;

/** Searches blocks of items for one block of queries after another: the steps of {@link BestProducts}. Of one thread. */
final class BlockSearch {
    private static final int QUERIES = LikeBlocks.SIZE;
    private static final int ITEMS = LikeBlocks.SIZE;
    /** Blocks whose bounds are looked at, for each that is then computed. */
    private static final int SHORT_LIST = 10;
    /** Bounds and products are rounded: a block must be worse by more than that to be left out. */
    private static final float ROUNDING = 1e-4f;

    private final LikeBlocks items;
    private final boolean[] varies;
    private final int dimension;
    private final int k;
    private final Kernels kernels;

    private final int[] numbers = new int[QUERIES];
    private final float[] vectors;
    /** Queries without their mean, as columns: (dimension, QUERIES). */
    private final float[] differences;

    private final float[] lengths = new float[QUERIES];
    private final TopK[] best = new TopK[QUERIES];
    /** By query the k-th best product that probing found. */
    private final float[] reached = new float[QUERIES];

    private int count;
    private float[] highs;
    private int firstHigh;

    private final int[] active = new int[QUERIES];
    private final float[] activeVectors;
    private final float[] products = new float[QUERIES * ITEMS];

    BlockSearch(LikeBlocks items, boolean[] varies, int k, Kernels kernels) {
        this.items = items;
        this.varies = varies;
        this.dimension = varies.length;
        this.k = k;
        this.kernels = kernels;
        this.vectors = new float[QUERIES * dimension];
        this.differences = new float[dimension * QUERIES];
        this.activeVectors = new float[QUERIES * dimension];
    }

    /**
     * Begins with other queries.
     *
     * @param queries all of them
     * @param block which
     * @param high by block of items the largest product with the mean of these queries
     * @param offset where these begin
     */
    @SuppressWarnings("checkstyle:ParameterNumber")
    void take(LikeBlocks queries, int block, float[] high, int offset) {
        highs = high;
        firstHigh = offset;
        count = queries.size(block);
        Matrix columns = queries.columns(block);
        double[] squares = new double[QUERIES];
        for (int j = 0; j < dimension; j++) {
            float mean = queries.centers()[block * dimension + j];
            for (int i = 0; i < count; i++) {
                float value = columns.data()[columns.offset() + j * QUERIES + i];
                float difference = value - mean;
                vectors[i * dimension + j] = value;
                differences[j * QUERIES + i] = difference;
                squares[i] += varies[j] ? (double) difference * difference : 0;
            }
        }
        for (int i = 0; i < count; i++) {
            numbers[i] = queries.row(block, i);
            lengths[i] = (float) Math.sqrt(squares[i]);
        }
        Arrays.fill(reached, Float.NEGATIVE_INFINITY);
        forget();
    }

    private void forget() {
        for (int i = 0; i < count; i++) {
            best[i] = TopK.of(k);
        }
    }

    /** Looks into the most promising blocks of each query. */
    void probe(int probes) {
        int[] list = shortList((int) Math.min(items.count(), (long) SHORT_LIST * probes));
        float[] estimates = beyondMean(list);
        for (int at = 0; at < list.length; at++) {
            for (int i = 0; i < count; i++) {
                estimates[at * QUERIES + i] += high(list[at]) + lengths[i] * items.spread(list[at]);
            }
        }
        float[] least = new float[count];
        for (int i = 0; i < count; i++) {
            TopK promising = TopK.of(probes);
            for (int at = 0; at < list.length; at++) {
                promising.offer(at, estimates[at * QUERIES + i]);
            }
            least[i] = promising.threshold();
        }
        for (int at = 0; at < list.length; at++) {
            compute(list[at], estimates, at * QUERIES, least);
        }
    }

    /**
     * Looks into every block that may hold something better than what was found, among some. What was found by probing is
     * forgotten at first, as it is found again: no item may be offered twice.
     */
    void verify(int begin, int end) {
        if (begin == 0) {
            for (int i = 0; i < count; i++) {
                reached[i] = best[i].threshold();
            }
            forget();
        }
        int[] strip = new int[end - begin];
        Arrays.setAll(strip, at -> begin + at);
        float[] bounds = beyondMean(strip);
        float[] least = new float[count];
        for (int at = 0; at < strip.length; at++) {
            float high = high(strip[at]);
            for (int i = 0; i < count; i++) {
                float reach = lengths[i] * items.radius(strip[at]);
                float bound = bounds[at * QUERIES + i];
                bounds[at * QUERIES + i] += high + reach + ROUNDING * (Math.abs(high) + Math.abs(bound) + reach);
                least[i] = Math.max(reached[i], best[i].threshold());
            }
            compute(strip[at], bounds, at * QUERIES, least);
        }
    }

    private float high(int block) {
        return highs[firstHigh + block];
    }

    private int[] shortList(int size) {
        TopK largest = TopK.of(size);
        for (int block = 0; block < items.count(); block++) {
            if (!(high(block) < largest.threshold())) {
                largest.offer(block, high(block));
            }
        }
        return largest.drain().items();
    }

    /** (blocks, QUERIES): products of the centers with the queries less their mean. */
    private float[] beyondMean(int[] blocks) {
        int padded = (blocks.length + 3) / 4 * 4;
        float[] centers = new float[padded * dimension];
        for (int at = 0; at < blocks.length; at++) {
            System.arraycopy(items.centers(), blocks[at] * dimension, centers, at * dimension, dimension);
        }
        float[] result = new float[padded * QUERIES];
        kernels.multiply(
                Matrix.of(centers, padded, dimension),
                Matrix.of(differences, dimension, QUERIES),
                Matrix.of(result, padded, QUERIES));
        return result;
    }

    /** Computes the products of a block with the queries whose value is not below the least. */
    @SuppressWarnings("checkstyle:ParameterNumber")
    private void compute(int block, float[] values, int offset, float[] least) {
        int chosen = 0;
        for (int i = 0; i < count; i++) {
            if (!(values[offset + i] < least[i])) {
                System.arraycopy(vectors, i * dimension, activeVectors, chosen * dimension, dimension);
                active[chosen++] = i;
            }
        }
        if (chosen == 0) {
            return;
        }
        int rows = (chosen + 3) / 4 * 4; // as the kernels like them; what the last ones hold is ignored
        kernels.multiply(
                Matrix.of(activeVectors, rows, dimension), items.columns(block), Matrix.of(products, rows, ITEMS));
        for (int i = 0; i < chosen; i++) {
            offer(block, i * ITEMS, active[i]);
        }
    }

    private void offer(int block, int start, int query) {
        int end = start + items.size(block);
        int at = kernels.firstNotBelow(products, start, end, best[query].threshold());
        while (at < end) {
            int item = items.row(block, at - start);
            if (item != numbers[query]) {
                best[query].offer(item, products[at]);
            }
            at = kernels.firstNotBelow(products, at + 1, end, best[query].threshold());
        }
    }

    void drain(TopK.Ranking[] rankings) {
        for (int i = 0; i < count; i++) {
            rankings[numbers[i]] = best[i].drain();
        }
    }
}
