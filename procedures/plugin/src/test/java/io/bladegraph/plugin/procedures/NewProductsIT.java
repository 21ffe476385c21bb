// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.plugin.Neo4jTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Products that a model has not seen: described by features, joined to others, or taken in by the next training. */
class NewProductsIT extends Neo4jTest {
    private static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE',"
            + " featureProperties: ['brand', 'category']}";
    private static final String KEYS = "embeddingDimension: 16, epochs: 40, patience: 40, batchSize: 64, negatives: 32,"
            + " validationFraction: 0.0, weightDecay: 0.0";

    /** Two brands of ten phones and ten cases; a phone leads to most cases of its brand. */
    @BeforeEach
    void shop() {
        run(
                """
                UNWIND ['Aria', 'Bell'] AS brand UNWIND range(0, 9) AS i
                CREATE (:Product {name: brand + ' phone ' + i, brand: brand, category: ['Electronics', 'Phones']}),
                       (:Product {name: brand + ' case ' + i, brand: brand, category: ['Accessories', 'Cases']})
                """);
        run(
                """
                MATCH (p:Product), (c:Product)
                WHERE p.brand = c.brand AND 'Phones' IN p.category AND 'Cases' IN c.category
                WITH p, c, toInteger(right(p.name, 1)) AS i, toInteger(right(c.name, 1)) AS j
                WHERE (i + j) % 3 <> 0
                CREATE (p)-[:BOUGHT_BEFORE]->(c)
                """);
    }

    private Map<String, Object> train(String keys) {
        return rows("CALL blade.train(" + GRAPH + ", {" + keys + ", " + KEYS + "})")
                .get(0);
    }

    private Map<String, Object> write() {
        return rows("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})")
                .get(0);
    }

    private List<Object> recommended(String name) {
        return column("MATCH (p {name: '" + name + "'}) CALL blade.recommend(p, {k: 5}) YIELD product"
                + " RETURN product.name");
    }

    @Test
    void aNewProductIsEmbeddedByItsFeaturesWithoutTraining() {
        train("modelName: 'm'");
        run("CREATE (:Product {name: 'new phone', brand: 'Bell', category: ['Electronics', 'Phones']})");

        assertThat(write()).containsEntry("nodeCount", 41L).containsEntry("unknownCount", 0L);
        assertThat(recommended("new phone"))
                .allSatisfy(name -> assertThat((String) name).startsWith("Bell case"));
    }

    @Test
    void aNewProductIsEmbeddedByItsFirstPurchasesWithoutTraining() {
        train("modelName: 'm'");
        run("MATCH (c:Product) WHERE c.name IN ['Aria case 1', 'Aria case 2']"
                + " MERGE (p:Product {name: 'new phone'}) CREATE (p)-[:BOUGHT_BEFORE]->(c)");

        assertThat(write()).containsEntry("unknownCount", 0L);
        assertThat(recommended("new phone"))
                .allSatisfy(name -> assertThat((String) name).startsWith("Aria case"));
    }

    /** A vector of zeros would be as near to anything as to anything else. */
    @Test
    void aProductOfWhichNothingIsKnownHasNoEmbedding() {
        train("modelName: 'm'");
        run("CREATE (:Product {name: 'mystery', sourceEmbedding: [1.0], targetEmbedding: [1.0]}),"
                + " (:Product {name: 'foreign', brand: 'a brand that nobody has seen'})");

        assertThat(write())
                .containsEntry("nodeCount", 42L)
                .containsEntry("nodePropertiesWritten", 80L)
                .containsEntry("unknownCount", 2L);
        assertThat(column("MATCH (p:Product) WHERE p.sourceEmbedding IS NULL AND p.targetEmbedding IS NULL"
                        + " RETURN p.name ORDER BY p.name"))
                .containsExactly("foreign", "mystery");
        assertThat(rows("CALL blade.embeddings.stream(" + GRAPH + ", {modelName: 'm'})"))
                .hasSize(40);
    }

    @Test
    void theNextTrainingGoesOnWithTheProductsAddedSince() {
        train("modelName: 'm'");
        run("MATCH (c:Product) WHERE c.name IN ['Bell case 1', 'Bell case 2', 'Bell case 4']"
                + " MERGE (p:Product {name: 'new phone', brand: 'Bell'}) CREATE (p)-[:BOUGHT_BEFORE]->(c)");
        run("MATCH (p {name: 'Aria phone 0'}) DETACH DELETE p");

        var row = rows("CALL blade.train(" + GRAPH + ", {modelName: 'm', overwrite: true, warmStart: 'm',"
                        + " embeddingDimension: 16, batchSize: 64, negatives: 32, validationFraction: 0.0})")
                .get(0);

        assertThat(row).containsEntry("nodeCount", 40L).containsEntry("ranEpochs", 2L);
        assertThat(row.get("configuration"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("epochs", 2L);
        write();
        assertThat(recommended("new phone"))
                .allSatisfy(name -> assertThat((String) name).startsWith("Bell case"));
        assertThat(recommended("Aria phone 1"))
                .allSatisfy(name -> assertThat((String) name).startsWith("Aria case"));
    }

    @Test
    void aModelRemembersWhichFeaturesItWasTrainedOn() {
        train("modelName: 'm'");

        assertThat(error("CALL blade.embeddings.stream({nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'},"
                        + " {modelName: 'm'})"))
                .isEqualTo("The model was trained with `featureProperties` [brand, category], but the graph has [].");
        assertThat(error("CALL blade.embeddings.stream({nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE',"
                        + " featureProperties: ['brand', 'category'], featureBuckets: 100}, {modelName: 'm'})"))
                .isEqualTo("The graph has 100 features per node, but the model expects 4096.");
        assertThat(value("CALL blade.model.list() YIELD configuration RETURN configuration.featureProperties"))
                .isEqualTo(List.of("brand", "category"));
    }

    @Test
    void featuresCanReplaceTheVectorsOfProducts() {
        train("modelName: 'm', ownTables: false");
        write();

        assertThat(recommended("Aria phone 3"))
                .allSatisfy(name -> assertThat((String) name).startsWith("Aria case"));
        assertThat(error("CALL blade.train(" + GRAPH + ", {modelName: 'n', newShare: 1})"))
                .isEqualTo("`newShare` must be in [0, 1), but was 1.0.");
    }
}
