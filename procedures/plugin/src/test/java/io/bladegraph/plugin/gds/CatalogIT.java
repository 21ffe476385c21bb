// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.plugin.Neo4jTest;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.gds.ListProgressProc;
import org.neo4j.gds.catalog.GraphListProc;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.catalog.GraphStreamNodePropertiesProc;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.gds.model.catalog.ModelListProc;
import org.neo4j.gds.similarity.knn.KnnStreamProc;
import org.neo4j.graphdb.Transaction;

class CatalogIT extends Neo4jTest {
    private static final String STORE =
            "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'," + " relationshipWeightProperty: 'weight'}";
    private static final String COLUMNS = " YIELD nodeCount, relationshipCount, isolatedCount, selfLoops, reciprocity,"
            + " outDegree, inDegree, parallelRelationships";
    private static final String SMALL = "embeddingDimension: 4, epochs: 2, negatives: 4, batchSize: 2";

    private static final List<String> CALLS_WITH_A_GRAPH = List.of(
            "blade.graph.stats(%s)" + COLUMNS,
            "blade.train(%s, {modelName: 'again', overwrite: true, " + SMALL + "})"
                    + " YIELD nodeCount, relationshipCount, ranEpochs, stopReason, metrics",
            "blade.train.estimate(%s) YIELD nodeCount, relationshipCount, bytesMax",
            "blade.sample.stream(%s) YIELD node, neighbor, hop, weight",
            "blade.sample.stream(%s, {direction: 'IN'}) YIELD node, neighbor, hop, weight",
            "blade.sample.subgraph(p, %s) YIELD nodes, relationships",
            "blade.embeddings.stream(%s, {modelName: 'm'}) YIELD nodeId, sourceEmbedding, targetEmbedding",
            "blade.embeddings.write(%s, {modelName: 'm'}) YIELD nodeCount, nodePropertiesWritten, unknownCount",
            "blade.embeddings.write.estimate(%s, {modelName: 'm'}) YIELD nodeCount, relationshipCount, bytesMax",
            "blade.evaluate(%s, {" + SMALL + ", testFraction: 0.4, ks: 1}) YIELD model, metric, k, bucket, value",
            "blade.evaluate.estimate(%s) YIELD nodeCount, relationshipCount, bytesMax",
            "blade.recommend.write(%s, {k: 1}) YIELD nodeCount, relationshipsWritten",
            "blade.recommend.write.estimate(%s, {k: 1}) YIELD nodeCount, relationshipCount, bytesMax");

    @BeforeEach
    void shop() {
        register(
                GraphListProc.class,
                GraphProjectProc.class,
                GraphStreamNodePropertiesProc.class,
                KnnStreamProc.class,
                ListProgressProc.class,
                ModelListProc.class);
        run("CREATE (:Customer), (a:Product), (b:Product), (c:Product), (:Product),"
                + " (a)-[:BOUGHT_BEFORE {weight: 2}]->(b), (a)-[:BOUGHT_BEFORE {weight: 1}]->(c),"
                + " (b)-[:BOUGHT_BEFORE {weight: 0.5}]->(c), (c)-[:BOUGHT_BEFORE {weight: 1}]->(c),"
                + " (a)-[:BOUGHT_BEFORE {weight: 1}]->(b)");
    }

    @AfterEach
    void emptyCatalog() {
        GraphStoreCatalog.removeAllLoadedGraphs();
    }

    private void project(String keys) {
        run("CALL gds.graph.project('shop', 'Product'," + " {BOUGHT_BEFORE: {" + keys + ", properties: 'weight'}})");
    }

