// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.testkit.Alone;
import io.bladegraph.testkit.Graphs;
import org.junit.jupiter.api.Test;

class TwoWayGraphTest {
    private final DirectedGraph graph = Graphs.parse("(a)-->(b), (b)-->(a), (a)-->(c)");

    @Test
    void addsEveryEdgeReversedAtItsFraction() {
        TwoWayGraph mixed = TwoWayGraph.of(graph, 0.25, Alone.WORKERS);

        assertThat(mixed.mixed().edgeCount()).isEqualTo(4);
        assertThat(mixed.mixed().weight(mixed.mixed().edge(0, 1))).isEqualTo(1.25f);
        assertThat(mixed.mixed().weight(mixed.mixed().edge(1, 0))).isEqualTo(1.25f);
        assertThat(mixed.mixed().weight(mixed.mixed().edge(0, 2))).isEqualTo(1f);
        assertThat(mixed.mixed().weight(mixed.mixed().edge(2, 0))).isEqualTo(0.25f);
    }

    @Test
    void sharesOfAnEdgeAndItsReverseMakeTheWhole() {
        TwoWayGraph mixed = TwoWayGraph.of(Graphs.skewed(50, 400, 7), 0.3, Alone.WORKERS);
        DirectedGraph original = Graphs.skewed(50, 400, 7);

        for (int edge = 0; edge < original.edgeCount(); edge++) {
            int reverse = original.edge(original.target(edge), original.source(edge));
            float backward = reverse < 0 ? 0 : mixed.backwardShare(reverse);
            assertThat(mixed.forwardShare(edge) + backward).isCloseTo(1f, within(1e-6f));
            assertThat(mixed.mixed().target(mixed.forward(edge))).isEqualTo(original.target(edge));
            assertThat(mixed.mixed().target(mixed.backward(edge))).isEqualTo(original.source(edge));
        }
    }

    @Test
    void withoutReverseWeightNothingIsAdded() {
        TwoWayGraph mixed = TwoWayGraph.of(graph, 0, Alone.WORKERS);

        assertThat(mixed.mixed()).isSameAs(graph);
        assertThat(mixed.forward(2)).isEqualTo(2);
        assertThat(mixed.backward(2)).isNegative();
        assertThat(mixed.forwardShare(2)).isEqualTo(1f);
        assertThat(mixed.backwardShare(2)).isZero();
    }

    @Test
    void rejectsAWeightOutsideTheUnitInterval() {
        assertThatThrownBy(() -> TwoWayGraph.of(graph, 1.5, Alone.WORKERS))
                .hasMessage("`reverseWeight` must be in [0, 1], but was 1.5.");
        assertThatThrownBy(() -> TwoWayGraph.of(graph, Double.NaN, Alone.WORKERS))
                .hasMessage("`reverseWeight` must be in [0, 1], but was NaN.");
    }
}
