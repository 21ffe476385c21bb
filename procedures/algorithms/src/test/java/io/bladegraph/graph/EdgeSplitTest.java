// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

    /** One edge in twenty is new, and so is a node in the middle of the others. */
    @Test
    void aSplitByKeyHoldsOutNearlyTheSameWhenTheGraphHasGrown() {
        var graph = Graphs.skewed(100, 800, 3);
        long[] keys = LongStream.range(0, 100).map(i -> 7 * i).toArray();
        var grown = DirectedGraphBuilder.unweighted(101);
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            grown.add(moved(graph.source(edge)), moved(graph.target(edge)));
        }
        for (int node = 0; node < 40; node++) {
            grown.add(50, node);
        }
        long[] grownKeys = IntStream.range(0, 101)
                .mapToLong(i -> i < 50 ? keys[i] : i == 50 ? 345 : keys[i - 1])
                .toArray();

        EdgeSplit before = EdgeSplit.byKey(graph, keys, 0.2, 9);
        EdgeSplit after = EdgeSplit.byKey(grown.build(), grownKeys, 0.2, 9);

        List<String> same = new ArrayList<>(edges(before.validationSources(), before.validationTargets()));
        List<String> afterwards = new ArrayList<>();
        for (int i = 0; i < after.validationSources().length; i++) {
            afterwards.add(edges(
                            new int[] {movedBack(after.validationSources()[i])},
                            new int[] {movedBack(after.validationTargets()[i])})
                    .get(0));
        }
        assertThat(same).hasSize((int) (0.2 * graph.edgeCount()));
        same.removeAll(afterwards);
        assertThat(same.size()).isLessThan(graph.edgeCount() / 50);
        assertThat(after.validationSources())
                .hasSize((int) (0.2 * (after.train().edgeCount() + after.validationSources().length)));
        assertThat(after.testSources()).isEmpty();
    }

    private static int moved(int node) {
        return node < 50 ? node : node + 1;
    }

    private static int movedBack(int node) {
        return node < 50 ? node : node == 50 ? 1_000 : node - 1;
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
