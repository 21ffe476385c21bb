// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.sampling.DirectSampler;
import io.bladegraph.sampling.NeighborSampler;
import io.bladegraph.sampling.RoleGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.sampling.TwoWayGraph;
import io.bladegraph.testkit.Alone;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Matrices;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageGraphTest {
    private static final Workers WORKERS = Workers.of(1);

    private final DirectedGraph graph = Graphs.skewed(30, 120, 3);

    @Test
    void aMaskedEdgePassesNoMessageInEitherDirection() {
        MessageGraph messages = Samples.messages(graph, SamplerConfig.uniform(100));
        double[][] before = Twins.dense(messages);
        int[] edges = {-1, 3, 17, 40, -1};

        messages.mask(edges, 1, 4, WORKERS);

        double[][] masked = Twins.dense(messages);
        double[][] back = transposed(messages);
        int silenced = 0;
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                int edge = i < 30 ? (j < 30 ? -1 : graph.edge(i, j - 30)) : j < 30 ? graph.edge(j, i - 30) : -1;
                boolean silent = edge == 3 || edge == 17 || edge == 40;
                assertThat(masked[i][j]).isEqualTo(silent ? 0 : before[i][j]);
                silenced += silent && before[i][j] > 0 ? 1 : 0;
                assertThat(back[j][i]).isEqualTo(masked[i][j]);
            }
        }
        assertThat(silenced).isEqualTo(6);
    }

    @Test
    void unmaskingRestoresEveryBit() {
        MessageGraph messages = Samples.messages(graph, SamplerConfig.DEFAULT);
        float[] before = messages.matrix().values().clone();
        float[] transposedBefore = messages.transposed().matrix().values().clone();
        int[] edges = {3, 17, 40, 41, 42};

        messages.mask(edges, 0, 5, WORKERS);
        assertThat(messages.matrix().values()).isNotEqualTo(before);
        messages.unmask(edges, 0, 5, WORKERS);

        assertThat(messages.matrix().values()).containsExactly(before);
        assertThat(messages.transposed().matrix().values()).containsExactly(transposedBefore);
    }

    @Test
    void joinedNeighborhoodsAreTheSumOfBothAndCanStillBeMasked() {
        MessageGraph messages = Samples.messages(graph, SamplerConfig.DEFAULT);
        MessageGraph others = Samples.messages(Graphs.skewed(30, 50, 8), SamplerConfig.DEFAULT)
                .withinRoles();
        double[][] expected = Twins.dense(messages);
        double[][] added = Twins.dense(others);
        int[] edges = {3, 17, 40};

        MessageGraph joined = messages.with(others, 0.25);
        messages.mask(edges, 0, 3, WORKERS);
        joined.mask(edges, 0, 3, WORKERS);

        double[][] masked = Twins.dense(messages);
        double[][] sum = Twins.dense(joined);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                assertThat(sum[i][j]).isCloseTo(masked[i][j] + 0.25 * added[i][j], within(1e-7));
            }
        }
        joined.unmask(edges, 0, 3, WORKERS);
        assertThat(Twins.dense(joined)[0]).containsExactly(sumOf(expected[0], added[0]), within(1e-7));
    }

    private static double[] sumOf(double[] row, double[] added) {
        double[] sum = new double[row.length];
        Arrays.setAll(sum, j -> row[j] + 0.25 * added[j]);
        return sum;
    }

    /** With reversed edges at .4, u -> v and v -> u share a message, and masking one takes its share out and no more. */
    @Test
    void aMaskedEdgeTakesItsShareOutOfWhatItsReverseSays() {
        DirectedGraph pair = Graphs.parse("(a)-->(b), (b)-->(a), (a)-->(c)");
        var config = new SamplerConfig(SamplerConfig.Kind.UNIFORM, 100, 0, 1, 100, 0, 5, 0.4, 0.5);
        MessageGraph messages = Samples.messages(pair, config);
        double[][] before = Twins.dense(messages);

        messages.mask(new int[] {pair.edge(0, 1)}, 0, 1, WORKERS);

        double[][] masked = Twins.dense(messages);
        assertThat(masked[0][4]).isCloseTo(before[0][4] * 0.4 / 1.4, within(1e-6));
        assertThat(masked[4][0]).isCloseTo(before[4][0] * 0.4 / 1.4, within(1e-6));
        assertThat(masked[1][3]).isCloseTo(before[1][3] * 1 / 1.4, within(1e-6));
        assertThat(masked[0][5]).isEqualTo(before[0][5]);
        assertThat(masked[2][3]).isEqualTo(before[2][3]).isPositive();
    }

    /** (a) and (b) are both followed by (c) and (d), so each pair is also heard by a walk over the three others. */
    @Test
    void aMaskedEdgeLeavesWhatIsHeardByOtherWays() {
        DirectedGraph square = Graphs.parse("(a)-->(c), (a)-->(d), (b)-->(c), (b)-->(d)");
        var config = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 4, 0, 1, 4, 40_000, 2, 0, 0.5);
        MessageGraph messages = Samples.messages(square, config);
        double before = Twins.dense(messages)[0][4 + 2];

        messages.mask(new int[] {square.edge(0, 2)}, 0, 1, WORKERS);

        // all walks end at c or d, half each; of those at c one half set out through d; reach 2 / (2 + 2)
        assertThat(before).isCloseTo(0.5, within(0.01));
        assertThat(Twins.dense(messages)[0][4 + 2]).isCloseTo(before * 0.5 * 0.5, within(0.01));
        assertThat(messages.transposed().matrix().values()).hasSize(messages.entryCount());
    }

    @Test
    void edgesThatWereNotSampledCanBeMaskedToo() {
        MessageGraph messages = Samples.messages(graph, SamplerConfig.uniform(1));
        int[] all = new int[graph.edgeCount()];
        for (int edge = 0; edge < all.length; edge++) {
            all[edge] = edge;
        }

        messages.mask(all, 0, all.length, WORKERS);

        assertThat(messages.entryCount()).isLessThan(2 * graph.edgeCount());
        assertThat(messages.matrix().values()).containsOnly(0f);
    }

    @Test
    void isTheSameForAnyNumberOfWorkersAndOtherForOtherSeeds() {
        var mixed = TwoWayGraph.of(Graphs.skewed(400, 2_000, 3), 0.4, Alone.WORKERS);
        var config = new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, 5, 0.5, 2, 10, 20, 5, 0.4, 0.5);
        var sampler = NeighborSampler.of(RoleGraph.of(mixed.mixed()), config, Alone.WORKERS);

        try (var alone = Workers.of(1);
                var together = Workers.of(3)) {
            var first = MessageGraph.sample(mixed, sampler, 5, alone, Monitor.NONE);
            var same = MessageGraph.sample(mixed, sampler, 5, together, Monitor.NONE);
            var other = MessageGraph.sample(mixed, sampler, 6, together, Monitor.NONE);

            assertThat(first.vertexCount()).isEqualTo(800);
            assertThat(same.matrix().offsets()).containsExactly(first.matrix().offsets());
            assertThat(same.matrix().columns()).containsExactly(first.matrix().columns());
            assertThat(same.matrix().values()).containsExactly(first.matrix().values());
            assertThat(other.matrix().columns()).isNotEqualTo(first.matrix().columns());

            var unmaskable = MessageGraph.sampleUnmaskable(mixed, sampler, 5, together, Monitor.NONE);
            assertThat(unmaskable.matrix().offsets())
                    .containsExactly(first.matrix().offsets());
            assertThat(unmaskable.matrix().columns())
                    .containsExactly(first.matrix().columns());
            assertThat(unmaskable.matrix().values())
                    .containsExactly(first.matrix().values());
            var both = unmaskable.with(unmaskable, 0.5).matrix();
            assertThat(both.values())
                    .containsExactly(first.with(first, 0.5).matrix().values());
        }
    }

    /** As many neighbors as a word has bits, and others after them in the other direction. */
    private static DirectedGraph hub() {
        var builder = DirectedGraphBuilder.unweighted(70);
        for (int node = 1; node < 70; node++) {
            builder.add(node <= 64 ? 0 : node, node <= 64 ? node : 0);
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({
        "UNIFORM, 5, 0, 0, 0.5",
        "UNIFORM, 5, 0, 0.4, 0.3",
        "ADAPTIVE, 5, 0, 0.4, 0.3",
        "ADAPTIVE, 8, 0.5, 1, 0.7",
        "ADAPTIVE, 1000, 0, 1e-45, 0",
        "ADAPTIVE, 3, 1.5, 0.4, 1"
    })
    void directSamplingDrawsTheSameToTheBit(
            SamplerConfig.Kind kind, int fanOut, double exponent, double reverseWeight, double correction) {
        var config = new SamplerConfig(kind, fanOut, exponent, 2, 20, 0, 5, reverseWeight, correction);
        for (DirectedGraph each : new DirectedGraph[] {
            Graphs.skewed(400, 2_000, 3),
            Graphs.parse("(a)-->(b), (b)-->(a), (c)-->(b), (d)"),
            Graphs.parse("(a)"),
            hub()
        }) {
            var mixed = TwoWayGraph.of(each, reverseWeight, Alone.WORKERS);
            var sampler = NeighborSampler.of(RoleGraph.of(mixed.mixed()), config, Alone.WORKERS);
            var expected = MessageGraph.sampleUnmaskable(mixed, sampler, 5, Alone.WORKERS, Monitor.NONE)
                    .matrix();
            for (int threads : new int[] {1, 3}) {
                try (var workers = Workers.of(threads)) {
                    var direct = new DirectSampler(each, config, workers);

                    var drawn = MessageGraph.sampleDirect(direct, 5, workers, Monitor.NONE)
                            .matrix();

                    assertThat(drawn.offsets()).containsExactly(expected.offsets());
                    assertThat(drawn.columns()).containsExactly(expected.columns());
                    assertThat(drawn.values()).containsExactly(expected.values());
                }
            }
        }
    }

    @Test
    void withinRolesEveryVertexHearsItsOwnRole() {
        MessageGraph messages = Samples.messages(graph, SamplerConfig.uniform(100));
        double[][] across = Twins.dense(messages);

        double[][] within = Twins.dense(messages.withinRoles());

        for (int u = 0; u < 30; u++) {
            for (int v = 0; v < 30; v++) {
                assertThat(within[u][v]).isEqualTo(across[u][30 + v]);
                assertThat(within[30 + u][30 + v]).isEqualTo(across[30 + u][v]);
                assertThat(within[u][30 + v]).isZero();
                assertThat(within[30 + u][v]).isZero();
            }
        }
    }

    private static double[][] transposed(MessageGraph messages) {
        return Matrices.dense(messages.transposed().matrix());
    }
}
