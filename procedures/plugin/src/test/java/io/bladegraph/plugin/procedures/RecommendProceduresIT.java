// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.plugin.Neo4jTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private String elementId(String name) {
        return (String) value("MATCH (p {name: '" + name + "'}) RETURN elementId(p)");
    }

    @Test
    void ranksAndScoresAreReported() {
        var best =
                rows("MATCH (p {name: 'phone'}) CALL blade.recommend(p, {k: 1}) YIELD rank, score RETURN rank, score")
                        .get(0);

        assertThat(best).containsEntry("rank", 1L).containsEntry("score", 3.0);
    }

    @Test
    void leavesOutExcludedRelationshipsAndKeepsToCandidates() {
        assertThat(column(RECOMMEND.formatted(", {excludeTypes: 'BOUGHT_BEFORE'}")))
                .containsExactly("case", "tripod");
        assertThat(column("MATCH (p {name: 'phone'}), (c) WHERE c.name IN ['tripod', 'charger', 'phone', 'new']"
                        + " WITH p, collect(c) AS some CALL blade.recommend(p, {candidates: some}) YIELD product"
                        + " RETURN product.name"))
                .containsExactly("charger", "tripod");
    }

    @Test
    void seesEveryCommitAtOnce() {
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("case");

        run("MATCH (p {name: 'tripod'}) SET p.targetEmbedding = [9.0, 0.0]");
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("tripod");
        run("MATCH (p {name: 'tripod'}) REMOVE p.targetEmbedding");
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("case");
        run("MATCH (p {name: 'case'}) DELETE p");
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("charger");
        run("CREATE (:Product {name: 'film', targetEmbedding: [8.0, 0.0]})");
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("film");
        run("MATCH (p {name: 'film'}) REMOVE p:Product");
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("charger");
        run("MATCH (p {name: 'film'}) SET p:Product");
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("film");
    }

    @Test
    void seesEveryCommitAtOnceWhileOthersKeepReading() throws Exception {
        var stop = new AtomicBoolean();
        var others = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                column(RECOMMEND.formatted(", {k: 1}"));
            }
        });
        try {
            for (int i = 0; i < 40; i++) {
                String best = i % 2 == 0 ? "tripod" : "charger";
                run("MATCH (p:Product) WHERE p.name IN ['tripod', 'charger'] SET p.targetEmbedding ="
                        + " [CASE p.name WHEN '" + best + "' THEN 9.0 ELSE 1.0 END, 0.0]");

                assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly(best);
            }
        } finally {
            stop.set(true);
        }
        others.get(30, TimeUnit.SECONDS);
    }

    @Test
    void seesWhatItsOwnTransactionWroteAndNobodyElseDoes() {
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("case");
        try (var transaction = database.beginTx()) {
            transaction
                    .execute("MATCH (p {name: 'tripod'}) SET p.targetEmbedding = [9.0, 0.0]")
                    .close();

            assertThat(transaction
                            .execute(RECOMMEND.formatted(", {k: 1}"))
                            .next()
                            .values())
                    .containsExactly("tripod");
            assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("case");
        }
        assertThat(column(RECOMMEND.formatted(", {k: 1}"))).containsExactly("case");
    }

    @Test
    void theIndexFindsTheSameProducts() {
        var made = rows("CALL blade.embeddings.index({indexName: 'targets'})").get(0);

        assertThat(made)
                .containsEntry("indexName", "targets")
                .containsEntry("dimension", 3L)
                .containsEntry("similarity", "cosine")
                .containsEntry("indexedProperty", "targetEmbeddingIndexed")
                .containsEntry("nodeCount", 4L)
                .containsEntry("state", "ONLINE");
        assertThat(column(RECOMMEND.formatted(", {search: 'index'}"))).containsExactly("case", "charger", "tripod");
    }

    @Test
    void anIndexIsMadeAgainAfterNewEmbeddings() {
        run("CALL blade.embeddings.index()");
        run("MATCH (p {name: 'tripod'}) SET p.targetEmbedding = [9.0, 0.0]");
        run("CALL blade.embeddings.index()");

        assertThat(column(RECOMMEND.formatted(", {search: 'index', k: 1}"))).containsExactly("tripod");
    }

    @Test
    void refusesToSearchAnIndexThatIsNotThere() {
        assertThat(error(RECOMMEND.formatted(", {search: 'index'}")))
                .isEqualTo("There is no vector index on `targetEmbedding` of [Product]. Maybe make one first:"
                        + " CALL blade.embeddings.index({nodeLabel: 'Product'}).");
    }

    @Test
    void refusesANodeWithoutEmbedding() {
        assertThat(error("MATCH (p {name: 'new'}) CALL blade.recommend(p) YIELD product RETURN product"))
                .isEqualTo("(" + elementId("new") + ") has no `sourceEmbedding`. Maybe write embeddings first: CALL"
                        + " blade.embeddings.write(graph, {modelName: ...}).");
    }

    @Test
    void refusesWrongDimensions() {
        run("MATCH (p {name: 'phone'}) SET p.sourceEmbedding = [1.0, 0.0, 0.0]");
        assertThat(error(RECOMMEND.formatted("")))
                .isEqualTo("`targetEmbedding` has dimension 2, but the vector of the node has dimension 3.");
        assertThat(error("MATCH (a {name: 'phone'}), (b {name: 'case'}) RETURN blade.score(a, b)"))
                .isEqualTo("`targetEmbedding` of (" + elementId("case") + ") has dimension 2, but 3 is needed.");
        run("MATCH (p {name: 'case'}) SET p.targetEmbedding = [1.0]");
        assertThat(error(RECOMMEND.formatted("")))
                .startsWith("`targetEmbedding` of (")
                .endsWith(" is needed.");
    }

    @Test
    void refusesEmbeddingsThatAreNoVectors() {
        run("MATCH (p {name: 'phone'}) SET p.sourceEmbedding = 'abc'");
        assertThat(error(RECOMMEND.formatted("")))
                .isEqualTo("`sourceEmbedding` of (" + elementId("phone")
                        + ") must be a list of finite numbers, but was 'abc'.");
    }

    @Test
    void refusesABadConfiguration() {
        assertThat(error(RECOMMEND.formatted(", {k: 0}"))).isEqualTo("`k` must be between 1 and 10000, but was 0.");
        assertThat(error(RECOMMEND.formatted(", {serach: 'exact'}")))
                .isEqualTo("Unknown configuration key `serach`. Did you mean `search`?");
        assertThat(error(RECOMMEND.formatted(", {search: 'fast'}")))
                .isEqualTo("`search` must be one of 'auto', 'exact', 'index', but was 'fast'.");
        assertThat(error(RECOMMEND.formatted(", {candidates: ['case']}")))
                .isEqualTo("`candidates` must be a node or a list of nodes, but was [case].");
    }
}
