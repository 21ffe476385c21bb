// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbered scripts, run in order; those of {@code import/load-csv} are run by the tests of the import. */
class CypherScriptsIT {

    @BeforeAll
    static void runAll() {
        Neo4j.wipe();
        runScripts();
    }

    private static void runScripts() {
        Checkout.scripts().forEach(script -> Neo4j.runScript(Checkout.read(script)));
    }

    @Test
    void everyQueryFindsSomething() {
        for (var script : Checkout.scripts()) {
            for (String statement : Checkout.statements(Checkout.read(script))) {
                if (statement.contains("RETURN")) {
                    assertThat(Neo4j.run(statement).rows()).as(statement).isNotEmpty();
                }
            }
        }
    }

    @Test
    void canBeRunAgain() {
        String count = "MATCH (n) RETURN count(n), COUNT { ()-[:BOUGHT_BEFORE]->() }, COUNT { ()-[:RELATED]->() }";
        var once = Neo4j.run(count);

        runScripts();

        assertThat(Neo4j.run(count)).isEqualTo(once);
        assertThat(once.rows()).containsExactly(List.of(12L, 21L, 36L));
    }

    @Test
    void theGraphHasTwelveProductsWithBothEmbeddings() {
        assertThat(Neo4j.run("MATCH (p:Product) RETURN count(p), count(p.sourceEmbedding), count(p.targetEmbedding)")
                        .rows())
                .containsExactly(List.of(12L, 12L, 12L));
    }

    @Test
    void everyPhoneIsFollowedByWhatIsBoughtAfterIt() {
        var known = Neo4j.run(
                """
                MATCH (p:Product {category: 'phone'})
                CALL blade.recommend(p, {k: 5}) YIELD product
                WITH p, product
                RETURN p.name, count(CASE WHEN EXISTS { (p)-[:BOUGHT_BEFORE]->(product) } THEN 1 END)
                ORDER BY p.name""");

        assertThat(known.rows()).containsExactly(List.of("Aria 5", 5L), List.of("Aria 6", 5L), List.of("Bolt X", 5L));
    }

    @Test
    void everyPairBoughtInOneOrderScoresHigherInThatOrder() {
        var pairs = Neo4j.run(
                """
                MATCH (u:Product)-[:BOUGHT_BEFORE]->(v:Product)
                WHERE NOT EXISTS { (v)-[:BOUGHT_BEFORE]->(u) }
                RETURN count(*), count(CASE WHEN blade.score(u, v) > blade.score(v, u) THEN 1 END)""");

        assertThat(pairs.rows()).containsExactly(List.of(19L, 19L));
    }
}
