// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Matrices;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every factorization against the singular value decomposition of its matrix, made dense and in double precision. */
class FactorizationsTest {
    private static final int RANK = 12;

    /** No more than the columns that are drawn for that rank: then nothing but rounding is lost. */
    private static final int NODES = RANK + 16;

    @ParameterizedTest
    @Seeded(3)
    void svdIsTheBestApproximationOfItsRank(long seed) {
        DirectedGraph graph = Graphs.random(NODES, 200, seed);

        for (SparseMatrix matrix : new SparseMatrix[] {Adjacency.plain(graph), Adjacency.normalized(graph)}) {
            try (var workers = Workers.of(2)) {
                assertScores(Svd.factors(matrix, RANK, workers), truncated(Matrices.dense(matrix), RANK), 1e-4);
            }
        }
    }

    @ParameterizedTest
    @Seeded(3)
    void hopeIsTheBestApproximationOfTheKatzProximity(long seed) {
        DirectedGraph graph = Graphs.random(NODES, 200, seed);
        double[][] adjacency = Graphs.dense(graph);

        try (var workers = Workers.of(2)) {
            double radius = Hope.spectralRadius(graph, workers);
            double[][] katz = series(adjacency, 0.5 / radius, 60);

            assertScores(Hope.factors(graph, 0.5, RANK, workers), truncated(katz, RANK), 2e-3);
        }
    }

    @Test
    void theSpectralRadiusIsTheGrowthOfPaths() {
        try (var workers = Workers.of(1)) {
            var cycleWithTail = Graphs.parse("(a)-->(b), (b)-->(c), (c)-->(a), (c)-->(d)");
            var complete = Graphs.parse("(a)-->(b), (b)-->(a), (a)-->(c), (c)-->(a), (b)-->(c), (c)-->(b)");
            var acyclic = Graphs.parse("(a)-->(b), (b)-->(c), (a)-->(c)");

            assertThat(Hope.spectralRadius(cycleWithTail, workers)).isCloseTo(1, within(0.05));
            assertThat(Hope.spectralRadius(complete, workers)).isCloseTo(2, within(1e-6));
            assertThat(Hope.spectralRadius(acyclic, workers)).isZero();
        }
    }

    @ParameterizedTest
    @Seeded(3)
    void strapIsTheLogarithmOfBothPageRanks(long seed) {
        DirectedGraph graph = Graphs.random(NODES, 70, seed);
        double error = 1e-6;
        double[][] forward = pageRanks(Graphs.dense(graph));
        double[][] backward = pageRanks(Matrices.transposed(Graphs.dense(graph)));

        try (var workers = Workers.of(2)) {
            double[][] proximity = Matrices.dense(Strap.proximity(graph, error, workers, Monitor.NONE));

            for (int u = 0; u < NODES; u++) {
                for (int v = 0; v < NODES; v++) {
                    double sum = u == v ? 0 : forward[u][v] + backward[v][u];
                    double pushed = proximity[u][v] == 0 ? 0 : error * Math.exp(proximity[u][v]);
                    assertThat(pushed).isCloseTo(sum, within(3 * error + 1e-5 * sum));
                }
            }
            assertScores(
                    Strap.fit(graph, workers, Monitor.NONE).get(1), Matrices.dense(proximityOf(graph, workers)), 1e-2);
        }
    }

    /** Singular values of random graphs hardly fall, which is the hardest case; of the error, not more than a hundredth is added. */
    @ParameterizedTest
    @Seeded(3)
    void largeMatricesAreApproximatedNearlyAsWellAsCanBe(long seed) {
        SparseMatrix matrix = Adjacency.plain(Graphs.random(120, 2000, seed));

        try (var workers = Workers.of(2)) {
            double error = distance(
                    Matrices.dense(matrix),
                    scores(Svd.factors(matrix, RANK, workers).scorer(RANK), 120));

            assertThat(error)
                    .isLessThan(1.01 * distance(Matrices.dense(matrix), truncated(Matrices.dense(matrix), RANK)));
        }
    }

    @Test
    void aGraphOfLowRankLosesNothing() {
        var graph = Graphs.parse("(a)-->(b), (a)-->(c), (d)-->(b), (d)-->(c), (e)");

        try (var workers = Workers.of(1)) {
            assertScores(Svd.factors(Adjacency.plain(graph), 4, workers), Graphs.dense(graph), 1e-5);
        }
    }

