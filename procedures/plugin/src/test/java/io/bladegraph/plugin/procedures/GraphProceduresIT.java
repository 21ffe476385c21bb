// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.plugin.Neo4jTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphProceduresIT extends Neo4jTest {

    @BeforeEach
    void shop() {
        run(
                """
                CREATE (phone:Product {name: 'phone', price: 500, tags: [1.0, 0.0]}),
                       (case:Product {name: 'case', price: 10, tags: [0.0, 1.0]}),
                       (charger:Product {name: 'charger', price: 20, tags: [0.0, 2.0]}),
                       (lonely:Product {name: 'lonely', price: 1, tags: [0.0, 0.0]}),
                       (ann:Customer),
                       (phone)-[:BOUGHT_BEFORE {weight: 2.0, lastAt: datetime('2026-01-02T00:00:00Z')}]->(case),
                       (phone)-[:BOUGHT_BEFORE {weight: 1, lastAt: date('2026-01-01')}]->(charger),
                       (charger)-[:BOUGHT_BEFORE {weight: 0.5, lastAt: 1767225600000}]->(phone),
                       (phone)-[:VIEWED_WITH]->(case),
                       (ann)-[:OWNS]->(phone)
                """);
    }

    private static String stats(String keys) {
        return "CALL blade.graph.stats({nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'" + keys + "})";
    }

    private String elementId(String name) {
        return (String) value("MATCH (p {name: '" + name + "'}) RETURN elementId(p)");
    }

    @Test
    void describesTheGraph() {
        Map<String, Object> row = rows(stats(", relationshipWeightProperty: 'weight', timeProperty: 'lastAt',"
                        + " coViewTypes: 'VIEWED_WITH', featureProperties: ['price', 'tags']"))
                .get(0);

        assertThat(row)
                .containsEntry("nodeCount", 4L)
                .containsEntry("relationshipCount", 3L)
                .containsEntry("isolatedCount", 1L)
                .containsEntry("coViewCount", 1L)
                .containsEntry("featureDimension", 3L)
                .containsEntry("reciprocity", 2 / 3.0)
                .containsEntry("selfLoops", 0L)
                .containsEntry("parallelRelationships", 0L);
    }

    @Test
    void leavesOutSelfLoopsAndZeroWeightsMergesParallelsAndCountsThem() {
        run("MATCH (p {name: 'phone'}), (c {name: 'case'}), (u:Customer)"
                + " CREATE (p)-[:BOUGHT_BEFORE {weight: 1}]->(p), (p)-[:BOUGHT_BEFORE {weight: 1}]->(c),"
                + " (c)-[:BOUGHT_BEFORE {weight: 0}]->(p), (u)-[:BOUGHT_BEFORE {weight: 1}]->(p)");

        assertThat(rows(stats(", relationshipWeightProperty: 'weight'")).get(0))
                .containsEntry("nodeCount", 4L)
                .containsEntry("relationshipCount", 3L)
                .containsEntry("selfLoops", 1L)
                .containsEntry("zeroWeights", 1L)
                .containsEntry("parallelRelationships", 1L)
                .containsEntry("outsideRelationships", 1L);
    }

    @Test
    void readsWhatTheTransactionItselfHasWritten() {
        try (var transaction = database.beginTx()) {
            transaction.execute("CREATE (:Product {name: 'fresh'})").close();
            assertThat(transaction.execute(stats("") + " YIELD nodeCount").next())
                    .containsEntry("nodeCount", 5L);
        }
    }

    @Test
    void refusesUnknownNames() {
        assertThat(error("CALL blade.graph.stats({nodeLabels: 'Produkt', relationshipTypes: 'BOUGHT_BEFORE'})"))
                .isEqualTo("Unknown label `Produkt`. Did you mean `Product`?");
        assertThat(error("CALL blade.graph.stats({nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFOR'})"))
                .isEqualTo("Unknown relationship type `BOUGHT_BEFOR`. Did you mean `BOUGHT_BEFORE`?");
        assertThat(error(stats(", relationshipWeightProperty: 'wieght'")))
                .isEqualTo("Unknown property `wieght`. Did you mean `weight`?");
        assertThat(error(stats(", weightProperty: 'weight'")))
                .isEqualTo(
                        "Unknown configuration key `weightProperty`. Known keys: `coViewTypes`, `featureBuckets`,"
                                + " `featureProperties`, `nodeLabels`, `relationshipTypes`, `relationshipWeightProperty`, `timeProperty`.");
    }

    @Test
    void refusesAnIncompleteOrStrangeGraph() {
        assertThat(error("CALL blade.graph.stats({relationshipTypes: 'BOUGHT_BEFORE'})"))
                .isEqualTo("`nodeLabels` of the graph is missing. Maybe write `nodeLabels: 'Product'`.");
        assertThat(error("CALL blade.graph.stats(7)"))
                .isEqualTo("`graph` must be a map, such as {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'},"
                        + " or the name of a graph in the catalog of Graph Data Science, but was 7.");
    }

    @Test
    void refusesAnEmptyGraph() {
        run("MATCH ()-[r:BOUGHT_BEFORE]->() DELETE r");
        assertThat(error(stats("")))
                .isEqualTo("The graph is empty: no relationship of `relationshipTypes` [BOUGHT_BEFORE] connects two"
                        + " nodes of `nodeLabels` [Product].");
        run("MATCH (p:Product) DETACH DELETE p");
        assertThat(error(stats(""))).isEqualTo("The graph is empty: no node has a label of `nodeLabels` [Product].");
    }

    @Test
    void refusesRelationshipsWithoutWeight() {
        run("MATCH ({name: 'phone'})-[r:BOUGHT_BEFORE]->({name: 'case'}) REMOVE r.weight");

        assertThat(error(stats(", relationshipWeightProperty: 'weight'")))
                .isEqualTo("1 of 3 relationships lack the property `weight`, for example (" + elementId("phone")
                        + ")-[:BOUGHT_BEFORE]->(" + elementId("case") + "). Maybe give all of them a weight, or read"
                        + " the graph without `relationshipWeightProperty`.");
    }

    @Test
    void refusesWeightsThatAreNoWeights() {
        for (var bad : List.of("0.0/0.0", "1.0/0.0", "-1.0", "'heavy'", "1e300")) {
            run("MATCH ({name: 'phone'})-[r:BOUGHT_BEFORE]->({name: 'case'}) SET r.weight = " + bad);
            String shown = bad.equals("'heavy'") ? bad : String.valueOf(value("RETURN " + bad));

            assertThat(error(stats(", relationshipWeightProperty: 'weight'")))
                    .isEqualTo("`weight` of (" + elementId("phone") + ")-[:BOUGHT_BEFORE]->(" + elementId("case")
                            + ") must be a finite number >= 0, but was " + shown + ".");
        }
    }

    @Test
    void refusesTimesThatAreNoTimes() {
        run("MATCH ({name: 'phone'})-[r:BOUGHT_BEFORE]->({name: 'case'}) SET r.lastAt = 'yesterday'");

        assertThat(error(stats(", timeProperty: 'lastAt'")))
                .isEqualTo("`lastAt` of (" + elementId("phone") + ")-[:BOUGHT_BEFORE]->(" + elementId("case")
                        + ") must be a DATETIME, a DATE or epoch milliseconds, but was 'yesterday'.");
    }

    @Test
    void refusesFeaturesThatAreNotAlike() {
        run("MATCH (p {name: 'case'}) SET p.tags = [1.0]");
        assertThat(error(stats(", featureProperties: 'tags'")))
                .isEqualTo("`tags` of (" + elementId("case") + ") has length 1, but those before it have length 2.");
        run("MATCH (p {name: 'case'}) REMOVE p.tags");
        assertThat(error(stats(", featureProperties: 'tags'")))
                .isEqualTo("`tags` of (" + elementId("case")
                        + ") must be a finite number or a list of them, but was null.");
    }

    @Test
    void readsStringsAsFeatures() {
        run("MATCH (p {name: 'case'}) SET p.category = ['Cases', 'Leather'], p.brand = 'Acme'");

        assertThat(rows(stats(", featureProperties: ['category', 'brand', 'price'], featureBuckets: 50"))
                        .get(0))
                .containsEntry("featureDimension", 51L);
        assertThat(error(stats(", featureProperties: 'brand', featureBuckets: 0")))
                .isEqualTo("`featureBuckets` must be between 1 and 1048576, but was 0.");
    }

    @Test
    void refusesFeaturesOfMixedKinds() {
        run("MATCH (p:Product) SET p.brand = 'Acme', p.sold = true");
        run("MATCH (p {name: 'case'}) SET p.brand = 7");

        assertThat(error(stats(", featureProperties: 'brand'")))
                .isEqualTo("`brand` of (" + elementId("case")
                        + ") must be a string or a list of strings, as it is before, but was 7.");
        assertThat(error(stats(", featureProperties: 'sold'")))
                .endsWith(") must be a number, a string or a list of either, but was true.");
        run("MATCH (p:Product) REMOVE p.sold");
        assertThat(error(stats(", featureProperties: 'sold'")))
                .isEqualTo("No product of the graph has a value of the property `sold`.");
        run("MATCH (p {name: 'case'}) SET p.tags = [1.0, 0.0/0.0]");
        assertThat(error(stats(", featureProperties: 'tags'")))
                .isEqualTo("`tags` of (" + elementId("case")
                        + ") must be a finite number or a list of them, but was [1.0, NaN].");
    }

    @Test
    void refusesAnUnknownNameInTheCatalog() {
        assertThat(error("CALL blade.graph.stats('shop')"))
                .isEqualTo("Graph with name `shop` does not exist on database `neo4j`. It might exist on another"
                        + " database.");
    }
}
