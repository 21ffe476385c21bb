// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.plugin.Neo4jTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecommendProceduresIT extends Neo4jTest {
    private static final String RECOMMEND = "MATCH (p:Product {name: 'phone'}) CALL blade.recommend(p%s)"
            + " YIELD rank, product, score RETURN product.name";

    @BeforeEach
    void shop() {
        run(
                """
                CREATE (p:Product {name: 'phone', sourceEmbedding: [1.0, 0.0], targetEmbedding: [0.0, 1.0]}),
                       (:Product {name: 'case', sourceEmbedding: [0.0, 0.1], targetEmbedding: [3.0, 0.0]}),
                       (c:Product {name: 'charger', sourceEmbedding: [0.5, 0.1], targetEmbedding: [2.0, 5.0]}),
                       (:Product {name: 'tripod', sourceEmbedding: [0.9, 0.1], targetEmbedding: [-1.0, 0.0]}),
                       (:Product {name: 'new'}),
                       (p)-[:BOUGHT_BEFORE]->(c)
                """);
    }

    @Test
    void ranksByInnerProductOfSourceAndTarget() {
        assertThat(column(RECOMMEND.formatted(""))).containsExactly("case", "charger", "tripod");
    }

    @Test
    void similarRanksBySourceEmbeddings() {
        assertThat(column("MATCH (p {name: 'phone'}) CALL blade.similar(p, {k: 2}) YIELD product"
                        + " RETURN product.name"))
                .containsExactly("tripod", "charger");
    }

    @Test
    void scoreIsNotSymmetric() {
        var scores = rows("MATCH (a {name: 'phone'}), (b {name: 'case'})"
                        + " RETURN blade.score(a, b) AS there, blade.score(b, a) AS back, blade.score(a, null) AS none")
                .get(0);

        assertThat((Double) scores.get("there")).isEqualTo(3.0);
        assertThat((Double) scores.get("back")).isCloseTo(0.1, within(1e-6));
        assertThat(scores.get("none")).isNull();
    }
}