    @Test
    void theBitsDoNotDependOnTheThreads() {
        DirectedGraph graph = Graphs.random(NODES, 200, 1);

        try (var one = Workers.of(1);
                var four = Workers.of(4)) {
            Factors first = Hope.factors(graph, 0.5, RANK, one);
            Factors second = Hope.factors(graph, 0.5, RANK, four);
            assertThat(second.sources()).containsExactly(first.sources());
            assertThat(second.targets()).containsExactly(first.targets());
            assertThat(Strap.proximity(graph, 1e-4, four, Monitor.NONE).values())
                    .containsExactly(
                            Strap.proximity(graph, 1e-4, one, Monitor.NONE).values());
        }
    }

    private static SparseMatrix proximityOf(DirectedGraph graph, Workers workers) {
        return Strap.proximity(graph, 1e-4, workers, Monitor.NONE);
    }

    private static void assertScores(Factors factors, double[][] expected, double tolerance) {
        assertScores(factors.scorer(factors.rank()), expected, tolerance);
    }

    private static void assertScores(Scorer scorer, double[][] expected, double tolerance) {
        double[][] scores = scores(scorer, expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(scores[i]).containsExactly(expected[i], within(tolerance));
        }
    }

    private static double[][] scores(Scorer scorer, int nodes) {
        float[] scores = new float[nodes * nodes];
        scorer.score(IntStream.range(0, nodes).toArray(), 0, nodes, scores);
        double[][] rows = new double[nodes][nodes];
        for (int i = 0; i < nodes * nodes; i++) {
            rows[i / nodes][i % nodes] = scores[i];
        }
        return rows;
    }

    private static double distance(double[][] a, double[][] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                squares += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j]);
            }
        }
        return Math.sqrt(squares);
    }

    /** Where walks stop that do so with probability 1/2 at every step; a walk without a way on is lost. */
    private static double[][] pageRanks(double[][] adjacency) {
        double[][] walk = new double[NODES][NODES];
        double[][] ranks = new double[NODES][NODES];
        for (int u = 0; u < NODES; u++) {
            double degree = Math.max(1, Arrays.stream(adjacency[u]).sum());
            for (int v = 0; v < NODES; v++) {
                walk[u][v] = 0.5 * adjacency[u][v] / degree;
            }
        }
        double[][] series = series(walk, 1, 50);
        for (int u = 0; u < NODES; u++) {
            for (int v = 0; v < NODES; v++) {
                ranks[u][v] = 0.5 * ((u == v ? 1 : 0) + series[u][v]);
            }
        }
        return ranks;
    }

    /** The sum of the powers 1 to {@code terms} of factor times a. */
    private static double[][] series(double[][] a, double factor, int terms) {
        double[][] step = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                step[i][j] = factor * a[i][j];
            }
        }
        double[][] sum = step;
        for (int k = 1; k < terms; k++) {
            sum = Matrices.multiply(step, sum);
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    sum[i][j] += step[i][j];
                }
            }
        }
        return sum;
    }

    /** The best approximation of a rank: a projected onto its first right singular vectors, found by one-sided Jacobi rotations. */
    private static double[][] truncated(double[][] a, int rank) {
        int n = a.length;
        double[][] columns = Matrices.transposed(a);
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < 40; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    orthogonalize(columns, vectors, p, q);
                }
            }
        }
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (i, j) -> Double.compare(dot(columns[j], columns[j]), dot(columns[i], columns[i])));
        double[][] product = new double[n][n];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    product[i][j] += columns[order[k]][i] * vectors[order[k]][j];
                }
            }
        }
        return product;
    }

    private static void orthogonalize(double[][] columns, double[][] vectors, int p, int q) {
        double between = dot(columns[p], columns[q]);
        if (Math.abs(between) < 1e-15) {
            return;
        }
        double zeta = (dot(columns[q], columns[q]) - dot(columns[p], columns[p])) / (2 * between);
        double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double c = 1 / Math.hypot(1, t);
        for (double[][] turned : new double[][][] {columns, vectors}) {
            for (int k = 0; k < turned[p].length; k++) {
                double one = turned[p][k];
                double other = turned[q][k];
                turned[p][k] = c * one - c * t * other;
                turned[q][k] = c * t * one + c * other;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
