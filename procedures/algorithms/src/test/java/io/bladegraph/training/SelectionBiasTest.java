// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.testkit.Graphs;
import org.junit.jupiter.api.Test;

class SelectionBiasTest {

    /** a - b held out; b is viewed with a, c, d and e; a is known to precede d. */
    @Test
    void asksForWhatIsViewedWithWhatWasBought() {
        var purchases = Graphs.parse("(a)-->(b), (a)-->(d), (c)-->(e), (e)-->(a)");
        var coViews = DirectedGraphBuilder.unweighted(5);
        for (int other : new int[] {0, 2, 3, 4}) {
            coViews.add(1, other).add(other, 1);
        }
        var whole = new ProductGraph(purchases, coViews.build(), NodeFeatures.none(5));
        int a = 0;
        int b = 1;
        assertThat(purchases.outNeighbors(a)).containsExactly(b, 3);

        var questions = SelectionBias.questions(whole, new int[] {a, a}, new int[] {b, b});

        assertThat(questions.sources()).containsExactly(a, a);
        assertThat(questions.targets()).containsExactly(2, 4);
        assertThat(questions.knownTargets().apply(a)).containsExactlyInAnyOrder(1, 3, 2, 4);
    }
}
