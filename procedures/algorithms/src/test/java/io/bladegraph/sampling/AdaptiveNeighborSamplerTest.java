// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.DistributionAssert;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class AdaptiveNeighborSamplerTest {
    private static final SamplerConfig CONFIG =
            new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 8, 0.5, 2, 20, 10, 0, 0.5);

    private final Neighborhood neighborhood = new Neighborhood();

    @ParameterizedTest
    @Seeded(5)
    void neighborhoodsKeepTheirRules(long seed) {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, seed));
        int nodes = 40;
        var sampler = NeighborSampler.of(roles, CONFIG);

        int reachedFarther = 0;
        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            sampler.sample(vertex, Seeds.stream(seed, vertex), neighborhood);
            Set<Integer> known = neighbors(roles, vertex);
            int direct = Math.min(sampler.budget(vertex), roles.degree(vertex));
            assertThat(neighborhood.size()).isBetween(direct, sampler.budget(vertex));
            assertThat(UniformNeighborSamplerTest.vertices(neighborhood)).doesNotHaveDuplicates();
            for (int i = 0; i < neighborhood.size(); i++) {
                assertThat(neighborhood.hop(i)).isEqualTo(i < direct ? 1 : 3);
                assertThat(known.contains(neighborhood.vertex(i))).isEqualTo(i < direct);
                assertThat(neighborhood.edge(i) == Neighborhood.NO_EDGE).isEqualTo(i >= direct);
                assertThat(neighborhood.vertex(i) < nodes).as("role").isEqualTo(vertex >= nodes);
                assertThat(neighborhood.weight(i)).isPositive().isFinite();
                reachedFarther += neighborhood.hop(i) == 3 ? 1 : 0;
            }
        }
        assertThat(reachedFarther).isPositive();
    }

    /** From source a three steps lead by b, c or d to s and from there to t, or back: weights tell the visits apart. */
    @Test
    void walksEndWhereTheExactProbabilitiesSay() {
        var graph =
                Graphs.parse("(a)-->(e), (a)-->(f), (b)-->(e), (b)-->(g), (b)-->(h), (c)-->(f), (c)-->(i), (d)-->(i)");
        var roles = RoleGraph.of(graph);
        int walks = 2_000;
        var config = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 10, 0, 1, 10, walks, 0, 0.5);
        var sampler = NeighborSampler.of(roles, config);
        int total = walks * (10 - 2);

        sampler.sample(0, Seeds.stream(11, 0), neighborhood);

        double direct = neighborhood.weight(0) + neighborhood.weight(1);
        double[] exact = threeSteps(roles, 0);
        long[] counts = new long[4];
        double[] probabilities = new double[4];
        long strangers = 0;
        double strangerProbability = 0;
        int outcome = 0;
        for (int target : new int[] {6, 7, 8}) {
            counts[outcome] = Math.round(weightOf(9 + target) / direct * total);
            probabilities[outcome] = exact[9 + target];
            strangers += counts[outcome];
            strangerProbability += probabilities[outcome++];
        }
        counts[3] = total - strangers;
        probabilities[3] = 1 - strangerProbability;
        assertThat(neighborhood.size()).isEqualTo(5);
        DistributionAssert.assertFollows(counts, probabilities);
    }

    @Test
    void topUpsKeepTheMostVisited() {
        var roles = RoleGraph.of(Graphs.skewed(60, 500, 2));
        int poor = poorest(roles);
        var wide = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 50, 0, 1, 50, 100, 0, 0.5);
        var narrow = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, roles.degree(poor) + 3, 0, 1, 50, 2_000, 0, 0.5);

        NeighborSampler.of(roles, wide).sample(poor, Seeds.stream(1), neighborhood);
        double rarest = neighborhood.weight(neighborhood.size() - 1);
        NeighborSampler.of(roles, narrow).sample(poor, Seeds.stream(1), neighborhood);

        assertThat(neighborhood.size()).isEqualTo(roles.degree(poor) + 3);
        for (int i = roles.degree(poor) + 1; i < neighborhood.size(); i++) {
            assertThat(neighborhood.weight(i)).isLessThanOrEqualTo(neighborhood.weight(i - 1));
        }
        assertThat(neighborhood.weight(neighborhood.size() - 1)).isGreaterThan(rarest);
    }

    /** Top-ups never outweigh the direct neighbors: their weights are shares of the walks. */
    @Test
    void directWeightsSumToThoseOfAllNeighborsAndTopUpsToLess() {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, 4));
        var sampler = NeighborSampler.of(roles, CONFIG);
        var all = NeighborSampler.of(roles, SamplerConfig.uniform(1_000));

        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            all.sample(vertex, Seeds.stream(1), neighborhood);
            double whole = UniformNeighborSamplerTest.total(neighborhood);
            sampler.sample(vertex, Seeds.stream(1, vertex), neighborhood);
            double direct = 0;
            for (int i = 0; i < neighborhood.size(); i++) {
                direct += neighborhood.hop(i) == 1 ? neighborhood.weight(i) : 0;
            }

            assertThat(direct).isCloseTo(whole, within(1e-9));
            assertThat(UniformNeighborSamplerTest.total(neighborhood) - direct).isLessThanOrEqualTo(direct);
        }
    }

    @Test
    void withoutWalksItStaysWithDirectNeighbors() {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, 4));
        var sampler =
                NeighborSampler.of(roles, new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 8, 0.5, 2, 20, 0, 0, 0.5));

        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            sampler.sample(vertex, Seeds.stream(1, vertex), neighborhood);

            assertThat(neighborhood.size()).isEqualTo(Math.min(sampler.budget(vertex), roles.degree(vertex)));
        }
    }

    @Test
    void equalStreamsGiveEqualSamplesWhateverWasSampledBefore() {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, 4));
        var sampler = NeighborSampler.of(roles, CONFIG);
        var fresh = new Neighborhood();

        for (int vertex = roles.vertexCount() - 1; vertex >= 0; vertex--) {
            sampler.sample(vertex, Seeds.stream(5, vertex), neighborhood);
            fresh.clear();
            sampler.sample(vertex, Seeds.stream(5, vertex), fresh);

            assertThat(describe(neighborhood)).isEqualTo(describe(fresh));
        }
    }

    private static String describe(Neighborhood neighborhood) {
        var text = new StringBuilder();
        for (int i = 0; i < neighborhood.size(); i++) {
            text.append(neighborhood.vertex(i))
                    .append(':')
                    .append(neighborhood.weight(i))
                    .append(' ');
        }
        return text.toString();
    }

    private double weightOf(int vertex) {
        for (int i = 0; i < neighborhood.size(); i++) {
            if (neighborhood.vertex(i) == vertex) {
                return neighborhood.weight(i);
            }
        }
        return 0;
    }

    private static Set<Integer> neighbors(RoleGraph roles, int vertex) {
        var neighbors = new HashSet<Integer>();
        for (int i = 0; i < roles.degree(vertex); i++) {
            neighbors.add(roles.neighbor(vertex, i));
        }
        return neighbors;
    }

    private static double[] threeSteps(RoleGraph roles, int from) {
        double[] at = new double[roles.vertexCount()];
        at[from] = 1;
        for (int step = 0; step < 3; step++) {
            double[] next = new double[at.length];
            for (int vertex = 0; vertex < at.length; vertex++) {
                for (int i = 0; i < roles.degree(vertex); i++) {
                    next[roles.neighbor(vertex, i)] += at[vertex] / roles.degree(vertex);
                }
            }
            at = next;
        }
        assertThat(Arrays.stream(at).sum()).isCloseTo(1, within(1e-12));
        return at;
    }

    private static int poorest(RoleGraph roles) {
        int poorest = 59;
        for (int vertex = 0; vertex < 60; vertex++) {
            if (roles.degree(vertex) > 0 && roles.degree(vertex) < roles.degree(poorest)) {
                poorest = vertex;
            }
        }
        return poorest;
    }
}
