// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.testkit.Graphs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VertexSetTest {
    private static final Workers WORKERS = Workers.of(1);

    @Test
    void holdsEveryVertexOnceInTheOrderOfFirstMention() {
        var set = VertexSet.none(10);

        for (int vertex : new int[] {7, 2, 7, 9, 2}) {
            set.add(vertex);
        }

        assertThat(set.size()).isEqualTo(3);
        assertThat(new int[] {set.vertex(0), set.vertex(1), set.vertex(2)}).containsExactly(7, 2, 9);
    }

    /** What a batch looks at is enough: restricted to it, embeddings and parameter gradients are those of the whole graph. */
    @Test
    void theVerticesOfABatchGiveTheGradientOfTheWholeGraph() {
        DirectedGraph graph = Graphs.skewed(60, 400, 3);
        var lossConfig = new LossConfig(LossConfig.Kind.SOFTMAX, 8, 0.5, 0.5);
        var messages = new Messages(Samples.messages(graph, SamplerConfig.DEFAULT), null);
        EdgeBatch batch = Samples.batch(graph, lossConfig, 5, 11);
        VertexSet some = Samples.wanted(batch, graph.nodeCount(), lossConfig, WORKERS);

        float[] whole = parameterGradient(graph, lossConfig, messages, batch, Samples.all(messages.purchases()));
        float[] restricted = parameterGradient(graph, lossConfig, messages, batch, some);

        assertThat(some.size()).isLessThan(messages.purchases().vertexCount());
        for (int k = 0; k < whole.length; k++) {
            assertThat(restricted[k]).isCloseTo(whole[k], within(1e-7f));
        }
    }

    private static float[] parameterGradient(
            DirectedGraph graph, LossConfig config, Messages messages, EdgeBatch batch, VertexSet wanted) {
        var table = Parameter.gaussian("table", 2 * graph.nodeCount(), 8, 0.5, 1);
        float[] own = new float[2 * graph.nodeCount()];
        Arrays.fill(own, 0.5f);
        var encoder = new LinearEncoder(new BaseVectors(table, null, null), 2, own);
        try (var workers = Workers.of(2)) {
            float[] embeddings = encoder.forward(messages, wanted, workers);
            float[] gradient = encoder.zeroGradient(wanted, workers);
            new AsymmetricLoss(graph, config).lossAndGradient(batch, embeddings, gradient, workers);
            encoder.backward(gradient, wanted, workers);
        }
        return table.gradient();
    }
}
