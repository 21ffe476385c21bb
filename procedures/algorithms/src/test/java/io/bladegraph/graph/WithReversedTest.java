// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.testkit.Alone;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class WithReversedTest {

    /** Against adding every edge twice to a builder. */
    @ParameterizedTest
    @Seeded(20)
    void isWhatABuilderMakesOfBothDirections(long seed) {
        SplittableRandom random = Seeds.stream(seed);
        int nodes = 1 + random.nextInt(30);
        var one = DirectedGraphBuilder.of(nodes, true, false);
        for (int i = 0; i < 4 * nodes; i++) {
            one.add(random.nextInt(nodes), random.nextInt(nodes), (float) random.nextDouble(), 0);
        }
        DirectedGraph graph = one.build();
        var twice = DirectedGraphBuilder.of(nodes, true, false);
        for (int source = 0; source < nodes; source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                twice.add(source, graph.target(edge), graph.weight(edge), 0);
                twice.add(graph.target(edge), source, 0.4f * graph.weight(edge), 0);
            }
        }
        DirectedGraph expected = twice.build();

        WithReversed both = WithReversed.of(graph, 0.4f, Alone.WORKERS);

        assertThat(both.graph().edgeCount()).isEqualTo(expected.edgeCount());
        for (int source = 0; source < nodes; source++) {
            assertThat(both.graph().outNeighbors(source)).containsExactly(expected.outNeighbors(source));
            assertThat(both.graph().inNeighbors(source)).containsExactly(expected.inNeighbors(source));
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                int target = graph.target(edge);
                assertThat(both.forward()[edge]).isEqualTo(expected.edge(source, target));
                assertThat(both.backward()[edge]).isEqualTo(expected.edge(target, source));
            }
        }
        for (int edge = 0; edge < expected.edgeCount(); edge++) {
            assertThat(both.graph().weight(edge)).isEqualTo(expected.weight(edge));
        }
    }

    @Test
    void isTheSameForAnyNumberOfWorkers() {
        DirectedGraph graph = Graphs.skewed(5_000, 40_000, 9);
        WithReversed alone = WithReversed.of(graph, 0.4f, Alone.WORKERS);

        try (var three = Workers.of(3)) {
            WithReversed together = WithReversed.of(graph, 0.4f, three);

            assertThat(together.forward()).isEqualTo(alone.forward());
            assertThat(together.backward()).isEqualTo(alone.backward());
            for (int node = 0; node < graph.nodeCount(); node++) {
                assertThat(together.graph().outNeighbors(node))
                        .isEqualTo(alone.graph().outNeighbors(node));
                assertThat(together.graph().inNeighbors(node))
                        .isEqualTo(alone.graph().inNeighbors(node));
                for (int i = together.graph().inBegin(node);
                        i < together.graph().inEnd(node);
                        i++) {
                    assertThat(together.graph().inEdge(i))
                            .isEqualTo(alone.graph().inEdge(i));
                }
            }
        }
    }

    @Test
    void leavesOutWhatIsTooLittleForAFloat() {
        DirectedGraph graph = DirectedGraphBuilder.of(3, true, false)
                .add(0, 1, Float.MIN_VALUE, 0)
                .add(1, 2, Float.MAX_VALUE, 0)
                .add(2, 1, Float.MAX_VALUE, 0)
                .build();

        WithReversed both = WithReversed.of(graph, 0.4f, Alone.WORKERS);

        assertThat(both.graph().edgeCount()).isEqualTo(3);
        assertThat(both.forward()).containsExactly(0, 1, 2);
        assertThat(both.backward()).containsExactly(-1, 2, 1);
        assertThat(both.graph().weight(1)).isEqualTo(Float.MAX_VALUE);
    }
}
