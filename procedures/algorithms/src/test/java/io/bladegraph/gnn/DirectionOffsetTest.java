// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.ClassificationMetrics;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.testkit.Alone;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectionOffsetTest {
    private static final int NODES = 60;
    private static final int DIMENSION = 4;

    private final DirectedGraph graph = towardPopular();
    private final int[] tails = new int[graph.edgeCount()];
    private final int[] heads = new int[graph.edgeCount()];

    /** Anybody points to somebody, and most to few. */
    private static DirectedGraph towardPopular() {
        SplittableRandom random = Seeds.stream(3);
        var builder = DirectedGraphBuilder.unweighted(NODES);
        for (int i = 0; i < 300; i++) {
            int source = random.nextInt(NODES);
            int target = (int) (NODES * Math.pow(random.nextDouble(), 3));
            if (source > target) {
                builder.add(source, target);
            }
        }
        return builder.build();
    }

    DirectionOffsetTest() {
        for (int source = 0; source < NODES; source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                tails[edge] = source;
                heads[edge] = graph.target(edge);
            }
        }
    }

    /** Where all degrees are equal they say the same as the intercept, and only the ridge keeps the Hessian definite. */
    @Test
    void learnsNothingFromDegreesThatAreAllEqual() {
        int nodes = 20_000;
        int degree = 5;
        var builder = DirectedGraphBuilder.unweighted(nodes);
        int[] tails = new int[nodes * degree];
        int[] heads = new int[nodes * degree];
        for (int i = 0; i < tails.length; i++) {
            tails[i] = i / degree;
            heads[i] = (i / degree + 1 + i % degree) % nodes;
            builder.add(tails[i], heads[i]);
        }
        DirectedGraph graph = builder.build();
        float[] stacked = new float[2 * nodes * 4];
        SplittableRandom random = Seeds.stream(1);
        for (int i = 0; i < stacked.length; i++) {
            stacked[i] = i % 4 == 3 ? 0 : (float) random.nextDouble() - .5f;
        }

        try (var workers = Workers.of(1)) {
            DirectionOffset offset = DirectionOffset.fit(
                    graph, DualEmbeddings.fromStacked(stacked, 4, workers), tails, heads, Seeds.stream(2), workers);

            assertThat(offset.of(graph, 0))
                    .isEqualTo(offset.of(graph, nodes - 1))
                    .isZero();
        }
    }

    @Test
    void addsTheSameToEveryScoreOfASource() {
        DualEmbeddings before = noise();
        DualEmbeddings after = noise();
        DirectionOffset offset = fit(before);

        offset.addTo(after, graph, Alone.WORKERS);

        for (int u = 0; u < NODES; u++) {
            for (int v = 0; v < NODES; v++) {
                assertThat(after.score(u, v) - before.score(u, v)).isCloseTo(offset.of(graph, u), within(1e-4));
            }
        }
    }

    /** Popular products are bought second here, and the scores are noise: only the offset can know the direction. */
    @Test
    void tellsTheDirectionWhereTheScoresDoNot() {
        DualEmbeddings embeddings = noise();
        double before = directionAuc(embeddings);

        fit(embeddings).addTo(embeddings, graph, Alone.WORKERS);

        assertThat(before).isBetween(0.4, 0.6);
        assertThat(directionAuc(embeddings)).isGreaterThan(0.7);
    }

    @Test
    void isNowhereNegative() {
        DirectionOffset offset = fit(noise());

        assertThat(IntStream.range(0, NODES)
                        .mapToDouble(node -> offset.of(graph, node))
                        .min())
                .hasValue(0);
    }

    @Test
    void leavesNodesAloneOfWhichNothingIsKnown() {
        DualEmbeddings embeddings = noise();
        Arrays.fill(embeddings.source(), 0, DIMENSION, 0f);
        Arrays.fill(embeddings.target(), 0, DIMENSION, 0f);

        fit(embeddings).addTo(embeddings, graph, Alone.WORKERS);

        assertThat(embeddings.isKnown(0)).isFalse();
    }

    @Test
    void survivesStorage() {
        DirectionOffset offset = fit(noise());

        DirectionOffset stored =
                DirectionOffset.in(List.of(offset.toParameter())).orElseThrow();

        assertThat(stored.of(graph, 7)).isCloseTo(offset.of(graph, 7), within(1e-4));
        assertThat(DirectionOffset.without(List.of(offset.toParameter()))).isEmpty();
        assertThat(DirectionOffset.in(List.of())).isEmpty();
    }

    @Test
    void staysFiniteWhereAllEmbeddingsAreZero() {
        var zeros = new DualEmbeddings(NODES, DIMENSION, new float[NODES * DIMENSION], new float[NODES * DIMENSION]);

        fit(zeros).addTo(zeros, graph, Alone.WORKERS);

        for (int u = 0; u < NODES; u++) {
            assertThat(zeros.score(u, 0)).isFinite();
        }
    }

    private DirectionOffset fit(DualEmbeddings embeddings) {
        try (var workers = Workers.of(2)) {
            return DirectionOffset.fit(graph, embeddings, tails, heads, Seeds.stream(5), workers);
        }
    }

    private double directionAuc(DualEmbeddings embeddings) {
        float[] forward = new float[tails.length];
        float[] backward = new float[tails.length];
        for (int i = 0; i < tails.length; i++) {
            forward[i] = (float) embeddings.score(tails[i], heads[i]);
            backward[i] = (float) embeddings.score(heads[i], tails[i]);
        }
        return ClassificationMetrics.auc(forward, backward);
    }

    /** Random embeddings whose last coordinate is free. */
    private static DualEmbeddings noise() {
        SplittableRandom random = Seeds.stream(1);
        float[][] tables = new float[2][NODES * DIMENSION];
        for (float[] table : tables) {
            for (int k = 0; k < table.length; k++) {
                table[k] = k % DIMENSION == DIMENSION - 1 ? 0 : (float) random.nextDouble(-1, 1);
            }
        }
        return new DualEmbeddings(NODES, DIMENSION, tables[0], tables[1]);
    }
}
