// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * The k largest inner products of every row of one matrix, the queries, with the rows of another, the items: mostly without
 * computing the others.
 *
 * <p>Like items stand together in blocks, and so do like queries. Let m be the mean of a block of queries, and let a block
 * of items have the center c and the radius r. For a query q and an item x of these blocks
 *
 * <pre>q.x = m.x + (q - m).c + (q - m).(x - c) &lt;= max m.x + (q - m).c + |q - m| r</pre>
 *
 * where the maximum is over the items of the block: one product for 64 queries. Two searches are built on this.
 *
 * <ul>
 *   <li>{@link #approximately} computes the products of a query with its most promising blocks only: those with the largest
 *       bounds, were the typical distance from the center the radius, among the blocks in which m.x is largest. That is a
 *       fixed number of products per query and 1/64 of all for the maxima: O(n (m / 64 + 64 probes) d) time.
 *   <li>{@link #exactly} begins so, and then computes the products with all blocks whose bound is not below the k-th best
 *       product found. Where nothing is alike nothing is left out: O(n m d) time.
 * </ul>
 *
 * <p>Exact answers are those of ranking all products, up to the rounding of the {@link Kernels}; equal ones stand in the
 * order of their items. Memory: a copy of both matrices. The same bits at any number of threads.
 */
public final class BestProducts {
    /** Blocks of queries that a thread takes at once. */
    private static final int CHUNK = 32;
    /** Blocks of items between two looks at the monitor. */
    private static final int STRIP = 64;
    /** How many blocks an exact search begins with. */
    private static final int FIRST = 16;
    /** How many queries recall is measured on. */
    private static final int SAMPLE = 512;
    /** Products that differ by less are equal. */
    private static final float ROUNDING = 1e-5f;

    private final LikeBlocks items;
    private final boolean[] varies;
    private final Workers workers;
    private final Monitor monitor;
    private final Kernels kernels = KernelChoice.best();

    private BestProducts(LikeBlocks items, boolean[] varies, Workers workers, Monitor monitor) {
        this.items = items;
        this.varies = varies;
        this.workers = workers;
        this.monitor = monitor;
    }

    /**
     * Prepares items to be searched.
     *
     * @param items row-major, (m, dimension), finite
     * @param dimension length of a row
     * @param workers who does this and searches
     * @param monitor hears of progress, may stop it
     * @return the search
     */
    public static BestProducts among(float[] items, int dimension, Workers workers, Monitor monitor) {
        boolean[] varies = new boolean[dimension];
        for (int at = 0; at < items.length; at++) {
            varies[at % dimension] |= items[at] != items[at % dimension];
        }
        return new BestProducts(LikeBlocks.of(items, varies, workers, monitor), varies, workers, monitor);
    }

    /**
     * Finds the best items of every query; a query is never answered by the item of its own number.
     *
     * @param queries row-major, (n, dimension), finite
     * @param k how many to find
     * @return the best items by query, best first
     */
    public TopK.Ranking[] exactly(float[] queries, int k) {
        return search(queries, k, FIRST, true);
    }

    /**
     * Finds good items of every query; a query is never answered by the item of its own number.
     *
     * @param queries row-major, (n, dimension), finite
     * @param k how many to find
     * @param probes how many blocks of 64 items to look into for every query; where there are no more, the answer is exact
     * @return what was found by query, best first; fewer than k where the blocks hold fewer
     */
    public TopK.Ranking[] approximately(float[] queries, int k, int probes) {
        return search(queries, k, probes, false);
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private TopK.Ranking[] search(float[] queries, int k, int probes, boolean exact) {
        LikeBlocks asked = LikeBlocks.of(queries, varies, workers, monitor);
        var rankings = new TopK.Ranking[queries.length / varies.length];
        workers.run(asked.count(), CHUNK, (begin, end) -> {
            Runnable checkpoint = () -> monitor.progress("Ranking", begin, asked.count());
            float[] highs = highs(asked, begin, end, checkpoint);
            var search = new BlockSearch(items, varies, k, kernels);
            for (int block = begin; block < end; block++) {
                checkpoint.run();
                search.take(asked, block, highs, (block - begin) * items.count());
                search.probe(probes);
                for (int strip = 0; exact && strip < items.count(); strip += STRIP) {
                    checkpoint.run();
                    search.verify(strip, Math.min(items.count(), strip + STRIP));
                }
                search.drain(rankings);
            }
        });
        return rankings;
    }

    /** (blocks of queries, blocks of items): the largest product of the mean of the former with an item of the latter. */
    private float[] highs(LikeBlocks asked, int begin, int end, Runnable checkpoint) {
        Matrix means = Matrix.of(asked.centers(), asked.count(), varies.length).rows(begin, end);
        float[] products = new float[means.rows() * LikeBlocks.SIZE];
        float[] highs = new float[means.rows() * items.count()];
        for (int block = 0; block < items.count(); block++) {
            if (block % STRIP == 0) {
                checkpoint.run();
            }
            kernels.multiply(means, items.columns(block), Matrix.of(products, means.rows(), LikeBlocks.SIZE));
            for (int i = 0; i < means.rows(); i++) {
                int start = i * LikeBlocks.SIZE;
                highs[i * items.count() + block] = kernels.max(products, start, start + items.size(block));
            }
        }
        return highs;
    }

    /**
     * Measures how much of the best was found, on up to 512 queries at equal distances. An item as good as the k-th best
     * counts as found.
     *
     * @param queries what was asked
     * @param rankings what was answered
     * @param k how many were asked for
     * @return found items by items to be found, 0 to 1; 1 where there was nothing to be found
     */
    public double recall(float[] queries, TopK.Ranking[] rankings, int k) {
        int count = Math.min(SAMPLE, rankings.length);
        var wanted = new LongAdder();
        var found = new LongAdder();
        workers.run(count, LikeBlocks.SIZE, (begin, end) -> {
            int[] sample = new int[end - begin];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = (int) ((long) (begin + i) * rankings.length / count);
            }
            TopK.Ranking[] best = all(queries, sample, k);
            for (int i = 0; i < sample.length; i++) {
                wanted.add(best[i].size());
                found.add(asGood(rankings[sample[i]], best[i]));
            }
        });
        return wanted.sum() == 0 ? 1 : (double) found.sum() / wanted.sum();
    }

    /** Ranks all items, without any bound. */
    private TopK.Ranking[] all(float[] queries, int[] sample, int k) {
        int dimension = varies.length;
        float[] vectors = new float[sample.length * dimension];
        TopK[] best = new TopK[sample.length];
        for (int i = 0; i < sample.length; i++) {
            System.arraycopy(queries, sample[i] * dimension, vectors, i * dimension, dimension);
            best[i] = TopK.of(k);
        }
        float[] products = new float[sample.length * LikeBlocks.SIZE];
        for (int block = 0; block < items.count(); block++) {
            monitor.progress("Measuring recall", block, items.count());
            kernels.multiply(
                    Matrix.of(vectors, sample.length, dimension),
                    items.columns(block),
                    Matrix.of(products, sample.length, LikeBlocks.SIZE));
            for (int i = 0; i < sample.length; i++) {
                for (int j = 0; j < items.size(block); j++) {
                    float product = products[i * LikeBlocks.SIZE + j];
                    if (items.row(block, j) != sample[i] && !(product < best[i].threshold())) {
                        best[i].offer(items.row(block, j), product);
                    }
                }
            }
        }
        return Arrays.stream(best).map(TopK::drain).toArray(TopK.Ranking[]::new);
    }

    private static int asGood(TopK.Ranking answer, TopK.Ranking best) {
        int count = 0;
        for (int i = 0; i < answer.size() && best.size() > 0; i++) {
            float last = best.scores()[best.size() - 1];
            count += answer.scores()[i] >= last - ROUNDING * Math.abs(last) ? 1 : 0;
        }
        return count;
    }
}
