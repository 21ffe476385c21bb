// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against ranking everything. Numbers are small integers, so that products are exact and ties abound. */
class BestProductsTest {

    @ParameterizedTest
    @CsvSource({"1, 3, 2, 1", "5, 5, 3, 10", "300, 300, 4, 7", "700, 1100, 16, 10", "1100, 700, 9, 3", "64, 256, 64, 1"
    })
    void agreeWithRankingEverything(int queries, int items, int dimension, int k) {
        float[] asked = integers(queries, dimension, 1);
        float[] offered = integers(items, dimension, 2);

        TopK.Ranking[] rankings = rank(asked, offered, dimension, k, 1);

        assertRankings(rankings, asked, offered, dimension, k);
    }

    @Test
    void agreeWithRankingEverythingWhereBlocksAreLeftOut() {
        int dimension = 8;
        float[] asked = clustered(2000, dimension, 3);
        float[] offered = clustered(4000, dimension, 4);

        TopK.Ranking[] rankings = rank(asked, offered, dimension, 5, 2);

        assertRankings(rankings, asked, offered, dimension, 5);
    }

    @Test
    void agreeWithRankingEverythingWhereACoordinateIsAnOffset() {
        int dimension = 8;
        float[] asked = clustered(1000, dimension, 5);
        float[] offered = clustered(2000, dimension, 6);
        for (int row = 0; row < 2000; row++) {
            offered[row * dimension + 3] = 1;
        }
        for (int row = 0; row < 1000; row++) {
            asked[row * dimension + 3] = row - 500;
        }

        TopK.Ranking[] rankings = rank(asked, offered, dimension, 5, 2);

        assertRankings(rankings, asked, offered, dimension, 5);
    }

    @Test
    void doNotDependOnTheNumberOfThreads() {
        SplittableRandom random = Seeds.stream(5);
        float[] rows = new float[3000 * 16];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble() - 0.5f;
        }

        TopK.Ranking[] one = rank(rows, rows, 16, 10, 1);
        TopK.Ranking[] four = rank(rows, rows, 16, 10, 4);

        for (int query = 0; query < one.length; query++) {
            assertThat(four[query].items()).containsExactly(one[query].items());
            assertThat(four[query].scores()).containsExactly(one[query].scores());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.4", "4, 0.95", "16, 0.999", "63, 1", "1000, 1"})
    void approximateOnesFindMoreInMoreBlocks(int probes, double least) {
        int dimension = 8;
        float[] asked = clustered(2000, dimension, 3);
        float[] offered = clustered(4000, dimension, 4);
        try (var workers = Workers.of(2)) {
            var products = BestProducts.among(offered, dimension, workers, Monitor.NONE);
            TopK.Ranking[] exact = products.exactly(asked, 5);

            TopK.Ranking[] rankings = products.approximately(asked, 5, probes);

            double recall = asGood(rankings, exact);
            assertThat(recall).isBetween(least, 1.0);
            assertThat(products.recall(asked, rankings, 5)).isCloseTo(recall, within(0.05));
            assertThat(products.recall(asked, exact, 5)).isEqualTo(1);
        }
    }

    @Test
    void approximateOnesDoNotDependOnTheNumberOfThreads() {
        float[] rows = clustered(6000, 8, 7);

        TopK.Ranking[] one = approximate(rows, 8, 2, 1);
        TopK.Ranking[] four = approximate(rows, 8, 2, 4);

        for (int query = 0; query < one.length; query++) {
            assertThat(four[query].items()).containsExactly(one[query].items()).doesNotContain(query);
            assertThat(four[query].scores()).containsExactly(one[query].scores());
        }
    }

    @Test
    void recallOfNothingIsOne() {
        float[] row = {1, 2};
        try (var workers = Workers.of(1)) {
            var products = BestProducts.among(row, 2, workers, Monitor.NONE);

            TopK.Ranking[] rankings = products.approximately(row, 3, 1);

            assertThat(rankings[0].size())
                    .as("a product is not recommended for itself")
                    .isZero();
            assertThat(products.recall(row, rankings, 3)).isEqualTo(1);
        }
    }

    @Test
    void rowsThatAreAllTheSameAreRankedByNumber() {
        float[] rows = new float[600 * 4];
        Arrays.fill(rows, 1f);

        TopK.Ranking[] rankings = rank(rows, rows, 4, 3, 1);

        assertThat(rankings[0].items()).containsExactly(1, 2, 3);
        assertThat(rankings[599].items()).containsExactly(0, 1, 2);
    }

    @Test
    void canBeStopped() {
        float[] rows = integers(2000, 4, 1);
        var calls = new AtomicLong();
        Monitor impatient = (task, done, total) -> {
            if (calls.incrementAndGet() > 4) {
                throw new CancellationException("enough");
            }
        };

        try (var workers = Workers.of(2)) {
            assertThatThrownBy(() ->
                            BestProducts.among(rows, 4, workers, impatient).exactly(rows, 3))
                    .isInstanceOf(CancellationException.class);
        }
    }

    private static TopK.Ranking[] rank(float[] queries, float[] items, int dimension, int k, int threads) {
        try (var workers = Workers.of(threads)) {
            return BestProducts.among(items, dimension, workers, Monitor.NONE).exactly(queries, k);
        }
    }

    private static TopK.Ranking[] approximate(float[] rows, int dimension, int probes, int threads) {
        try (var workers = Workers.of(threads)) {
            return BestProducts.among(rows, dimension, workers, Monitor.NONE).approximately(rows, 10, probes);
        }
    }

    /** How much of what was to be found was found, or something as good. */
    private static double asGood(TopK.Ranking[] answers, TopK.Ranking[] best) {
        long found = 0;
        long wanted = 0;
        for (int query = 0; query < best.length; query++) {
            float last = best[query].scores()[best[query].size() - 1];
            for (float score : answers[query].scores()) {
                found += score >= last ? 1 : 0;
            }
            wanted += best[query].size();
        }
        return (double) found / wanted;
    }

    private static void assertRankings(TopK.Ranking[] rankings, float[] queries, float[] items, int dimension, int k) {
        assertThat(rankings).hasSize(queries.length / dimension);
        for (int query = 0; query < rankings.length; query++) {
            float[] vector = Arrays.copyOfRange(queries, query * dimension, (query + 1) * dimension);
            TopK top = TopK.of(k);
            int self = query;
            IntStream.range(0, items.length / dimension)
                    .filter(item -> item != self)
                    .forEach(item -> top.offer(item, Dot.of(vector, items, item * dimension)));
            TopK.Ranking expected = top.drain();
            assertThat(rankings[query].items()).as("query %d", query).containsExactly(expected.items());
            assertThat(rankings[query].scores()).containsExactly(expected.scores());
        }
    }

    private static float[] integers(int rows, int dimension, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        float[] data = new float[rows * dimension];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextInt(7) - 3;
        }
        return data;
    }

    /** Twenty far-off centers, and noise. */
    private static float[] clustered(int rows, int dimension, long seed) {
        float[] centers = integers(20, dimension, 9);
        SplittableRandom random = Seeds.stream(seed);
        float[] data = integers(rows, dimension, seed);
        for (int row = 0; row < rows; row++) {
            int center = random.nextInt(20);
            for (int k = 0; k < dimension; k++) {
                data[row * dimension + k] += 50 * centers[center * dimension + k];
            }
        }
        return data;
    }
}
