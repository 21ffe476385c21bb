// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.testkit.DistributionAssert;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void equalArgumentsGiveEqualStreams() {
        assertThat(Seeds.stream(42, 1, 2).longs(100)).containsExactly(longs(42, 1, 2));
    }

    @Test
    void seedPathAndItsOrderAllMatter() {
        long[] different = {
            Seeds.derive(42), Seeds.derive(43), Seeds.derive(42, 0), Seeds.derive(42, 1), Seeds.derive(42, -1),
            Seeds.derive(42, 0, 0), Seeds.derive(42, 1, 2), Seeds.derive(42, 2, 1), Seeds.derive(0), Seeds.derive(0, 0)
        };

        assertThat(different).doesNotHaveDuplicates();
    }

    @Test
    void neighboringSeedsAreUnrelated() {
        long[] ones = new long[64];
        for (int seed = 0; seed < 20_000; seed++) {
            long changed = Seeds.derive(seed) ^ Seeds.derive(seed + 1);
            for (int bit = 0; bit < 64; bit++) {
                ones[bit] += (changed >>> bit) & 1;
            }
        }

        DistributionAssert.assertUniform(ones);
        assertThat(LongStream.of(ones).average().orElseThrow()).isBetween(9_950.0, 10_050.0);
    }

    @Test
    void firstNumbersOfTheStreamsOfManyNodesAreUniform() {
        long[] counts = new long[10];
        for (int node = 0; node < 10_000; node++) {
            counts[Seeds.stream(7, node).nextInt(10)]++;
        }

        DistributionAssert.assertUniform(counts);
    }

    @Test
    void allOrdersAreEquallyLikely() {
        long[] counts = new long[27];
        for (int i = 0; i < 60_000; i++) {
            int[] order = Seeds.shuffled(3, Seeds.stream(8, i));
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }

        DistributionAssert.assertUniform(
                LongStream.of(counts).filter(count -> count > 0).toArray());
        assertThat(LongStream.of(counts).filter(count -> count > 0)).hasSize(6);
        assertThat(Seeds.shuffled(0, Seeds.stream(8))).isEmpty();
    }

    @Test
    void mixingLosesNothing() {
        assertThat(LongStream.range(0, 10_000).map(Seeds::mix).distinct().count())
                .isEqualTo(10_000);
    }

    private static Long[] longs(long seed, long... path) {
        return Seeds.stream(seed, path).longs(100).boxed().toArray(Long[]::new);
    }
}
