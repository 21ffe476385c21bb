// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class EdgeSplitTest {

    @ParameterizedTest
    @Seeded(10)
    void partsAreDisjointAndMakeUpTheWhole(long seed) {
        var graph = Graphs.skewed(15, 80, seed);

        for (EdgeSplit split :
                List.of(EdgeSplit.random(graph, 0.1, 0.25, seed), EdgeSplit.byTime(graph, 0.1, 0.25, seed))) {
            assertThat(split.validationSources()).hasSize((int) (graph.edgeCount() * 0.1));
            assertThat(split.validationTargets()).hasSize((int) (graph.edgeCount() * 0.1));
            assertThat(split.testSources()).hasSize((int) (graph.edgeCount() * 0.25));
            assertThat(split.testTargets()).hasSize((int) (graph.edgeCount() * 0.25));
            assertThat(split.train().nodeCount()).isEqualTo(graph.nodeCount());
            List<String> parts = edges(split.train());
            parts.addAll(edges(split.validationSources(), split.validationTargets()));
            parts.addAll(edges(split.testSources(), split.testTargets()));
            assertThat(parts).containsExactlyInAnyOrderElementsOf(edges(graph));
        }
    }

    @Test
    void trainingEdgesKeepWeightAndTime() {
        var graph = Graphs.skewed(15, 80, 3);

        var train = EdgeSplit.random(graph, 0.1, 0.25, 3).train();

        for (int edge = 0; edge < train.edgeCount(); edge++) {
            int whole = graph.edge(train.source(edge), train.target(edge));
            assertThat(train.weight(edge)).isEqualTo(graph.weight(whole));
            assertThat(train.time(edge)).isEqualTo(graph.time(whole));
        }
    }

    @Test
    void theSeedDecides() {
        var graph = Graphs.skewed(15, 80, 3);

        var first = EdgeSplit.random(graph, 0.1, 0.25, 7);
        var again = EdgeSplit.random(graph, 0.1, 0.25, 7);
        var other = EdgeSplit.random(graph, 0.1, 0.25, 8);

        assertThat(edges(again.testSources(), again.testTargets()))
                .isEqualTo(edges(first.testSources(), first.testTargets()));
        assertThat(edges(other.testSources(), other.testTargets()))
                .isNotEqualTo(edges(first.testSources(), first.testTargets()));
    }

    @ParameterizedTest
    @Seeded(5)
    void byTimeTestsOnTheLatestEdgesAndValidatesOnThoseBefore(long seed) {
        var graph = Graphs.skewed(15, 80, seed);

        var split = EdgeSplit.byTime(graph, 0.2, 0.3, seed);

        long[] train = IntStream.range(0, split.train().edgeCount())
                .mapToLong(split.train()::time)
                .sorted()
                .toArray();
        long[] validation = times(graph, split.validationSources(), split.validationTargets());
        long[] test = times(graph, split.testSources(), split.testTargets());
        assertThat(train[train.length - 1]).isLessThanOrEqualTo(validation[0]);
        assertThat(validation[validation.length - 1]).isLessThanOrEqualTo(test[0]);
    }

    @Test
    void equalTimesAreOrderedByTheSeed() {
        var graph = Graphs.parse("(a)-[1@5]->(b), (b)-[1@5]->(c), (c)-[1@5]->(d), (d)-[1@5]->(a), (a)-[1@5]->(c)");

        var tested = IntStream.range(0, 50)
                .mapToObj(seed -> EdgeSplit.byTime(graph, 0, 0.2, seed))
                .map(split -> edges(split.testSources(), split.testTargets()))
                .toList();

        assertThat(tested).containsAll(List.of(List.of("0-1"), List.of("1-2"), List.of("2-3"), List.of("3-0")));
        assertThat(EdgeSplit.byTime(graph, 0, 0.2, 9).testSources())
                .containsExactly(EdgeSplit.byTime(graph, 0, 0.2, 9).testSources());
    }

    @Test
    void nothingHeldOutLeavesTheWhole() {
        var graph = Graphs.skewed(15, 80, 3);

        var split = EdgeSplit.random(graph, 0, 0, 1);

        assertThat(edges(split.train())).isEqualTo(edges(graph));
        assertThat(split.validationSources()).isEmpty();
        assertThat(split.testSources()).isEmpty();
    }

    @Test
    void rejectsFractionsThatLeaveNothing() {
        var graph = Graphs.parse("(a)-->(b)");

        assertThatThrownBy(() -> EdgeSplit.random(graph, 0.5, 0.5, 1))
                .hasMessage("`validationFraction + testFraction` must be less than 1, but was 1.0.");
        assertThatThrownBy(() -> EdgeSplit.random(graph, 1, 0, 1))
                .hasMessage("`validationFraction` must be in [0, 1), but was 1.0.");
        assertThatThrownBy(() -> EdgeSplit.random(graph, 0, Double.NaN, 1))
                .hasMessage("`testFraction` must be in [0, 1), but was NaN.");
    }

    @Test
    void byTimeNeedsTimes() {
        assertThatThrownBy(() -> EdgeSplit.byTime(Graphs.parse("(a)-->(b)"), 0, 0.5, 1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("`splitBy: 'time'` needs the time of every relationship."
                        + " Maybe name it: `timeProperty: 'lastAt'`.");
    }

    private static List<String> edges(DirectedGraph graph) {
        var edges = new ArrayList<String>();
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            edges.add(graph.source(edge) + "-" + graph.target(edge));
        }
        return edges;
    }

    private static List<String> edges(int[] sources, int[] targets) {
        return IntStream.range(0, sources.length)
                .mapToObj(i -> sources[i] + "-" + targets[i])
                .toList();
    }

    private static long[] times(DirectedGraph graph, int[] sources, int[] targets) {
        return IntStream.range(0, sources.length)
                .mapToLong(i -> graph.time(graph.edge(sources[i], targets[i])))
                .sorted()
                .toArray();
    }
}
