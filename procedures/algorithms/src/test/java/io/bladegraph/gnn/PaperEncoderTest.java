// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig.Kind;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.testkit.GradientCheck;
import io.bladegraph.testkit.Graphs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperEncoderTest {
    private static final int NODES = 14;
    private static final int DIMENSION = 5;
    private static final LossConfig LOSS = new LossConfig(LossConfig.Kind.LOGISTIC, 2, 0.5, 1);

    private final DirectedGraph purchases = Graphs.skewed(NODES, 60, 2);
    private final DirectedGraph coViews = Graphs.skewed(NODES, 40, 8);

    @ParameterizedTest
    @CsvSource({"1, 0, false", "2, 0, false", "2, 0, true", "2, 3, false", "3, 7, true"})
    void agreesWithTheFormulaThereAndBack(int layers, int features, boolean viewed) {
        var config = new BladeConfig(Kind.PAPER, DIMENSION, layers, 0);
        ProductGraph graph = graph(features, viewed);
        Messages messages = messages(viewed);
        var encoder = Encoders.of(graph, config, Encoders.initialize(graph, config, 7));
        EdgeBatch batch = Samples.batch(purchases, LOSS, 15, 3);

        try (var workers = Workers.of(2)) {
            float[] embeddings = encoder.forward(messages, workers).clone(); // lost with the way back
            VertexSet wanted = Samples.wanted(batch, purchases.nodeCount(), LOSS, workers);
            float[] gradient = encoder.zeroGradient(wanted, workers);
            new AsymmetricLoss(purchases, LOSS).lossAndGradient(batch, embeddings, gradient, workers);
            encoder.backward(gradient, wanted, workers);

            float[] parameters = Samples.concatenated(encoder.parameters(), Parameter::values);
            float[] expected = Samples.flat(twin(GradientCheck.toDouble(parameters), graph, layers, messages));
            assertThat(embeddings).containsExactly(expected, within(1e-5f));
            GradientCheck.assertGradient(
                    x -> Twins.loss(purchases, LOSS, batch, twin(x, graph, layers, messages)),
                    parameters,
                    Samples.concatenated(encoder.parameters(), Parameter::gradient));
        }
    }

    /** More rows than a reduction chunk holds, so that partial gradients are added up. */
    @Test
    void isTheSameForAnyNumberOfWorkers() {
        var large = Graphs.random(2_500, 5_000, 1);
        var graph = ProductGraph.of(large);
        var config = new BladeConfig(Kind.PAPER, 8, 2, 0);
        var messages = new Messages(Samples.messages(large, SamplerConfig.uniform(5)), null);
        float[] gradient = Samples.normal(2 * 2_500 * 8, 1, 3);

        float[][] answers = new float[2][];
        for (int i = 0; i < 2; i++) {
            var encoder = Encoders.of(graph, config, Encoders.initialize(graph, config, 7));
            try (var workers = Workers.of(1 + 2 * i)) {
                float[] embeddings = encoder.forward(messages, workers).clone(); // lost with the way back
                encoder.backward(gradient, Samples.all(messages.purchases()), workers);
                float[] gradients = Samples.concatenated(encoder.parameters(), Parameter::gradient);
                answers[i] = Arrays.copyOf(embeddings, embeddings.length + gradients.length);
                System.arraycopy(gradients, 0, answers[i], embeddings.length, gradients.length);
            }
        }

        assertThat(answers[1]).containsExactly(answers[0]);
    }

    @Test
    void nodesThatHearNothingStayZeroAndFinite() {
        var drawn = Graphs.parse("(a)-->(b), (c)");
        var graph = ProductGraph.of(drawn);
        var config = new BladeConfig(Kind.PAPER, DIMENSION, 2, 0);
        var encoder = Encoders.of(graph, config, Encoders.initialize(graph, config, 7));

        try (var workers = Workers.of(1)) {
            var messages = new Messages(Samples.messages(drawn, SamplerConfig.DEFAULT), null);
            var embeddings = encoder.forward(messages, workers);
            encoder.backward(Samples.normal(embeddings.length, 1, 3), Samples.all(messages.purchases()), workers);

            assertThat(DualEmbeddings.fromStacked(embeddings, DIMENSION, workers)
                            .source(2))
                    .containsOnly(0f);
            for (float component : Samples.concatenated(encoder.parameters(), Parameter::gradient)) {
                assertThat(component).isFinite();
            }
        }
    }

    private ProductGraph graph(int features, boolean viewed) {
        var none = DirectedGraphBuilder.unweighted(NODES).build();
        var described = features == 0
                ? NodeFeatures.none(NODES)
                : NodeFeatures.dense(Samples.normal(NODES * features, 1, 4), features);
        return new ProductGraph(purchases, viewed ? coViews : none, described);
    }

    private Messages messages(boolean viewed) {
        var bought = Samples.messages(purchases, SamplerConfig.uniform(100));
        return new Messages(
                bought,
                viewed ? Samples.messages(coViews, SamplerConfig.uniform(100)).withinRoles() : null);
    }

    private static double[][] twin(double[] parameters, ProductGraph graph, int layers, Messages messages) {
        boolean learned = graph.featureDimension() == 0;
        double[] inputs =
                learned ? parameters : GradientCheck.toDouble(graph.features().values());
        int columns = learned ? DIMENSION : graph.featureDimension();
        double[][] hidden = new double[2 * NODES][];
        for (int node = 0; node < NODES; node++) {
            hidden[node] = Twins.rows(inputs, node * columns, 1, columns)[0];
            hidden[NODES + node] = hidden[node];
        }
        double[][] bought = Twins.dense(messages.purchases());
        int at = learned ? NODES * DIMENSION : 0;
        for (int layer = 0; layer < layers; layer++) {
            double[][] weights = Twins.rows(parameters, at, hidden[0].length, DIMENSION);
            at += hidden[0].length * DIMENSION;
            hidden = messages.coViews() == null
                    ? Twins.paperLayer(hidden, weights, bought)
                    : Twins.paperLayer(hidden, weights, bought, Twins.dense(messages.coViews()));
        }
        return hidden;
    }
}