    private void train(String graph) {
        run("CALL blade.train(" + graph + ", {modelName: 'm', overwrite: true, " + SMALL + "})");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orientation: 'NATURAL'", "orientation: 'NATURAL', indexInverse: true"})
    void readsTheSameGraphAsFromTheStore(String keys) {
        project(keys);

        assertThat(rows("CALL blade.graph.stats('shop')" + COLUMNS))
                .isEqualTo(rows("CALL blade.graph.stats(" + STORE + ")" + COLUMNS));
        train("'shop'");
        var fromCatalog = rows("CALL blade.embeddings.stream('shop', {modelName: 'm'})");
        train(STORE);
        assertThat(rows("CALL blade.embeddings.stream(" + STORE + ", {modelName: 'm'})"))
                .isEqualTo(fromCatalog);
    }

    @Test
    void everyCallWithAGraphTakesAName() {
        project("orientation: 'NATURAL'");
        train("'shop'");

        for (String call : CALLS_WITH_A_GRAPH) {
            String query = "MATCH (p:Product) WITH p ORDER BY id(p) LIMIT 1 CALL " + call + " RETURN *";
            assertThat(rows(query.formatted("'shop'"))).as(call).isNotEmpty().isEqualTo(rows(query.formatted(STORE)));
        }
        assertThat(column("SHOW PROCEDURES YIELD name, argumentDescription WHERE name STARTS WITH 'blade.'"
                        + " AND any(argument IN argumentDescription WHERE argument.name = 'graph') RETURN name"))
                .as("is there a call with a graph that is not tried here?")
                .containsExactlyInAnyOrderElementsOf(CALLS_WITH_A_GRAPH.stream()
                        .map(call -> call.substring(0, call.indexOf('(')))
                        .distinct()
                        .toList());
    }

    /** The catalog would walk through all that hangs on what it holds. */
    @Test
    void addsValuesThatHoldOnlyArrays() {
        project("orientation: 'NATURAL'");
        train("'shop'");
        String size = "CALL gds.graph.list('shop') YIELD sizeInBytes RETURN sizeInBytes";
        long before = (long) value(size);

        run("CALL blade.embeddings.mutate('shop', {modelName: 'm'})");

        assertThat((long) value(size)).isBetween(before + 2 * 4 * 4 * Float.BYTES, before + 10_000);
        assertThat(Arrays.stream(ArrayValues.class.getDeclaredFields()).map(Field::getType))
                .containsExactlyInAnyOrder(float[][].class, int.class);
    }

    @Test
    @Timeout(60)
    void jobsAreListedByGraphDataScienceUntilTheyEnd() throws Exception {
        String listed = "CALL gds.listProgress() YIELD taskName, status WHERE taskName STARTS WITH 'blade.'"
                + " RETURN taskName + ' ' + status AS job";
        try (Transaction transaction = database.beginTx()) {
            var training = CompletableFuture.supplyAsync(() -> catchThrowable(() -> transaction
                    .execute("CALL blade.train(" + STORE + ", {modelName: 'm', epochs: 100000, patience: 100000})")
                    .resultAsString()));
            while (column(listed).isEmpty() && !training.isDone()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(column(listed)).containsExactly("blade.train RUNNING");

            transaction.terminate();

            assertThat(message(training.get())).contains("terminated");
        }
        assertThat(column(listed)).isEmpty();
    }

    @Test
    void mutateAddsWhatIsStreamed() {
        project("orientation: 'NATURAL'");
        train("'shop'");

        var row =
                rows("CALL blade.embeddings.mutate('shop', {modelName: 'm', sourceProperty: 's', targetProperty: 't'})")
                        .get(0);

        assertThat(row).containsEntry("nodeCount", 4L).containsEntry("nodePropertiesWritten", 8L);
        assertThat(row.get("configuration")).asString().contains("sourceProperty=s");
        for (var streamed : rows("CALL blade.embeddings.stream('shop', {modelName: 'm'})")) {
            assertThat(inCatalog("s", streamed.get("nodeId"))).isEqualTo(streamed.get("sourceEmbedding"));
            assertThat(inCatalog("t", streamed.get("nodeId"))).isEqualTo(streamed.get("targetEmbedding"));
        }
        assertThat(inCatalog("s", value("MATCH (p:Product) WHERE NOT (p)--() RETURN id(p)")))
                .isEqualTo(List.of(0.0, 0.0, 0.0, 0.0));
        assertThat(rows("MATCH (p:Product) WHERE p.s IS NOT NULL RETURN p")).isEmpty();
    }

    private Object inCatalog(String property, Object nodeId) {
        return rows(
                        "CALL gds.graph.nodeProperty.stream('shop', $property) YIELD nodeId, propertyValue"
                                + " WHERE nodeId = $id RETURN [x IN propertyValue | toFloat(x)] AS vector",
                        Map.of("property", property, "id", nodeId))
                .get(0)
                .get("vector");
    }

    @Test
    void nearestNeighborsComeFromTheAddedProperty() {
        project("orientation: 'NATURAL'");
        train("'shop'");
        run("CALL blade.embeddings.mutate('shop', {modelName: 'm'})");

        var pairs = rows("CALL gds.knn.stream('shop', {nodeProperties: {sourceEmbedding: 'COSINE'}, topK: 3,"
                + " sampleRate: 1.0, deltaThreshold: 0.0, randomSeed: 1, concurrency: 1})"
                + " YIELD node1, node2, similarity RETURN *");

        assertThat(pairs).isNotEmpty();
        for (var pair : pairs) {
            double cosine = cosine(
                    inCatalog("sourceEmbedding", pair.get("node1")), inCatalog("sourceEmbedding", pair.get("node2")));
            assertThat((double) pair.get("similarity")).isCloseTo((1 + cosine) / 2, within(1e-5));
        }
    }

    private static double cosine(Object one, Object other) {
        List<?> a = (List<?>) one;
        List<?> b = (List<?>) other;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.size(); i++) {
            ab += (double) a.get(i) * (double) b.get(i);
            aa += (double) a.get(i) * (double) a.get(i);
            bb += (double) b.get(i) * (double) b.get(i);
        }
        return aa * bb == 0 ? -1 : ab / Math.sqrt(aa * bb);
    }

    @Test
    void mutateRefusesWhatTheGraphHas() {
        project("orientation: 'NATURAL'");
        train("'shop'");
        run("CALL blade.embeddings.mutate('shop', {modelName: 'm', sourceProperty: 's'})");

        assertThat(error("CALL blade.embeddings.mutate('shop', {modelName: 'none', sourceProperty: 'other'})"))
                .isEqualTo("`targetProperty` must be new to the graph 'shop', but was 'targetEmbedding'. Maybe drop it"
                        + " first: CALL gds.graph.nodeProperties.drop('shop', ['targetEmbedding']).");
        assertThat(error("CALL blade.embeddings.mutate('nowhere', {modelName: 'm'})"))
                .startsWith("Graph with name `nowhere` does not exist on database `neo4j`.");
        assertThat(
                        error(
                                "CALL blade.embeddings.mutate('shop', {modelName: 'm', sourceProperty: 'x', targetProperty: 'x'})"))
                .isEqualTo("`sourceProperty` and `targetProperty` must differ, but both were 'x'.");
    }

    @Test
    void modelsAreListedByGraphDataScienceAsFarAsItHasRoom() {
        for (int i = 1; i <= 4; i++) {
            run("CALL blade.train(" + STORE + ", {modelName: 'm" + i + "', " + SMALL + "})");
        }

        assertThat(column("CALL blade.model.list() YIELD modelName")).containsExactly("m1", "m2", "m3", "m4");
        String listed = "CALL gds.model.list() YIELD modelName, modelType, modelInfo, trainConfig RETURN modelName,"
                + " modelType, modelInfo.bladeType AS type, trainConfig.embeddingDimension AS dimension ORDER BY modelName";
        assertThat(rows(listed))
                .hasSize(3)
                .first()
                .isEqualTo(Map.of("modelName", "m1", "modelType", "Blade", "type", "blade", "dimension", 4L));
        run("CALL blade.model.drop('m1')");
        run("CALL blade.train(" + STORE + ", {modelName: 'm4', overwrite: true, " + SMALL + "})");
        assertThat(rows(listed).stream().map(row -> row.get("modelName"))).containsExactly("m2", "m3", "m4");
    }

    @Test
    void refusesUndirectedGraphs() {
        project("orientation: 'UNDIRECTED'");

        assertThat(error("CALL blade.graph.stats('shop')"))
                .isEqualTo(
                        "The graph 'shop' is undirected, but who is bought before whom has a direction. Maybe project"
                                + " it with the orientation 'NATURAL'.");
    }
}
