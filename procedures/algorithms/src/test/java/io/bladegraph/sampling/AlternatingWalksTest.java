// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.DistributionAssert;
import io.bladegraph.testkit.Graphs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AlternatingWalksTest {
    private static final int WALKS = 20_000;

    private final RoleGraph graph = RoleGraph.of(Graphs.parse("(a)-[3]->(e), (a)-[1]->(f), (b)-[2]->(e), (b)-[5]->(g),"
            + " (b)-[1]->(h), (c)-[4]->(f), (c)-[1]->(i), (d)-[2]->(i)"));

    @Test
    void endWhereTheWeightsLead() {
        double[][] exact = Diffusion.threeSteps(Diffusion.steps(graph), 0);
        long[] counts = new long[2 * graph.vertexCount()];
        double[] probabilities = new double[counts.length];
        for (int x = 0; x < graph.vertexCount(); x++) {
            probabilities[2 * x] = exact[x][x];
            probabilities[2 * x + 1] = Diffusion.visits(exact, x) - exact[x][x];
        }

        for (long walk : new AlternatingWalks(graph).from(0, WALKS, Seeds.stream(3))) {
            counts[2 * AlternatingWalks.end(walk) + (AlternatingWalks.byWay(walk) ? 1 : 0)]++;
        }

        DistributionAssert.assertFollows(counts, probabilities);
    }

    @Test
    void comeInTheOrderOfTheirEnds() {
        long[] walks = new AlternatingWalks(graph).from(0, 100, Seeds.stream(3));

        assertThat(Arrays.stream(walks).map(AlternatingWalks::end).toArray()).isSorted();
    }
}
