// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DirectedGraphBuilderTest {

    @Test
    void parallelEdgesBecomeOneWithSummedWeightAndLatestTime() {
        var builder = DirectedGraphBuilder.of(2, true, true);

        var graph =
                builder.add(0, 1, 2f, 30).add(1, 0, 1f, 5).add(0, 1, 0.5f, 10).build();

        assertThat(graph.edgeCount()).isEqualTo(2);
        assertThat(builder.parallelEdges()).isEqualTo(1);
        assertThat(graph.weight(graph.edge(0, 1))).isEqualTo(2.5f);
        assertThat(graph.time(graph.edge(0, 1))).isEqualTo(30);
        assertThat(graph.weight(graph.edge(1, 0))).isEqualTo(1f);
    }

    @Test
    void timesBeforeTheEpochAreTimesToo() {
        var graph = DirectedGraphBuilder.of(2, false, true)
                .add(0, 1, 1f, -30)
                .add(0, 1, 1f, -20)
                .build();

        assertThat(graph.time(0)).isEqualTo(-20);
    }

    @Test
    void selfLoopsAndZeroWeightsAreLeftOutAndCounted() {
        var builder = DirectedGraphBuilder.of(3, true, false);

        var graph = builder.add(1, 1, 4f, 0).add(0, 1, 0f, 0).add(0, 2, 1f, 0).build();

        assertThat(graph.edgeCount()).isEqualTo(1);
        assertThat(builder.selfLoops()).isEqualTo(1);
        assertThat(builder.zeroWeights()).isEqualTo(1);
        assertThat(builder.parallelEdges()).isZero();
    }

    @Test
    void rejectsWeightsThatAreNoWeights() {
        var builder = DirectedGraphBuilder.of(2, true, false);

        refuses(() -> builder.add(0, 1, -1f, 0), "`weight` must be a finite number >= 0, but was -1.0.");
        refuses(() -> builder.add(0, 1, Float.NaN, 0), "`weight` must be a finite number >= 0, but was NaN.");
        refuses(
                () -> builder.add(0, 1, Float.POSITIVE_INFINITY, 0),
                "`weight` must be a finite number >= 0, but was Infinity.");
        assertThat(builder.build().edgeCount()).isZero();
    }

    @Test
    void rejectsNodesOutOfRange() {
        var builder = DirectedGraphBuilder.unweighted(2);

        refuses(() -> builder.add(2, 0), "`source` must be between 0 and 1, but was 2.");
        refuses(() -> builder.add(0, -1), "`target` must be between 0 and 1, but was -1.");
        refuses(() -> DirectedGraphBuilder.unweighted(-1), "`nodeCount` must be at least 0, but was -1.");
    }

    @Test
    void weightsThatSumUpBeyondFloatStayFinite() {
        var graph = DirectedGraphBuilder.of(2, true, false)
                .add(0, 1, Float.MAX_VALUE, 0)
                .add(0, 1, Float.MAX_VALUE, 0)
                .build();

        assertThat(graph.weight(0)).isEqualTo(Float.MAX_VALUE);
    }

    @Test
    void goesOnAfterBuilding() {
        var builder = DirectedGraphBuilder.unweighted(3).add(0, 1);
        var first = builder.build();

        var second = builder.add(1, 2).build();

        assertThat(first.edgeCount()).isEqualTo(1);
        assertThat(second.edgeCount()).isEqualTo(2);
    }

    @Test
    void growsBeyondItsFirstCapacity() {
        var builder = DirectedGraphBuilder.of(5_000, true, true);
        for (int node = 1; node < 5_000; node++) {
            builder.add(node, node - 1, node, 2L * node);
        }

        var graph = builder.build();

        for (int node = 1; node < 5_000; node++) {
            int edge = graph.edge(node, node - 1);
            assertThat(graph.weight(edge)).isEqualTo(node);
            assertThat(graph.time(edge)).isEqualTo(2L * node);
        }
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
