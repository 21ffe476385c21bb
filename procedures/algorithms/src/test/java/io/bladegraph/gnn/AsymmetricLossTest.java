// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bladegraph.Workers;
import io.bladegraph.gnn.LossConfig.Kind;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.testkit.GradientCheck;
import io.bladegraph.testkit.Graphs;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AsymmetricLossTest {
    private static final int NODES = 12;
    private static final int DIMENSION = 5;

    private final DirectedGraph graph = Graphs.skewed(NODES, 50, 1);

    static Stream<LossConfig> configs() {
        return Stream.of(
                new LossConfig(Kind.SOFTMAX, 8, 0, 0),
                new LossConfig(Kind.SOFTMAX, 100, 0, 0),
                new LossConfig(Kind.LOGISTIC, 3, 0, 0),
                new LossConfig(Kind.SOFTMAX, 8, 0.7, 0),
                new LossConfig(Kind.SOFTMAX, 8, 0, 1.3),
                new LossConfig(Kind.LOGISTIC, 3, 0.7, 1.3));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void lossAndGradientAgreeWithTheFormulas(LossConfig config) {
        EdgeBatch batch = Samples.batch(graph, config, 20, 2);
        float[] embeddings = Samples.normal(2 * NODES * DIMENSION, 0.8, 3);
        float[] before = Samples.normal(embeddings.length, 1, 4);
        float[] gradient = before.clone();

        double loss = loss(config, batch, embeddings, gradient, 2);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] -= before[k];
        }

        assertThat(loss).isCloseTo(twin(config, batch, GradientCheck.toDouble(embeddings)), withinPercentage(1e-4));
        GradientCheck.assertGradient(x -> twin(config, batch, x), embeddings, gradient);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void isTheSameForAnyNumberOfWorkers(LossConfig config) {
        EdgeBatch batch = Samples.batch(graph, config, 300, 2);
        float[] embeddings = Samples.normal(2 * NODES * 70, 0.3, 3);
        float[] alone = new float[embeddings.length];
        float[] together = new float[embeddings.length];

        double loss = loss(config, batch, embeddings, alone, 1);

        assertThat(loss(config, batch, embeddings, together, 3)).isEqualTo(loss);
        assertThat(together).containsExactly(alone);
    }

    /**
     * Sources are cut into slices of at least 64, of which there are at most 64, and slices into blocks of 128: the first graph
     * makes several slices, each of its parts one; the second makes slices of more than one block, each of its parts of one.
     */
    @ParameterizedTest
    @CsvSource({"300, 1200, 20, 193, 64", "12000, 40000, 4, 8193, 4096"})
    @SuppressWarnings("checkstyle:ParameterNumber")
    void manySourcesAreASumOverSlices(int nodes, int size, int parts, long least, long mostOfPart) {
        var config = new LossConfig(Kind.SOFTMAX, 8, 0, 0);
        DirectedGraph large = Graphs.skewed(nodes, size, 1);
        EdgeBatch batch = Samples.batch(large, config, size, 2);
        float[] embeddings = Samples.normal(2 * nodes * DIMENSION, 0.8, 3);
        float[] alone = new float[embeddings.length];
        float[] together = new float[embeddings.length];

        double loss = loss(large, config, batch, embeddings, alone, 1);

        assertThat(sourceCount(batch)).isGreaterThanOrEqualTo(least);
        double[][] rows = Twins.rows(GradientCheck.toDouble(embeddings), 0, 2 * nodes, DIMENSION);
        assertThat(loss).isCloseTo(Twins.loss(large, config, batch, rows), withinPercentage(1e-4));
        float[] expected = new float[embeddings.length];
        for (int begin = 0; begin < size; begin += size / parts) {
            EdgeBatch part = part(batch, begin, begin + size / parts);
            assertThat(sourceCount(part)).isLessThanOrEqualTo(mostOfPart);
            float[] gradient = new float[embeddings.length];
            loss(large, config, part, embeddings, gradient, 1);
            for (int k = 0; k < gradient.length; k++) {
                expected[k] += gradient[k] / parts;
            }
        }
        assertThat(alone).containsExactly(expected, within(1e-6f));
        assertThat(loss(large, config, batch, embeddings, together, 3)).isEqualTo(loss);
        assertThat(together).containsExactly(alone);
    }

    private static long sourceCount(EdgeBatch batch) {
        return IntStream.of(batch.sources()).distinct().count();
    }

    private static EdgeBatch part(EdgeBatch batch, int begin, int end) {
        return new EdgeBatch(
                Arrays.copyOfRange(batch.sources(), begin, end),
                Arrays.copyOfRange(batch.targets(), begin, end),
                Arrays.copyOfRange(batch.weights(), begin, end),
                batch.negatives(),
                new int[0],
                new int[0]);
    }

    /** One positive a -> b, one negative c, x(a,b) = 1, x(a,c) = 2: log(e + e^2) - 1. */
    @Test
    void softmaxByHand() {
        var drawn = Graphs.parse("(a)-->(b), (c)");
        var batch = new EdgeBatch(new int[] {0}, new int[] {1}, new float[] {1}, new int[] {2}, new int[0], new int[0]);
        float[] embeddings = {1, 0, 0, 0, 1, 2};

        double loss = new AsymmetricLoss(drawn, new LossConfig(Kind.SOFTMAX, 1, 0, 0))
                .lossAndGradient(batch, embeddings, new float[6], Workers.of(1));

        assertThat(loss).isCloseTo(Math.log(Math.E + Math.E * Math.E) - 1, withinPercentage(1e-4));
    }

    @Test
    void negativesThatAreLinkedDoNotCompete() {
        var drawn = Graphs.parse("(a)-->(b), (a)-->(c)");
        var batch = new EdgeBatch(
                new int[] {0}, new int[] {1}, new float[] {1}, new int[] {0, 1, 2}, new int[0], new int[0]);
        float[] gradient = new float[6];

        double loss = new AsymmetricLoss(drawn, new LossConfig(Kind.SOFTMAX, 3, 0, 0))
                .lossAndGradient(batch, new float[] {1, 2, 3, 4, 5, 6}, gradient, Workers.of(1));

        assertThat(loss).isZero();
        assertThat(gradient).containsOnly(0f);
    }

    @Test
    void mutualPairsHaveNoDirection() {
        var mutual = Graphs.parse("(a)-->(b), (b)-->(a), (c)");
        var batch = new EdgeBatch(new int[] {0}, new int[] {1}, new float[] {1}, new int[] {2}, new int[0], new int[0]);
        float[] embeddings = {1, 2, 3, 4, 5, 6};

        double without = new AsymmetricLoss(mutual, new LossConfig(Kind.SOFTMAX, 1, 0, 0))
                .lossAndGradient(batch, embeddings, new float[6], Workers.of(1));
        double with = new AsymmetricLoss(mutual, new LossConfig(Kind.SOFTMAX, 1, 9, 0))
                .lossAndGradient(batch, embeddings, new float[6], Workers.of(1));

        assertThat(with).isEqualTo(without);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void largeScoresNeitherOverflowNorVanish(LossConfig config) {
        EdgeBatch batch = Samples.batch(graph, config, 20, 2);
        float[] embeddings = Samples.normal(2 * NODES * DIMENSION, 100, 3);
        float[] gradient = new float[embeddings.length];

        double loss = loss(config, batch, embeddings, gradient, 1);

        assertThat(loss).isPositive().isFinite();
        for (float component : gradient) {
            assertThat(component).isFinite();
        }
    }

    private double loss(LossConfig config, EdgeBatch batch, float[] embeddings, float[] gradient, int concurrency) {
        return loss(graph, config, batch, embeddings, gradient, concurrency);
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private static double loss(
            DirectedGraph graph,
            LossConfig config,
            EdgeBatch batch,
            float[] embeddings,
            float[] gradient,
            int concurrency) {
        try (var workers = Workers.of(concurrency)) {
            return new AsymmetricLoss(graph, config).lossAndGradient(batch, embeddings, gradient, workers);
        }
    }

    private double twin(LossConfig config, EdgeBatch batch, double[] embeddings) {
        return Twins.loss(graph, config, batch, Twins.rows(embeddings, 0, 2 * NODES, DIMENSION));
    }
}
