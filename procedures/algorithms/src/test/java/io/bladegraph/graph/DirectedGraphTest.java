// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class DirectedGraphTest {

    @Test
    void adjacencyGoesBothWays() {
        var graph = Graphs.parse("(c)-->(a), (a)-->(c), (a)-->(b), (d)");

        assertThat(graph.nodeCount()).isEqualTo(4);
        assertThat(graph.edgeCount()).isEqualTo(3);
        assertThat(graph.outNeighbors(0)).containsExactly(1, 2);
        assertThat(graph.inNeighbors(0)).containsExactly(2);
        assertThat(graph.outNeighbors(3)).isEmpty();
        assertThat(graph.inNeighbors(3)).isEmpty();
        assertThat(graph.hasEdge(0, 1)).isTrue();
        assertThat(graph.hasEdge(1, 0)).isFalse();
        assertThat(graph.isWeighted()).isFalse();
        assertThat(graph.weight(0)).isEqualTo(1f);
        assertThat(graph.hasTimes()).isFalse();
        assertThat(graph.time(0)).isZero();
    }

    @Test
    void noNodesIsAGraphToo() {
        var graph = DirectedGraphBuilder.unweighted(0).build();

        assertThat(graph.nodeCount()).isZero();
        assertThat(graph.edgeCount()).isZero();
    }

    /** The twin is a matrix of summed weights and one of latest times. */
    @ParameterizedTest
    @Seeded(20)
    void agreesWithAMatrix(long seed) {
        SplittableRandom random = Seeds.stream(seed);
        int nodes = 1 + random.nextInt(20);
        var builder = DirectedGraphBuilder.of(nodes, true, true);
        float[][] weights = new float[nodes][nodes];
        long[][] times = new long[nodes][nodes];
        int draws = random.nextInt(150);
        for (int i = 0; i < draws; i++) {
            int source = random.nextInt(nodes);
            int target = random.nextInt(nodes);
            float weight = 1 + random.nextInt(5);
            long time = random.nextInt(1000) - 500L;
            builder.add(source, target, weight, time);
            if (source != target) {
                times[source][target] = weights[source][target] == 0 ? time : Math.max(times[source][target], time);
                weights[source][target] += weight;
            }
        }

        var graph = builder.build();

        assertThat(graph.edgeCount() + builder.parallelEdges() + builder.selfLoops())
                .isEqualTo(draws);
        for (int u = 0; u < nodes; u++) {
            assertNeighbors(graph, u, weights);
            assertEdges(graph, u, weights, times);
        }
    }

    private static void assertNeighbors(DirectedGraph graph, int u, float[][] weights) {
        int nodes = graph.nodeCount();
        int[] targets = IntStream.range(0, nodes).filter(v -> weights[u][v] > 0).toArray();
        int[] sources = IntStream.range(0, nodes).filter(v -> weights[v][u] > 0).toArray();
        assertThat(graph.outNeighbors(u)).containsExactly(targets);
        assertThat(graph.inNeighbors(u)).containsExactly(sources);
        assertThat(graph.outDegree(u)).isEqualTo(targets.length);
        assertThat(graph.inDegree(u)).isEqualTo(sources.length);
        for (int v = 0; v < nodes; v++) {
            assertThat(graph.hasEdge(u, v)).isEqualTo(weights[u][v] > 0);
        }
    }

    private static void assertEdges(DirectedGraph graph, int u, float[][] weights, long[][] times) {
        for (int edge = graph.outBegin(u); edge < graph.outEnd(u); edge++) {
            int v = graph.target(edge);
            assertThat(graph.weight(edge)).isEqualTo(weights[u][v]);
            assertThat(graph.time(edge)).isEqualTo(times[u][v]);
            assertThat(graph.source(edge)).isEqualTo(u);
            assertThat(graph.sources()[edge]).isEqualTo(u);
            assertThat(graph.edge(u, v)).isEqualTo(edge);
        }
        for (int position = graph.inBegin(u); position < graph.inEnd(u); position++) {
            assertThat(graph.target(graph.inEdge(position))).isEqualTo(u);
            assertThat(graph.source(graph.inEdge(position))).isEqualTo(graph.inSource(position));
        }
    }
}
