// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Matrices;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every baseline against its formula on dense matrices in double precision. */
class BaselinesTest {
    private static final int NODES = 25;

    @ParameterizedTest
    @Seeded(3)
    void popularityIsTheInDegree(long seed) {
        DirectedGraph graph = Graphs.random(NODES, 120, seed);
        double[][] expected = new double[NODES][NODES];
        for (double[] row : expected) {
            for (int node = 0; node < NODES; node++) {
                row[node] = graph.inDegree(node);
            }
        }

        assertScores(new Popularity(graph), expected, 0);
    }

    @ParameterizedTest
    @Seeded(3)
    void threeHopIsTheProductOfThreeNormalizedMatrices(long seed) {
        DirectedGraph graph = Graphs.random(NODES, 120, seed);
        double[][] norm = Graphs.dense(graph);
        for (int u = 0; u < NODES; u++) {
            for (int v = 0; v < NODES; v++) {
                norm[u][v] *= norm[u][v] == 0 ? 0 : 1 / Math.sqrt((double) graph.outDegree(u) * graph.inDegree(v));
            }
        }

        assertScores(
                new ThreeHop(graph), Matrices.multiply(Matrices.multiply(norm, Matrices.transposed(norm)), norm), 1e-6);
    }

    @ParameterizedTest
    @Seeded(3)
    void pageRankIsFourStepsOfTheWalkThatRestarts(long seed) {
        DirectedGraph graph = Graphs.random(NODES, 60, seed);
        double[][] walk = Graphs.dense(graph);
        double[][] identity = new double[NODES][NODES];
        for (int u = 0; u < NODES; u++) {
            identity[u][u] = 1;
            for (int v = 0; v < NODES; v++) {
                walk[u][v] /= Math.max(graph.outDegree(u), 1);
            }
        }
        double[][] rank = new double[NODES][NODES];
        for (int u = 0; u < NODES; u++) {
            rank[u][u] = 0.15;
        }
        for (int step = 0; step < 4; step++) {
            double[][] moved = Matrices.multiply(rank, walk);
            for (int u = 0; u < NODES; u++) {
                for (int v = 0; v < NODES; v++) {
                    moved[u][v] = 0.15 * identity[u][v] + 0.85 * moved[u][v];
                }
            }
            rank = moved;
        }

        assertScores(new PageRank(graph), rank, 1e-6);
    }

    @ParameterizedTest
    @Seeded(3)
    void easeIsTheRidgeRegressionWithoutDiagonal(long seed) {
        DirectedGraph graph = Graphs.random(NODES, 120, seed);
        double[][] x = Graphs.dense(graph);
        double[][] gram = Matrices.multiply(Matrices.transposed(x), x);
        for (int i = 0; i < NODES; i++) {
            gram[i][i] += 7;
        }
        double[][] p = inverse(gram);
        double[][] b = new double[NODES][NODES];
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < NODES; j++) {
                b[i][j] = i == j ? 0 : -p[i][j] / p[j][j];
            }
        }

        try (var workers = Workers.of(2)) {
            assertScores(new Ease(graph, 7, workers, Monitor.NONE), Matrices.multiply(x, b), 1e-5);
        }
    }

    @Test
    void easeRejectsWhatItCannotSolve() {
        var graph = Graphs.parse("(a)-->(b)");

        try (var workers = Workers.of(1)) {
            assertThatThrownBy(() -> new Ease(graph, 0, workers, Monitor.NONE))
                    .hasMessage("`lambda` must be a positive finite number, but was 0.0.");
            assertThatThrownBy(() -> new Ease(Graphs.random(20_001, 1, 1), 1, workers, Monitor.NONE))
                    .hasMessage("`nodeCount` must be between 1 and 20000, but was 20001.");
        }
    }

    /** All sources in one block, in descending order, into an array that is longer than needed and not empty. */
    private static void assertScores(Scorer scorer, double[][] expected, double tolerance) {
        int[] sources = new int[NODES + 1];
        for (int i = 0; i < NODES; i++) {
            sources[i + 1] = NODES - 1 - i;
        }
        float[] scores = new float[NODES * NODES + 3];
        Arrays.fill(scores, 99f);

        scorer.score(sources, 1, NODES + 1, scores);

        for (int i = 0; i < NODES; i++) {
            for (int node = 0; node < NODES; node++) {
                assertThat((double) scores[i * NODES + node])
                        .isCloseTo(expected[sources[i + 1]][node], within(tolerance));
            }
        }
    }

    /** Newton's iteration X = X (2 I - A X) from A' / (|A|1 |A|oo): unlike elimination in every step. */
    private static double[][] inverse(double[][] a) {
        double norm = 0;
        for (double[] row : a) {
            norm = Math.max(norm, Arrays.stream(row).map(Math::abs).sum());
        }
        double[][] x = Matrices.transposed(a);
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= norm * norm;
            }
        }
        for (int step = 0; step < 60; step++) {
            double[][] residual = Matrices.multiply(a, x);
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    residual[i][j] = (i == j ? 2 : 0) - residual[i][j];
                }
            }
            x = Matrices.multiply(x, residual);
        }
        return x;
    }
}
