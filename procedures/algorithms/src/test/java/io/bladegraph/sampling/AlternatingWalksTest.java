// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.testkit.Alone;
import io.bladegraph.testkit.Graphs;
import org.junit.jupiter.api.Test;

class AlternatingWalksTest {
    private static final int WALKS = 20_000;

    private final RoleGraph graph = RoleGraph.of(Graphs.parse("(a)-[3]->(e), (a)-[1]->(f), (b)-[2]->(e), (b)-[5]->(g),"
            + " (b)-[1]->(h), (c)-[4]->(f), (c)-[1]->(i), (d)-[2]->(i)"));

    /** The more walks, the closer: the third step is exact, and a chance of two steps is off by 1 / sqrt(walks). */
    @Test
    void endWhereTheWeightsLead() {
        double[][] exact = Diffusion.threeSteps(Diffusion.steps(graph), 0);
        var visits = new Visits(graph.vertexCount());

        new AlternatingWalks(graph, Alone.WORKERS).from(0, WALKS, Seeds.stream(3), visits);

        for (int x = 0; x < graph.vertexCount(); x++) {
            assertThat(visits.of(x)).isCloseTo(Diffusion.visits(exact, x), within(0.01));
            assertThat(visits.byOtherWays(x)).isCloseTo(Diffusion.visits(exact, x) - exact[x][x], within(0.01));
        }
    }

    /** A center of 300 leaves: what is drawn there follows the weights, which are 1 for the first half and 3 for the others. */
    @Test
    void drawTheThirdStepWhereThereAreManyWays() {
        var builder = DirectedGraphBuilder.of(301, true, false);
        for (int leaf = 1; leaf <= 300; leaf++) {
            builder.add(0, leaf, leaf <= 150 ? 1 : 3, 0);
        }
        RoleGraph star = RoleGraph.of(builder.build());
        var visits = new Visits(star.vertexCount());

        new AlternatingWalks(star, Alone.WORKERS).from(0, WALKS, Seeds.stream(3), visits);

        double light = 0;
        double heavy = 0;
        for (int leaf = 1; leaf <= 300; leaf++) {
            light += leaf <= 150 ? visits.of(301 + leaf) : 0;
            heavy += leaf <= 150 ? 0 : visits.of(301 + leaf);
        }
        assertThat(light).isCloseTo(0.25, within(0.005));
        assertThat(heavy).isCloseTo(0.75, within(0.005));
    }

    @Test
    void clearedCountersCountAnew() {
        var visits = new Visits(graph.vertexCount());
        var walks = new AlternatingWalks(graph, Alone.WORKERS);

        walks.from(1, 10, Seeds.stream(3), visits);
        visits.clear();
        assertThat(visits.size()).isZero();
        walks.from(0, 10, Seeds.stream(4), visits);

        double sum = 0;
        for (int i = 0; i < visits.size(); i++) {
            sum += visits.of(visits.vertex(i));
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
    }
}
