// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Monitor;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class CacheOrderTest {

    @ParameterizedTest
    @Seeded(5)
    void hasEveryNodeOnce(long seed) {
        int[] order = CacheOrder.of(Graphs.skewed(50, 200, seed), Monitor.NONE);

        assertThat(IntStream.of(order).sorted().toArray())
                .containsExactly(IntStream.range(0, 50).toArray());
    }

    /** Two circles of which one has the even nodes, the other the odd ones. */
    @Test
    void putsNodesThatAreLinkedBesideEachOther() {
        var builder = DirectedGraphBuilder.unweighted(12);
        for (int node = 0; node < 12; node++) {
            for (int step = 2; step < 12; step += 2) {
                builder.add(node, (node + step) % 12);
            }
        }

        int[] order = CacheOrder.of(builder.build(), Monitor.NONE);

        assertThat(order).containsExactly(0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11);
    }

    @Test
    void aGraphRenumberedThereAndBackIsTheSame() {
        var graph = Graphs.skewed(30, 120, 3);
        int[] order = CacheOrder.of(graph, Monitor.NONE);
        int[] numbers = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            numbers[order[i]] = i;
        }

        DirectedGraph back = graph.renumbered(numbers).renumbered(order);

        assertThat(Graphs.dense(back)).isDeepEqualTo(Graphs.dense(graph));
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            assertThat(back.weight(edge)).isEqualTo(graph.weight(edge));
            assertThat(back.time(edge)).isEqualTo(graph.time(edge));
        }
    }
}
