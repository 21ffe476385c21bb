// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.testkit.Graphs;
import org.junit.jupiter.api.Test;

class ProductGraphTest {

    private final DirectedGraph purchases = Graphs.parse("(a)-->(b)");

    @Test
    void purchasesAloneAreEnough() {
        var graph = ProductGraph.of(purchases);

        assertThat(graph.nodeCount()).isEqualTo(2);
        assertThat(graph.coViews().edgeCount()).isZero();
        assertThat(graph.featureDimension()).isZero();
    }

    @Test
    void rejectsCoViewsOfOtherNodes() {
        assertThatThrownBy(() -> new ProductGraph(purchases, Graphs.parse("(a)-->(c)"), NodeFeatures.none(2)))
                .hasMessage("The co-view graph has 3 nodes, but the purchase graph has 2.");
    }

    @Test
    void rejectsFeaturesOfOtherNodes() {
        assertThatThrownBy(() -> new ProductGraph(purchases, purchases, NodeFeatures.none(3)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are features of 3 nodes, but the purchase graph has 2.");
    }

    @Test
    void otherPurchasesLeaveTheRest() {
        var graph = new ProductGraph(purchases, purchases, NodeFeatures.dense(new float[] {1, 2}, 1));

        DirectedGraph purchased = Graphs.parse("(a), (b)-->(a)");
        var other = graph.withPurchases(purchased);

        assertThat(other.purchases()).isSameAs(purchased);
        assertThat(other.coViews()).isSameAs(graph.coViews());
        assertThat(other.features()).isSameAs(graph.features());
    }
}
