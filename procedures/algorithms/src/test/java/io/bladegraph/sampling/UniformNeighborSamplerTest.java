// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.Alone;
import io.bladegraph.testkit.DistributionAssert;
import io.bladegraph.testkit.Graphs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UniformNeighborSamplerTest {
    private final Neighborhood neighborhood = new Neighborhood();

    @Test
    void everySubsetIsEquallyLikely() {
        var roles = RoleGraph.of(Graphs.parse("(a)-->(b), (a)-->(c), (a)-->(d), (a)-->(e), (a)-->(f)"));
        var sampler = NeighborSampler.of(roles, SamplerConfig.uniform(2), Alone.WORKERS);
        Map<String, Long> seen = new HashMap<>();

        for (int draw = 0; draw < 10_000; draw++) {
            sampler.sample(0, Seeds.stream(1, draw), neighborhood);
            seen.merge(Arrays.toString(vertices(neighborhood)), 1L, Long::sum);
        }

        assertThat(seen).hasSize(10);
        DistributionAssert.assertUniform(
                seen.values().stream().mapToLong(Long::longValue).toArray());
    }

    @Test
    void takesAllNeighborsWhereTheyAreFew() {
        var graph = Graphs.parse("(a)-->(c), (a)-->(b), (d)-->(c)");
        var sampler = NeighborSampler.of(RoleGraph.of(graph), SamplerConfig.uniform(5), Alone.WORKERS);

        sampler.sample(0, Seeds.stream(1), neighborhood);
        assertThat(vertices(neighborhood)).containsExactly(4 + 1, 4 + 2);
        assertThat(neighborhood.edge(1)).isEqualTo(graph.edge(0, 2));

        sampler.sample(4 + 2, Seeds.stream(1), neighborhood);
        assertThat(vertices(neighborhood)).containsExactly(0, 3);
        assertThat(neighborhood.edge(1)).isEqualTo(graph.edge(3, 2));

        sampler.sample(1, Seeds.stream(1), neighborhood);
        assertThat(neighborhood.size()).isZero();
    }

    /** The edge a -> b weighs 3 / (4^(1 - c) 3^c): the mean of the neighbors at c = 0, an even share of b at c = 1. */
    @Test
    void degreeCorrectionSaysWhoseStrengthDivides() {
        var roles = RoleGraph.of(Graphs.parse("(a)-[3]->(b), (a)-[1]->(c), (d)-[1]->(c)"));

        for (double c : new double[] {0, 0.3, 1}) {
            var config = new SamplerConfig(SamplerConfig.Kind.UNIFORM, 5, 0, 1, 5, 0, 5, 0, c);
            NeighborSampler.of(roles, config, Alone.WORKERS).sample(0, Seeds.stream(1), neighborhood);

            assertThat(neighborhood.weight(0)).isCloseTo(3 / (Math.pow(4, 1 - c) * Math.pow(3, c)), within(1e-12));
        }
    }

    /** s(a) = 4 and s(b) = 3, s(c) = 2 of the weights below: the edge a -> b weighs 3 / sqrt(4 * 3). */
    @Test
    void weighsByTheSymmetricNorm() {
        var graph = Graphs.parse("(a)-[3]->(b), (a)-[1]->(c), (d)-[1]->(c)");
        var sampler = NeighborSampler.of(RoleGraph.of(graph), SamplerConfig.uniform(5), Alone.WORKERS);

        sampler.sample(0, Seeds.stream(1), neighborhood);

        assertThat(neighborhood.weight(0)).isCloseTo(3 / Math.sqrt(4 * 3), within(1e-12));
        assertThat(neighborhood.weight(1)).isCloseTo(1 / Math.sqrt(4 * 2), within(1e-12));
    }

    @Test
    void theWeightsOfASampleSumToThoseOfAll() {
        var roles = RoleGraph.of(Graphs.skewed(30, 400, 5));
        var all = NeighborSampler.of(roles, SamplerConfig.uniform(100), Alone.WORKERS);
        var three = NeighborSampler.of(roles, SamplerConfig.uniform(3), Alone.WORKERS);

        for (int vertex = 0; vertex < roles.vertexCount(); vertex++) {
            all.sample(vertex, Seeds.stream(1), neighborhood);
            double whole = total(neighborhood);
            three.sample(vertex, Seeds.stream(1), neighborhood);

            assertThat(neighborhood.size()).isEqualTo(Math.min(3, roles.degree(vertex)));
            assertThat(total(neighborhood)).isCloseTo(whole, within(1e-9));
        }
    }

    @Test
    void equalStreamsGiveEqualSamples() {
        var roles = RoleGraph.of(Graphs.skewed(30, 400, 5));
        var sampler = NeighborSampler.of(roles, SamplerConfig.uniform(3), Alone.WORKERS);

        int[] first = sampled(sampler, 29, 1);

        assertThat(sampled(sampler, 29, 1)).isEqualTo(first);
        assertThat(IntStream.range(2, 20).mapToObj(seed -> sampled(sampler, 29, seed)))
                .anySatisfy(other -> assertThat(other).isNotEqualTo(first));
    }

    private int[] sampled(NeighborSampler sampler, int vertex, long seed) {
        sampler.sample(vertex, Seeds.stream(seed, vertex), neighborhood);
        return vertices(neighborhood);
    }

    static int[] vertices(Neighborhood neighborhood) {
        return IntStream.range(0, neighborhood.size()).map(neighborhood::vertex).toArray();
    }

    static double total(Neighborhood neighborhood) {
        return IntStream.range(0, neighborhood.size())
                .mapToDouble(neighborhood::weight)
                .sum();
    }
}
