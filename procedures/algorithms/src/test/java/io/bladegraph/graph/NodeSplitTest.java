// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.testkit.Graphs;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeSplitTest {
    private final ProductGraph graph = new ProductGraph(
            Graphs.skewed(100, 700, 1), Graphs.skewed(100, 200, 2), NodeFeatures.dense(ascending(100), 1));

    private static float[] ascending(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i + 1;
        }
        return numbers;
    }

    @Test
    void everyNodeIsInOnePart() {
        var split = NodeSplit.random(graph, 0.1, 0.2, 5);

        assertThat(split.validationNodes()).hasSize(10);
        assertThat(split.testNodes()).hasSize(20);
        int[] all = Stream.of(split.oldNodes(), split.validationNodes(), split.testNodes())
                .flatMapToInt(IntStream::of)
                .sorted()
                .toArray();
        assertThat(all).containsExactly(IntStream.range(0, 100).toArray());
    }

    @Test
    void oldProductsKeepWhatHappenedAmongThemAndNothingElse() {
        var split = NodeSplit.random(graph, 0.1, 0.2, 5);
        int[] numberOf = split.numberOf(100);

        assertThat(split.train().features().values()).hasSize(70);
        for (int number = 0; number < 70; number++) {
            int node = split.oldNodes()[number];
            assertThat(numberOf[node]).isEqualTo(number);
            assertThat(split.train().features().values()[number]).isEqualTo(node + 1f);
            assertThat(split.train().purchases().outNeighbors(number))
                    .containsExactly(oldOnes(graph.purchases().outNeighbors(node), numberOf));
            assertThat(split.train().coViews().outNeighbors(number))
                    .containsExactly(oldOnes(graph.coViews().outNeighbors(node), numberOf));
        }
    }

    private static int[] oldOnes(int[] nodes, int[] numberOf) {
        return IntStream.of(nodes)
                .map(node -> numberOf[node])
                .filter(number -> number >= 0)
                .toArray();
    }

    @Test
    void equalSeedsGiveEqualSplits() {
        assertThat(NodeSplit.random(graph, 0.1, 0.2, 5).testNodes())
                .containsExactly(NodeSplit.random(graph, 0.1, 0.2, 5).testNodes());
        assertThat(NodeSplit.random(graph, 0.1, 0.2, 6).testNodes())
                .isNotEqualTo(NodeSplit.random(graph, 0.1, 0.2, 5).testNodes());
    }

    @Test
    void rejectsFractionsThatLeaveNothing() {
        assertThatThrownBy(() -> NodeSplit.random(graph, 0.5, 0.5, 1))
                .hasMessage("`validationFraction + testFraction` must be less than 1, but was 1.0.");
    }
}
