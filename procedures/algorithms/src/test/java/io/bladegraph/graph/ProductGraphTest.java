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
        assertThatThrownBy(() -> new ProductGraph(purchases, Graphs.parse("(a)-->(c)"), new float[0], 0))
                .hasMessage("The co-view graph has 3 nodes, but the purchase graph has 2.");
    }

    @Test
    void rejectsFeaturesOfTheWrongLength() {
        assertThatThrownBy(() -> new ProductGraph(purchases, purchases, new float[5], 3))
                .hasMessage("`features` must be 3 numbers per node, but was 5 for 2 nodes.");
    }

    @Test
    void rejectsFeaturesThatAreNotFinite() {
        assertThatThrownBy(() -> new ProductGraph(purchases, purchases, new float[] {1, Float.NaN}, 1))
                .hasMessage("`features` must be finite, but was NaN.");
    }
}
