// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.gnn.Parameter;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.ProductGraph;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainedModelTest {
    private final ProductGraph graph = Shops.twoFamilies();

    @Test
    void renumberingMovesTheRowsOfBothRoles() {
        TrainedModel model = train(BladeConfig.Kind.LINEAR);

        TrainedModel moved = model.renumbered(new int[] {7, -1, 79});

        float[] table = model.parameters().get(0).values();
        Parameter rows = moved.parameters().get(0);
        assertThat(moved.nodeCount()).isEqualTo(3);
        assertThat(rows.rows()).isEqualTo(6);
        assertThat(row(rows.values(), 0)).containsExactly(row(table, 7));
        assertThat(row(rows.values(), 1)).containsOnly(0f);
        assertThat(row(rows.values(), 2)).containsExactly(row(table, 79));
        assertThat(row(rows.values(), 3)).containsExactly(row(table, 80 + 7));
        assertThat(row(rows.values(), 4)).containsOnly(0f);
        assertThat(row(rows.values(), 5)).containsExactly(row(table, 80 + 79));
    }

    /** All neighbors are heard, so that nothing but the numbers changes. */
    @ParameterizedTest
    @EnumSource(BladeConfig.Kind.class)
    void aRenumberedModelGivesTheSameScores(BladeConfig.Kind encoder) {
        TrainedModel model = train(encoder);
        int[] nodeOf = IntStream.range(0, 80).map(node -> (node * 27 + 5) % 80).toArray();

        DualEmbeddings before = embed(model, graph);
        DualEmbeddings after = embed(model.renumbered(nodeOf), ProductGraph.of(renumbered(graph.purchases(), nodeOf)));

        for (int u = 0; u < 80; u++) {
            for (int v = 0; v < 80; v++) {
                assertThat(Math.abs(after.score(u, v) - before.score(nodeOf[u], nodeOf[v])))
                        .isLessThan(1e-4);
            }
        }
    }

    @Test
    void aNewProductLivesByItsNeighbors() {
        TrainedModel model = train(BladeConfig.Kind.LINEAR);
        int[] nodeOf =
                IntStream.range(0, 81).map(node -> node == 80 ? -1 : node).toArray();
        var builder = copy(graph.purchases(), 81);
        for (int accessory = 20; accessory < 24; accessory++) {
            builder.add(80, accessory);
        }

        DualEmbeddings embeddings = embed(model.renumbered(nodeOf), ProductGraph.of(builder.build()));

        double own = IntStream.range(24, 40)
                .mapToDouble(v -> embeddings.score(80, v))
                .average()
                .orElseThrow();
        double other = IntStream.range(60, 80)
                .mapToDouble(v -> embeddings.score(80, v))
                .average()
                .orElseThrow();
        assertThat(own).isGreaterThan(other + 0.1);
    }

    @Test
    void embedsTheSameEveryTime() {
        TrainedModel model = train(BladeConfig.Kind.LINEAR);

        assertThat(embed(model, graph).source())
                .containsExactly(embed(model, graph).source());
    }

    @Test
    void rejectsGraphsOfOtherShape() {
        TrainedModel model = train(BladeConfig.Kind.PAPER);
        var larger = ProductGraph.of(copy(graph.purchases(), 81).build());
        var featured = new ProductGraph(graph.purchases(), graph.coViews(), NodeFeatures.dense(new float[240], 3));

        assertThatThrownBy(() -> embed(model, larger))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The graph has 81 nodes, but the model expects 80.");
        assertThatThrownBy(() -> embed(model, featured))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The graph has 3 features per node, but the model expects 0.");
    }

    private TrainedModel train(BladeConfig.Kind encoder) {
        var loss = new LossConfig(LossConfig.Kind.SOFTMAX, 60, 0.1, 0);
        var schedule = new TrainingConfig.Schedule(10, 64, 0.02, 1e-5, 100, false);
        return Shops.train(Shops.config(encoder, loss, schedule), graph, Shops.split(graph), 1);
    }

    private static DualEmbeddings embed(TrainedModel model, ProductGraph graph) {
        try (var workers = Workers.of(1)) {
            return model.embed(graph, workers, Monitor.NONE);
        }
    }

    private static float[] row(float[] table, int row) {
        return Arrays.copyOfRange(table, row * 12, (row + 1) * 12);
    }

    /** The graph in which new node i is what node nodeOf[i] was. */
    private static DirectedGraph renumbered(DirectedGraph graph, int[] nodeOf) {
        var builder = DirectedGraphBuilder.unweighted(nodeOf.length);
        for (int u = 0; u < nodeOf.length; u++) {
            for (int v = 0; v < nodeOf.length; v++) {
                if (graph.hasEdge(nodeOf[u], nodeOf[v])) {
                    builder.add(u, v);
                }
            }
        }
        return builder.build();
    }

    private static DirectedGraphBuilder copy(DirectedGraph graph, int nodes) {
        var builder = DirectedGraphBuilder.unweighted(nodes);
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            builder.add(graph.source(edge), graph.target(edge));
        }
        return builder;
    }
}
