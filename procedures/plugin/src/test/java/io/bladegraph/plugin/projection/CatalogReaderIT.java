// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.plugin.Neo4jTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.exceptions.KernelException;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

class CatalogReaderIT extends Neo4jTest {
    private static final String STORE =
            "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'," + " relationshipWeightProperty: 'weight'}";
    private static final String COLUMNS = " YIELD nodeCount, relationshipCount, isolatedCount, selfLoops, reciprocity,"
            + " outDegree, inDegree, parallelRelationships";

    @BeforeEach
    void shop() throws KernelException {
        var procedures =
                ((GraphDatabaseAPI) database).getDependencyResolver().resolveDependency(GlobalProcedures.class);
        if (rows("SHOW PROCEDURES YIELD name WHERE name = 'gds.graph.project'").isEmpty()) {
            procedures.registerProcedure(GraphProjectProc.class);
        }
        run("CREATE (:Customer), (a:Product), (b:Product), (c:Product), (:Product),"
                + " (a)-[:BOUGHT_BEFORE {weight: 2}]->(b), (a)-[:BOUGHT_BEFORE {weight: 1}]->(c),"
                + " (b)-[:BOUGHT_BEFORE {weight: 0.5}]->(c), (c)-[:BOUGHT_BEFORE {weight: 1}]->(c),"
                + " (a)-[:BOUGHT_BEFORE {weight: 1}]->(b)");
    }

    @AfterEach
    void emptyCatalog() {
        GraphStoreCatalog.removeAllLoadedGraphs();
    }

    private void project(String orientation) {
        run("CALL gds.graph.project('shop', 'Product'," + " {BOUGHT_BEFORE: {orientation: '" + orientation
                + "', properties: 'weight'}})");
    }

    @Test
    void readsTheSameGraphAsFromTheStore() {
        project("NATURAL");

        assertThat(rows("CALL blade.graph.stats('shop')" + COLUMNS))
                .isEqualTo(rows("CALL blade.graph.stats(" + STORE + ")" + COLUMNS));
        String training = "{modelName: 'm', overwrite: true, embeddingDimension: 4, epochs: 2, negatives: 4}";
        run("CALL blade.train('shop', " + training + ")");
        var fromCatalog = rows("CALL blade.embeddings.stream('shop', {modelName: 'm'})");
        run("CALL blade.train(" + STORE + ", " + training + ")");
        assertThat(rows("CALL blade.embeddings.stream(" + STORE + ", {modelName: 'm'})"))
                .isEqualTo(fromCatalog);
    }

    @Test
    void refusesUndirectedGraphs() {
        project("UNDIRECTED");

        assertThat(error("CALL blade.graph.stats('shop')"))
                .isEqualTo(
                        "The graph 'shop' is undirected, but who is bought before whom has a direction. Maybe project"
                                + " it with the orientation 'NATURAL'.");
    }
}
