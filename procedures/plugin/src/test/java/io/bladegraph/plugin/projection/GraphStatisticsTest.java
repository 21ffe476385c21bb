// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.graph.DirectedGraphBuilder;
import org.junit.jupiter.api.Test;

class GraphStatisticsTest {

    @Test
    void describesASmallGraph() {
        var graph = DirectedGraphBuilder.unweighted(5)
                .add(0, 1)
                .add(1, 0)
                .add(0, 2)
                .add(0, 3)
                .build();

        var statistics = GraphStatistics.of(graph);

        assertThat(statistics.reciprocity()).isEqualTo(0.5);
        assertThat(statistics.isolatedCount()).isEqualTo(1);
        assertThat(statistics.outDegree())
                .containsEntry("min", 0L)
                .containsEntry("p50", 0L)
                .containsEntry("p90", 3L)
                .containsEntry("max", 3L)
                .containsEntry("mean", 0.8);
        assertThat(statistics.inDegree()).containsEntry("p50", 1L).containsEntry("max", 1L);
        // degrees 4, 2, 1, 1: 1 + 4 / (ln 4 + ln 2)
        assertThat(statistics.powerLawExponent()).isCloseTo(1 + 4 / Math.log(8), within(1e-12));
    }

    @Test
    void equalDegreesHaveNoExponent() {
        var graph = DirectedGraphBuilder.unweighted(2).add(0, 1).build();

        assertThat(GraphStatistics.of(graph).powerLawExponent()).isNaN();
    }
}
