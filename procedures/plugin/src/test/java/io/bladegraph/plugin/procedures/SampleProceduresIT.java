// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.plugin.Neo4jTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleProceduresIT extends Neo4jTest {
    private static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";

    @BeforeEach
    void star() {
        run("CREATE (p:Product {name: 'phone'}) WITH p UNWIND range(1, 9) AS i"
                + " CREATE (p)-[:BOUGHT_BEFORE]->(:Product {name: 'case' + i})");
        run("CREATE (:Product {name: 'lonely'}), (:Customer {name: 'ann'})");
    }

    private String sample(String node, String keys) {
        return "MATCH (p {name: '" + node + "'}) CALL blade.sample.stream(" + GRAPH + ", {sourceNodes: p" + keys
                + "}) YIELD neighbor, hop, weight, budget RETURN neighbor.name";
    }

    @Test
    void takesNoMoreThanTheFanOut() {
        assertThat(column(sample("phone", ", sampler: 'uniform', fanOut: 4")))
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allMatch(name -> ((String) name).startsWith("case"));
        assertThat(column(sample("phone", ", sampler: 'uniform', fanOut: 20"))).hasSize(9);
    }

    @Test
    void followsTheDirection() {
        assertThat(column(sample("case3", ", sampler: 'uniform', direction: 'IN'")))
                .containsExactly("phone");
        assertThat(column(sample("case3", ", sampler: 'uniform', direction: 'OUT'")))
                .isEmpty();
        assertThat(column(sample("lonely", ""))).isEmpty();
    }

    @Test
    void equalSeedsGiveEqualSamplesWhateverElseIsSampled() {
        var alone = column(sample("phone", ", sampler: 'uniform', fanOut: 3, randomSeed: 1"));

        assertThat(column("CALL blade.sample.stream(" + GRAPH + ", {sampler: 'uniform', fanOut: 3, randomSeed: 1})"
                        + " YIELD node, neighbor WHERE node.name = 'phone' RETURN neighbor.name"))
                .isEqualTo(alone);
    }

    @Test
    void theSubgraphHoldsTheNodeItsNeighborsAndWhatIsAmongThem() {
        var row = rows("MATCH (p {name: 'phone'}) CALL blade.sample.subgraph(p, " + GRAPH
                        + ", {sampler: 'uniform', fanOut: 4}) YIELD nodes, relationships"
                        + " RETURN size(nodes) AS nodes, size(relationships) AS relationships,"
                        + " nodes[0].name AS first")
                .get(0);

        assertThat(row)
                .containsEntry("nodes", 5L)
                .containsEntry("relationships", 4L)
                .containsEntry("first", "phone");
    }

    @Test
    void refusesANodeOutsideOfTheGraph() {
        String ann = (String) value("MATCH (a:Customer) RETURN elementId(a)");

        assertThat(error(sample("ann", ""))).isEqualTo("(" + ann + ") is not a node of the graph.");
    }
}
