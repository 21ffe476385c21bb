// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.DistributionAssert;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomSubsetTest {
    private final RandomSubset subset = new RandomSubset();

    @ParameterizedTest
    @CsvSource({"2, 6, 15", "4, 6, 15", "3, 6, 20"})
    void everySubsetIsEquallyLikely(int k, int n, int subsets) {
        Map<Long, Long> seen = new HashMap<>();

        for (int draw = 0; draw < 20_000; draw++) {
            subset.draw(k, n, Seeds.stream(3, draw));
            seen.merge(
                    IntStream.range(0, n)
                            .mapToLong(i -> (long) subset.count(i) << i)
                            .sum(),
                    1L,
                    Long::sum);
        }

        assertThat(seen).hasSize(subsets).allSatisfy((members, times) -> assertThat(Long.bitCount(members))
                .isEqualTo(k));
        DistributionAssert.assertUniform(
                seen.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** On either side of what a word holds, and after a larger draw. */
    @ParameterizedTest
    @CsvSource({"20, 130", "110, 130", "10, 65", "60, 65", "10, 64", "60, 64", "1, 64", "10, 63"})
    void everyNumberIsEquallyLikely(int k, int n) {
        long[] times = new long[n];
        subset.draw(100, 1000, Seeds.stream(1));

        for (int draw = 0; draw < 20_000; draw++) {
            subset.draw(k, n, Seeds.stream(4, draw));
            int size = 0;
            for (int i = 0; i < n; i++) {
                times[i] += subset.count(i);
                size += subset.count(i);
            }
            assertThat(size).isEqualTo(k);
        }

        for (long count : times) {
            double expected = 20_000.0 * k / n;
            assertThat((double) count)
                    .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
        }
    }

    @Test
    void mayBeAskedOfTheNumberAfterTheLast() {
        for (int n : new int[] {0, 63, 64, 65, 127, 128}) {
            var fresh = new RandomSubset();
            fresh.draw(5, n, Seeds.stream(1));
            assertThat(fresh.count(n)).isBetween(0, 1);
        }
    }

    @Test
    void takesAllWhereThereAreNoMore() {
        for (int n : new int[] {0, 1, 5, 64, 65, 200}) {
            subset.draw(200, n, null);
            assertThat(IntStream.range(0, n).map(subset::count).sum()).isEqualTo(n);
            subset.draw(0, n, null);
            assertThat(IntStream.range(0, n).map(subset::count).sum()).isZero();
        }
    }
}
