// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig.Kind;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.NodeFeaturesBuilder;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.RoleGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.testkit.GradientCheck;
import io.bladegraph.testkit.Graphs;
import io.bladegraph.testkit.Matrices;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearEncoderTest {
    private static final int NODES = 14;
    private static final int DIMENSION = 4;
    private static final LossConfig LOSS = new LossConfig(LossConfig.Kind.SOFTMAX, 6, 0.5, 1);

    private static final BladeConfig WITHOUT_OFFSET =
            new BladeConfig(Kind.LINEAR, DIMENSION, 2, 5, 0.5, false, FeatureConfig.DEFAULT);

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
            float[] embeddings = encoder.forward(messages, workers).clone(); // lost with the way back
            VertexSet wanted = Samples.wanted(batch, graph.nodeCount(), LOSS, workers);
            float[] gradient = encoder.zeroGradient(wanted, workers);
            new AsymmetricLoss(graph, LOSS).lossAndGradient(batch, embeddings, gradient, workers);
            encoder.backward(gradient, wanted, workers);

            float[] expected = Samples.flat(twin(GradientCheck.toDouble(table.values()), config, dense));
            assertThat(embeddings).containsExactly(expected, within(1e-5f));
            GradientCheck.assertGradient(
                    x -> Twins.loss(graph, LOSS, batch, twin(x, config, dense)), table.values(), table.gradient());
        }
    }

    /** Tables, weights and strangers at once: every number of T and W moves the loss as the gradient says. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, true", "2, false"})
    void featuresAgreeWithTheFormulaThereAndBack(int layers, boolean ownTables) {
        var config = new BladeConfig(Kind.LINEAR, DIMENSION, layers, 5).with(new FeatureConfig(ownTables, 0));
        var products =
                new ProductGraph(graph, DirectedGraphBuilder.unweighted(NODES).build(), words());
        var messages = new Messages(Samples.messages(graph, SamplerConfig.DEFAULT), null);
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));
        EdgeBatch batch = Samples.batch(graph, LOSS, 15, 3);
        double[][] dense = Twins.dense(messages.purchases());
        encoder.treatAsNew(LinearEncoderTest::isStranger);

        try (var workers = Workers.of(2)) {
            float[] embeddings = encoder.forward(messages, workers).clone(); // lost with the way back
            VertexSet wanted = Samples.wanted(batch, graph.nodeCount(), LOSS, workers);
            float[] gradient = encoder.zeroGradient(wanted, workers);
            new AsymmetricLoss(graph, LOSS).lossAndGradient(batch, embeddings, gradient, workers);
            encoder.backward(gradient, wanted, workers);

            float[] values = Samples.concatenated(encoder.parameters(), Parameter::values);
            double[][] expected = describedTwin(GradientCheck.toDouble(values), config, dense, products.features());
            assertThat(embeddings).containsExactly(Samples.flat(expected), within(1e-5f));
            GradientCheck.assertGradient(
                    x -> Twins.loss(graph, LOSS, batch, describedTwin(x, config, dense, products.features())),
                    values,
                    Samples.concatenated(encoder.parameters(), Parameter::gradient));
        }
    }

    private static boolean isStranger(int vertex) {
        return vertex % 7 == 0;
    }

    /** A number of every product but the first, whose number is 0, and a brand of most. */
    private static NodeFeatures words() {
        var builder = NodeFeaturesBuilder.of(NODES, 1, 4);
        for (int node = 0; node < NODES; node++) {
            builder.number(0, node / 10f);
            builder.words("brand", node % 4 == 0 ? List.of() : List.of("b" + node % 3, "all"));
            builder.endNode();
        }
        return builder.build();
    }

    private double[][] describedTwin(double[] x, BladeConfig config, double[][] messages, NodeFeatures features) {
        int tableSize = config.features().ownTables() ? 2 * NODES * DIMENSION : 0;
        double[][] sum = new double[2 * NODES][DIMENSION];
        double[][] described = new double[2 * NODES][DIMENSION];
        RoleGraph roles = RoleGraph.of(graph);
        for (int vertex = 0; vertex < 2 * NODES; vertex++) {
            int node = vertex % NODES;
            for (int entry = features.offsets()[node]; entry < features.offsets()[node + 1]; entry++) {
                int row = (vertex < NODES ? 0 : features.dimension()) + features.columns()[entry];
                for (int k = 0; k < DIMENSION; k++) {
                    described[vertex][k] += features.values()[entry] * x[tableSize + row * DIMENSION + k];
                }
            }
        }
        double[][] base = new double[2 * NODES][DIMENSION];
        for (int vertex = 0; vertex < 2 * NODES; vertex++) {
            double degree = roles.degree(vertex);
            double own = degree == 0 ? 0 : degree / (degree + config.ownDegree());
            for (int k = 0; k < DIMENSION; k++) {
                double table = tableSize == 0 ? 0 : x[vertex * DIMENSION + k];
                base[vertex][k] = table + described[vertex][k];
                sum[vertex][k] = described[vertex][k] + own * table;
            }
        }
        double[][] power = base;
        for (int layer = 1; layer <= config.layers(); layer++) {
            power = Matrices.multiply(messages, power);
            for (int vertex = 0; vertex < 2 * NODES; vertex++) {
                for (int k = 0; k < DIMENSION; k++) {
                    sum[vertex][k] += power[vertex][k];
                }
            }
        }
        for (int vertex = 0; vertex < 2 * NODES; vertex++) {
            boolean isDescribed = !features.isEmpty(vertex % NODES);
            sum[vertex] = isStranger(vertex) && isDescribed ? described[vertex] : sum[vertex];
        }
        return sum;
    }

    @Test
    void wordsThatNobodyHasSayNothing() {
        var config = WITHOUT_OFFSET;
        float[] firstColumn = new float[2 * NODES];
        firstColumn[0] = 1;
        var none = DirectedGraphBuilder.unweighted(NODES).build();
        var products = new ProductGraph(graph, none, NodeFeatures.dense(firstColumn, 2));

        var weights = Encoders.initialize(products, config, 7).get(1);

        assertThat(Arrays.copyOfRange(weights.values(), 0, DIMENSION)).doesNotContain(0f);
        assertThat(Arrays.copyOfRange(weights.values(), DIMENSION, 2 * DIMENSION))
                .containsOnly(0f);
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

    /** A column of zeros in every table gets no gradient, so the place of the offset stays free. */
    @Test
    void theCoordinateOfAnOffsetIsLeftAlone() {
        var config = new BladeConfig(Kind.LINEAR, DIMENSION, 2, 5);
        var products = ProductGraph.of(graph);
        var messages = new Messages(Samples.messages(graph, SamplerConfig.DEFAULT), null);
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));
        EdgeBatch batch = Samples.batch(graph, LOSS, 15, 3);

        try (var workers = Workers.of(1)) {
            float[] embeddings = encoder.forward(messages, workers).clone(); // lost with the way back
            VertexSet wanted = Samples.wanted(batch, NODES, LOSS, workers);
            float[] gradient = encoder.zeroGradient(wanted, workers);
            new AsymmetricLoss(graph, LOSS).lossAndGradient(batch, embeddings, gradient, workers);
            encoder.backward(gradient, wanted, workers);
        }

        float[] moved = encoder.parameters().get(0).gradient();
        for (int vertex = 0; vertex < 2 * NODES; vertex++) {
            assertThat(moved[(vertex + 1) * DIMENSION - 1]).isZero();
        }
        assertThat(moved).doesNotContain(Float.NaN).isNotEqualTo(new float[moved.length]);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false", "3, true"})
    void embeddingIsTheForwardPassToTheBit(int layers, boolean strangers) {
        var config = new BladeConfig(Kind.LINEAR, DIMENSION, layers, 5).with(new FeatureConfig(true, 0));
        var products =
                new ProductGraph(graph, DirectedGraphBuilder.unweighted(NODES).build(), words());
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));
        encoder.treatAsNew(vertex -> strangers && isStranger(vertex));
        try (var workers = Workers.of(2)) {
            var messages = new Messages(Samples.messages(graph, SamplerConfig.DEFAULT), null);

            var embeddings = encoder.embed(messages, workers);

            var expected = DualEmbeddings.fromStacked(encoder.forward(messages, workers), DIMENSION, workers);
            assertThat(embeddings.nodeCount()).isEqualTo(NODES);
            assertThat(embeddings.source()).containsExactly(expected.source());
            assertThat(embeddings.target()).containsExactly(expected.target());
        }
    }

    @Test
    void isolatedNodesGetZeros() {
        var drawn = Graphs.parse("(a)-->(b), (c)");
        var products = ProductGraph.of(drawn);
        var config = WITHOUT_OFFSET;
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));

        try (var workers = Workers.of(1)) {
            var messages = new Messages(Samples.messages(drawn, SamplerConfig.uniform(100)), null);
            var embeddings = DualEmbeddings.fromStacked(encoder.forward(messages, workers), DIMENSION, workers);

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
        var config = WITHOUT_OFFSET;
        var encoder = Encoders.of(products, config, Encoders.initialize(products, config, 7));

        try (var workers = Workers.of(1)) {
            var messages = new Messages(Samples.messages(drawn, SamplerConfig.DEFAULT), null);
            var embeddings = DualEmbeddings.fromStacked(encoder.forward(messages, workers), DIMENSION, workers);

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
