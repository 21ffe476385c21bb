// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class RankerTest {

    /** Few different scores, so that ties abound; more sources than a block holds. */
    @ParameterizedTest
    @Seeded(5)
    void agreesWithCountingByTheDefinition(long seed) {
        int nodes = 90;
        DirectedGraph graph = Graphs.random(nodes, 600, seed);
        float[][] scores = scores(nodes, seed);
        HeldOut heldOut = heldOut(graph, seed);

        int[] ranks = ranks(scorer(scores), heldOut, 2);

        for (int i = 0; i < ranks.length; i++) {
            int source = heldOut.sources()[i];
            float wanted = scores[source][heldOut.targets()[i]];
            int higher = 0;
            int equal = 0;
            for (int node = 0; node < nodes; node++) {
                if (node != source && !graph.hasEdge(source, node)) {
                    higher += scores[source][node] > wanted ? 1 : 0;
                    equal += scores[source][node] == wanted ? 1 : 0;
                }
            }
            assertThat(ranks[i]).isEqualTo(1 + higher + equal / 2);
        }
        assertThat(ranks(scorer(scores), heldOut, 1)).containsExactly(ranks);
    }

    @Test
    void otherTrueTargetsAndTheSourceDoNotCompete() {
        var graph = Graphs.parse("(a)-->(b), (a)-->(c), (d), (e)");
        float[][] scores = {{9, 8, 1, 2, 0}, {}, {}, {}, {}};
        var heldOut = new HeldOut(5, new int[] {0}, new int[] {2}, graph::outNeighbors);

        assertThat(ranks(scorer(scores), heldOut, 1)).containsExactly(2);
    }

    @Test
    void rejectsScoresThatAreNotFinite() {
        var graph = Graphs.parse("(a)-->(b), (c)");
        var heldOut = new HeldOut(3, new int[] {0}, new int[] {1}, graph::outNeighbors);
        float[][] nan = {{0, 0, Float.NaN}, {}, {}};
        float[][] infinite = {{0, Float.POSITIVE_INFINITY, 0}, {}, {}};

        assertThatThrownBy(() -> ranks(scorer(nan), heldOut, 1))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("The score of node 2 for node 0 is NaN.");
        assertThatThrownBy(() -> ranks(scorer(infinite), heldOut, 1))
                .hasMessage("The score of node 1 for node 0 is Infinity.");
        try (var workers = Workers.of(1)) {
            assertThatThrownBy(() -> Ranker.scores(scorer(nan), 3, new int[] {0, 0}, new int[] {1, 2}, workers))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("The score of node 2 for node 0 is NaN.");
        }
    }

    @ParameterizedTest
    @Seeded(3)
    void pairsGetTheirScoresInAnyOrder(long seed) {
        float[][] scores = scores(50, seed);
        SplittableRandom random = Seeds.stream(seed);
        int[] sources = random.ints(200, 0, 50).toArray();
        int[] targets = random.ints(200, 0, 50).toArray();

        try (var workers = Workers.of(2)) {
            float[] answers = Ranker.scores(scorer(scores), 50, sources, targets, workers);

            for (int i = 0; i < answers.length; i++) {
                assertThat(answers[i]).isEqualTo(scores[sources[i]][targets[i]]);
            }
        }
    }

    @Test
    void noQuestionsHaveNoAnswers() {
        var heldOut = new HeldOut(3, new int[0], new int[0], node -> new int[0]);

        assertThat(ranks(scorer(new float[3][3]), heldOut, 1)).isEmpty();
    }

    @Test
    void theMonitorMayStopIt() {
        HeldOut heldOut = heldOut(Graphs.random(90, 600, 1), 1);
        Monitor stop = (task, done, total) -> {
            throw new IllegalStateException(task);
        };

        try (var workers = Workers.of(2)) {
            assertThatThrownBy(() -> Ranker.ranks(scorer(new float[90][90]), heldOut, workers, stop))
                    .hasMessage("Ranking held-out edges");
        }
    }

    private static int[] ranks(Scorer scorer, HeldOut heldOut, int concurrency) {
        try (var workers = Workers.of(concurrency)) {
            return Ranker.ranks(scorer, heldOut, workers, Monitor.NONE);
        }
    }

    private static Scorer scorer(float[][] table) {
        return (sources, begin, end, scores) -> {
            for (int i = begin; i < end; i++) {
                System.arraycopy(table[sources[i]], 0, scores, (i - begin) * table.length, table.length);
            }
        };
    }

    /** Half of the edges, in no order of source. */
    private static HeldOut heldOut(DirectedGraph graph, long seed) {
        int[] edges = Seeds.stream(seed)
                .ints(graph.edgeCount() / 2, 0, graph.edgeCount())
                .toArray();
        int[] sources = Arrays.stream(edges).map(graph::source).toArray();
        int[] targets = Arrays.stream(edges).map(graph::target).toArray();
        return new HeldOut(graph.nodeCount(), sources, targets, graph::outNeighbors);
    }

    private static float[][] scores(int nodes, long seed) {
        SplittableRandom random = Seeds.stream(seed, 1);
        float[][] scores = new float[nodes][nodes];
        for (float[] row : scores) {
            for (int node = 0; node < nodes; node++) {
                row[node] = random.nextInt(20) - 10;
            }
        }
        return scores;
    }
}
