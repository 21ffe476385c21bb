// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.DistributionAssert;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class NegativeSamplerTest {

    @Test
    void sharedNegativesAreDistinctAndUniform() {
        var sampler = new NegativeSampler(Graphs.parse("(a)-->(b), (h)"));
        long[] seen = new long[8];

        for (int batch = 0; batch < 4_000; batch++) {
            int[] drawn = sampler.shared(3, Seeds.stream(1, batch));
            assertThat(drawn).hasSize(3).doesNotHaveDuplicates();
            seen[drawn[0]]++;
        }

        DistributionAssert.assertUniform(seen);
    }

    @ParameterizedTest
    @Seeded(10)
    void sharedNegativesDoNotDependOnEarlierBatches(long seed) {
        var graph = Graphs.random(50, 100, seed);
        var used = new NegativeSampler(graph);
        for (int batch = 0; batch < 20; batch++) {
            used.shared(1 + 5 * batch % 50, Seeds.stream(seed, batch));
        }

        int[] drawn = used.shared(30, Seeds.stream(seed, 99));

        assertThat(drawn).isEqualTo(new NegativeSampler(graph).shared(30, Seeds.stream(seed, 99)));
    }

    @Test
    void noMoreNodesAreSharedThanThereAre() {
        var sampler = new NegativeSampler(Graphs.parse("(a)-->(b), (d)"));

        assertThat(sampler.shared(100, Seeds.stream(1))).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void drawsFromAllNodesThatAreNotLinked() {
        var sampler = new NegativeSampler(Graphs.parse("(a)-->(b), (a)-->(d), (c)-->(a), (f)"));
        SplittableRandom random = Seeds.stream(4);
        long[] seen = new long[6];

        for (int draw = 0; draw < 3_000; draw++) {
            seen[sampler.draw(0, random)]++;
        }

        DistributionAssert.assertFollows(seen, new double[] {0, 0, 1 / 3.0, 0, 1 / 3.0, 1 / 3.0});
    }

    @Test
    void givesUpOnASourceLinkedToAll() {
        var sampler = new NegativeSampler(Graphs.parse("(a)-->(b), (a)-->(c)"));

        assertThat(sampler.draw(0, Seeds.stream(1))).isEqualTo(-1);
    }
}
