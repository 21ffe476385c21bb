// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig.Kind;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.RoleGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.testkit.GradientCheck;
import io.bladegraph.testkit.Graphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearEncoderTest {
    private static final int NODES = 14;
    private static final int DIMENSION = 4;
    private static final LossConfig LOSS = new LossConfig(LossConfig.Kind.SOFTMAX, 6, 0.5, 1);

    private final DirectedGraph graph = Graphs.skewed(NODES, 30, 2);

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 0", "1, 5", "2, 5", "3, 2"})
    void agreesWithTheFormulaThereAndBack(int layers, double ownDegree) {
        var config = new BladeConfig(Kind.LINEAR, DIMENSION, layers, ownDegree);
        var products = ProductGraph.of(graph);
        var messages = new Messages(Samples.messages(graph, SamplerConfig.DEFAULT), null);
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));
        EdgeBatch batch = Samples.batch(graph, LOSS, 15, 3);
        Parameter table = encoder.parameters().get(0);
        double[][] dense = Twins.dense(messages.purchases());

        try (var workers = Workers.of(2)) {
            float[] embeddings = encoder.forward(messages, workers);
            float[] gradient = new float[embeddings.length];
            new AsymmetricLoss(graph, LOSS).lossAndGradient(batch, embeddings, gradient, workers);
            encoder.backward(gradient, VertexSet.of(batch, graph.nodeCount()), workers);

            float[] expected = Samples.flat(twin(GradientCheck.toDouble(table.values()), config, dense));
            assertThat(embeddings).containsExactly(expected, within(1e-5f));
            GradientCheck.assertGradient(
                    x -> Twins.loss(graph, LOSS, batch, twin(x, config, dense)), table.values(), table.gradient());
        }
    }

    @Test
    void repeatedPassesGiveTheSame() {
        var config = new BladeConfig(Kind.LINEAR, DIMENSION, 3, 5);
        var products = ProductGraph.of(graph);
        var messages = new Messages(Samples.messages(graph, SamplerConfig.DEFAULT), null);
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));

        try (var workers = Workers.of(1)) {
            float[] first = encoder.forward(messages, workers).clone();
            encoder.backward(first, Samples.all(messages.purchases()), workers);
            float[] gradient = encoder.parameters().get(0).gradient().clone();

            assertThat(encoder.forward(messages, workers)).containsExactly(first);
            encoder.backward(first, Samples.all(messages.purchases()), workers);
            assertThat(encoder.parameters().get(0).gradient()).containsExactly(gradient);
        }
    }

    @Test
    void isolatedNodesGetZeros() {
        var drawn = Graphs.parse("(a)-->(b), (c)");
        var products = ProductGraph.of(drawn);
        var config = new BladeConfig(Kind.LINEAR, DIMENSION, 2, 5);
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));

        try (var workers = Workers.of(1)) {
            var messages = new Messages(Samples.messages(drawn, SamplerConfig.uniform(100)), null);
            var embeddings = DualEmbeddings.fromStacked(encoder.forward(messages, workers), DIMENSION);

            assertThat(embeddings.source(2)).containsOnly(0f);
            assertThat(embeddings.target(2)).containsOnly(0f);
            assertThat(embeddings.source(0)).doesNotContain(0f);
            assertThat(embeddings.target(0)).containsOnly(0f);
        }
    }

    /** What is only ever bought first is heard, as a target, from what follows it, if reversed edges count. */
    @Test
    void reversedEdgesReachTheRoleThatHasNoLinks() {
        var drawn = Graphs.parse("(a)-->(b), (c)");
        var products = ProductGraph.of(drawn);
        var config = new BladeConfig(Kind.LINEAR, DIMENSION, 2, 5);
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));

        try (var workers = Workers.of(1)) {
            var messages = new Messages(Samples.messages(drawn, SamplerConfig.DEFAULT), null);
            var embeddings = DualEmbeddings.fromStacked(encoder.forward(messages, workers), DIMENSION);

            assertThat(embeddings.target(0)).doesNotContain(0f);
            assertThat(embeddings.source(2)).containsOnly(0f);
        }
    }

    private double[][] twin(double[] table, BladeConfig config, double[][] messages) {
        RoleGraph roles = RoleGraph.of(graph);
        double[] own = new double[2 * NODES];
        for (int vertex = 0; vertex < own.length; vertex++) {
            double degree = roles.degree(vertex);
            own[vertex] = degree == 0 ? 0 : degree / (degree + config.ownDegree());
        }
        return Twins.linear(Twins.rows(table, 0, 2 * NODES, DIMENSION), own, messages, config.layers());
    }
}
