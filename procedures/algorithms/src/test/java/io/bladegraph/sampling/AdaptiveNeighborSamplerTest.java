// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.Alone;
import io.bladegraph.testkit.DistributionAssert;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class AdaptiveNeighborSamplerTest {
    private static final SamplerConfig CONFIG =
            new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 8, 0.5, 2, 20, 80, 5, 0, 0.5);

    private final Neighborhood neighborhood = new Neighborhood();

    @ParameterizedTest
    @Seeded(5)
    void neighborhoodsKeepTheirRules(long seed) {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, seed));
        int nodes = 40;
        var sampler = NeighborSampler.of(roles, CONFIG, Alone.WORKERS);

        int reachedFarther = 0;
        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            sampler.sample(vertex, Seeds.stream(seed, vertex), neighborhood);
            Set<Integer> known = neighbors(roles, vertex);
            int direct = Math.min(sampler.budget(vertex), roles.degree(vertex));
            assertThat(neighborhood.size()).isBetween(direct, sampler.budget(vertex));
            assertThat(UniformNeighborSamplerTest.vertices(neighborhood)).doesNotHaveDuplicates();
            for (int i = 0; i < neighborhood.size(); i++) {
                boolean isNeighbor = known.contains(neighborhood.vertex(i));
                assertThat(neighborhood.hop(i)).isEqualTo(isNeighbor ? 1 : 3);
                assertThat(neighborhood.edge(i) == Neighborhood.NO_EDGE).isNotEqualTo(isNeighbor);
                assertThat(neighborhood.vertex(i) < nodes).as("role").isEqualTo(vertex >= nodes);
                assertThat(neighborhood.weight(i)).isPositive().isFinite();
                assertThat(neighborhood.maskedWeight(i)).isBetween(0.0, neighborhood.weight(i));
                reachedFarther += isNeighbor ? 0 : 1;
            }
        }
        assertThat(reachedFarther).isPositive();
    }

    /** Weights, masked weights and the choice against the formulas of {@link VisitedNeighbors} with exact chances. */
    @Test
    void weighsAndChoosesAsTheExactWalksSay() {
        var roles = RoleGraph.of(Graphs.parse("(a)-[3]->(e), (a)-[1]->(f), (b)-[2]->(e), (b)-[5]->(g), (b)-[1]->(h),"
                + " (c)-[4]->(f), (c)-[1]->(i), (d)-[2]->(i)"));
        double[] strengths = roles.strengths(Alone.WORKERS);
        double[][] steps = Diffusion.steps(roles);
        double[][] walks = Diffusion.threeSteps(steps, 0);
        double reach = 3.0 / (3 + 2);
        List<Integer> ranked = IntStream.range(0, roles.vertexCount())
                .boxed()
                .filter(x -> steps[0][x] + Diffusion.visits(walks, x) > 0)
                .sorted(Comparator.comparingDouble(x -> -steps[0][x] - Diffusion.visits(walks, x)))
                .toList();
        assertThat(ranked).hasSize(5);

        for (int budget = 1; budget <= 5; budget++) {
            var config = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, budget, 0, 1, 5, 50_000, 3, 0, 0.3);
            NeighborSampler.of(roles, config, Alone.WORKERS).sample(0, Seeds.stream(1), neighborhood);

            assertThat(UniformNeighborSamplerTest.vertices(neighborhood))
                    .containsExactlyInAnyOrder(
                            ranked.subList(0, budget).stream().mapToInt(x -> x).toArray());
        }
        double all = 0;
        for (int x : ranked) {
            double correction = Math.pow(strengths[0] / strengths[x], 0.3);
            all += ((1 - reach) * steps[0][x] + reach * Diffusion.visits(walks, x)) * correction;
        }
        double scale = whole(roles) / all;
        for (int x : ranked) {
            double correction = scale * Math.pow(strengths[0] / strengths[x], 0.3);
            double visits = Diffusion.visits(walks, x);
            double byWay = visits - walks[x][x];
            int i = Arrays.stream(UniformNeighborSamplerTest.vertices(neighborhood))
                    .boxed()
                    .toList()
                    .indexOf(x);
            assertThat(neighborhood.weight(i))
                    .isCloseTo(((1 - reach) * steps[0][x] + reach * visits) * correction, within(0.01));
            assertThat(neighborhood.maskedWeight(i)).isCloseTo(reach * byWay * correction, within(0.01));
        }
    }

    private double whole(RoleGraph roles) {
        var config = new SamplerConfig(SamplerConfig.Kind.UNIFORM, 100, 0, 1, 100, 0, 0, 0, 0.3);
        var all = new Neighborhood();
        NeighborSampler.of(roles, config, Alone.WORKERS).sample(0, Seeds.stream(1), all);
        return UniformNeighborSamplerTest.total(all);
    }

    @Test
    void weightsSumToThoseOfAllNeighbors() {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, 4));
        var sampler = NeighborSampler.of(roles, CONFIG, Alone.WORKERS);
        var all = NeighborSampler.of(roles, SamplerConfig.uniform(1_000), Alone.WORKERS);

        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            all.sample(vertex, Seeds.stream(1), neighborhood);
            double whole = UniformNeighborSamplerTest.total(neighborhood);
            sampler.sample(vertex, Seeds.stream(1, vertex), neighborhood);

            assertThat(UniformNeighborSamplerTest.total(neighborhood)).isCloseTo(whole, within(1e-9));
        }
    }

    /** No walk tells the neighbors of a star's center apart, so each pair of them is as likely as any other. */
    @Test
    void chanceDecidesAmongEquals() {
        var roles = RoleGraph.of(Graphs.parse("(a)-->(b), (a)-->(c), (a)-->(d), (a)-->(e)"));
        var config = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 2, 0, 2, 2, 1, 0, 0, 0.5);
        var sampler = NeighborSampler.of(roles, config, Alone.WORKERS);
        long[] counts = new long[4];

        for (int draw = 0; draw < 4_000; draw++) {
            sampler.sample(0, Seeds.stream(2, draw), neighborhood);
            for (int vertex : UniformNeighborSamplerTest.vertices(neighborhood)) {
                counts[vertex - roles.vertexCount() / 2 - 1]++;
            }
        }

        DistributionAssert.assertUniform(counts);
    }

    @Test
    void withoutWalksItDrawsDirectNeighbors() {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, 4));
        var config = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 8, 0.5, 2, 20, 0, 5, 0, 0.5);
        var sampler = NeighborSampler.of(roles, config, Alone.WORKERS);

        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            sampler.sample(vertex, Seeds.stream(1, vertex), neighborhood);

            assertThat(neighborhood.size()).isEqualTo(Math.min(sampler.budget(vertex), roles.degree(vertex)));
            assertThat(IntStream.range(0, neighborhood.size())).allMatch(i -> neighborhood.hop(i) == 1);
        }
    }

    /** With reach 0 walks choose among neighbors, and nobody else is heard. */
    @Test
    void withoutReachItHearsNeighborsAlone() {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, 4));
        var config = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 3, 0, 2, 20, 50, 0, 0, 0.5);
        var sampler = NeighborSampler.of(roles, config, Alone.WORKERS);

        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            sampler.sample(vertex, Seeds.stream(1, vertex), neighborhood);

            assertThat(neighborhood.size()).isEqualTo(Math.min(3, roles.degree(vertex)));
            assertThat(IntStream.range(0, neighborhood.size())).allMatch(i -> neighborhood.maskedWeight(i) == 0);
        }
    }

    @Test
    void equalStreamsGiveEqualSamplesWhateverWasSampledBefore() {
        var roles = RoleGraph.of(Graphs.skewed(40, 250, 4));
        var sampler = NeighborSampler.of(roles, CONFIG, Alone.WORKERS);
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

    private static Set<Integer> neighbors(RoleGraph roles, int vertex) {
        var neighbors = new HashSet<Integer>();
        for (int i = 0; i < roles.degree(vertex); i++) {
            neighbors.add(roles.neighbor(vertex, i));
        }
        return neighbors;
    }
}
