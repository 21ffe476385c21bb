// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bladegraph.plugin.Neo4jTest;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.catalog.ModelStore;
import io.bladegraph.plugin.catalog.StoredModel;
import io.bladegraph.plugin.projection.Vectors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrainProcedureIT extends Neo4jTest {
    private static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";
    private static final String SMALL = "embeddingDimension: 8, epochs: 3, batchSize: 64, negatives: 16";

    /** Ten phones, each bought before the five cases of its kind; nobody buys a phone after a case. */
    @BeforeEach
    void shop() {
        run(
                """
                UNWIND range(0, 9) AS i
                CREATE (phone:Product {name: 'phone' + i})
                WITH i, phone UNWIND range(0, 4) AS j
                CREATE (phone)-[:BOUGHT_BEFORE]->(:Product {name: 'case' + i + '-' + j})
                """);
        run(
                """
                MATCH (p:Product)-[:BOUGHT_BEFORE]->(c:Product)
                WITH p, collect(c) AS cases
                MATCH (other:Product)-[:BOUGHT_BEFORE]->()
                WITH p, cases, collect(DISTINCT other) AS others
                UNWIND [o IN others WHERE right(o.name, 1) = toString((toInteger(right(p.name, 1)) + 1) % 10)] AS next
                UNWIND cases[0..3] AS shared
                CREATE (next)-[:BOUGHT_BEFORE]->(shared)
                """);
    }

    private Map<String, Object> train(String keys) {
        return rows("CALL blade.train(" + GRAPH + ", {" + keys + "})").get(0);
    }

    private List<Map<String, Object>> embeddings(String keys) {
        return rows("CALL blade.embeddings.stream(" + GRAPH + ", {modelName: 'm'" + keys + "})");
    }

    @Test
    void reportsTheTraining() {
        var row = train("modelName: 'm', " + SMALL);

        assertThat(row)
                .containsEntry("modelName", "m")
                .containsEntry("nodeCount", 60L)
                .containsEntry("relationshipCount", 80L)
                .containsEntry("ranEpochs", 3L)
                .containsEntry("stopReason", "epochs");
        assertThat(row.get("metrics"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("loss", "hitRate@10", "mrr@10", "hitRateByDegree", "bestEpoch");
        assertThat(row.get("epochs"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3);
        assertThat(row.get("configuration"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("embeddingDimension", 8L)
                .containsEntry("encoder", "linear")
                .containsEntry("randomSeed", 42L);
        assertThat((double) row.get("edgesPerSecond")).isPositive();
        assertThat(value("CALL blade.model.exists('m') YIELD exists")).isEqualTo(true);
    }

    @Test
    void equalSeedsGiveEqualEmbeddingsAtAnyConcurrency() {
        train("modelName: 'm', concurrency: 1, " + SMALL);
        var once = embeddings(", concurrency: 4");
        train("modelName: 'm', overwrite: true, concurrency: 4, " + SMALL);

        assertThat(embeddings(", concurrency: 1")).isEqualTo(once);
        train("modelName: 'm', overwrite: true, randomSeed: 7, " + SMALL);
        assertThat(embeddings("")).isNotEqualTo(once);
    }

    @Test
    void writesWhatItStreams() {
        train("modelName: 'm', " + SMALL);

        var written = rows("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm', sourceProperty: 's'})")
                .get(0);

        assertThat(written).containsEntry("nodeCount", 60L).containsEntry("nodePropertiesWritten", 120L);
        var streamed = embeddings("").get(0);
        assertThat(rows(
                        "MATCH (p) WHERE id(p) = $id RETURN p.s AS s, p.targetEmbedding AS t",
                        Map.of("id", streamed.get("nodeId"))))
                .allSatisfy(row -> {
                    assertThat(toList(row.get("s"))).isEqualTo(streamed.get("sourceEmbedding"));
                    assertThat(toList(row.get("t"))).isEqualTo(streamed.get("targetEmbedding"));
                });
    }

    private static List<Double> toList(Object floats) {
        return Vectors.toList((float[]) floats);
    }

    @Test
    void recommendsCasesForAPhoneAndTheDirectionCounts() {
        train("modelName: 'm', embeddingDimension: 16, epochs: 60, patience: 60, batchSize: 64, negatives: 16,"
                + " validationFraction: 0");
        rows("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})");

        assertThat(column("MATCH (p {name: 'phone3'}) CALL blade.recommend(p, {k: 5}) YIELD product"
                        + " RETURN left(product.name, 4)"))
                .containsOnly("case");
        assertThat(value("MATCH (p:Product)-[:BOUGHT_BEFORE]->(c)"
                        + " RETURN avg(CASE WHEN blade.score(p, c) > blade.score(c, p) THEN 1.0 ELSE 0.0 END)"))
                .isEqualTo(1.0);
    }

    @Test
    void goesOnFromAnEarlierModelAndKnowsNewNodes() {
        train("modelName: 'm', " + SMALL);
        run("MATCH (p {name: 'phone1'}) CREATE (p)-[:BOUGHT_BEFORE]->(:Product {name: 'film'})");

        assertThat(embeddings("")).hasSize(61);
        assertThat(train("modelName: 'm2', warmStart: 'm', " + SMALL)).containsEntry("nodeCount", 61L);
        assertThat(error("CALL blade.train(" + GRAPH + ", {modelName: 'm3', warmStart: 'm', embeddingDimension: 4})"))
                .startsWith("`warmStart` needs a model of the same shape");
    }

    @Test
    void refusesAnExistingNameBeforeAnythingElse() {
        train("modelName: 'm', " + SMALL);

        assertThat(error("CALL blade.train({nodeLabels: 'Nothing', relationshipTypes: 'NONE'}, {modelName: 'm'})"))
                .isEqualTo("A model named `m` exists already. Maybe choose another `modelName`, or set"
                        + " `overwrite: true`.");
    }

    @Test
    void refusesABadConfiguration() {
        assertThat(error("CALL blade.train(" + GRAPH + ", {})")).isEqualTo("`modelName` is missing.");
        assertThat(error("CALL blade.train(" + GRAPH + ", {modelName: 'a b'})"))
                .isEqualTo("`modelName` must be 1 to 64 letters, digits, `_`, `-` or `.`, but was 'a b'.");
        assertThat(error("CALL blade.train(" + GRAPH + ", {modelName: 'm', learnRate: 1})"))
                .isEqualTo("Unknown configuration key `learnRate`. Did you mean `learningRate`?");
        assertThat(error("CALL blade.train(" + GRAPH + ", {modelName: 'm', learningRate: 0.0/0.0})"))
                .isEqualTo("`learningRate` must be in (0, 1], but was NaN.");
        assertThat(error("CALL blade.embeddings.stream(" + GRAPH + ", {modelName: 'none'})"))
                .isEqualTo("There is no model named `none` in this database.");
    }

    @Test
    void refusesToWriteAfterWritesOfTheSameTransaction() {
        train("modelName: 'm', " + SMALL);
        try (var transaction = database.beginTx()) {
            transaction.execute("CREATE (:Other)").close();

            assertThat(message(catchThrowable(() -> transaction
                            .execute("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})")
                            .resultAsString())))
                    .isEqualTo("`blade.embeddings.write` writes in transactions of its own, so nothing may be written"
                            + " before it in the same transaction. Maybe commit first.");
        }
    }

    @Test
    @Timeout(60)
    void aTerminatedTrainingStopsAndLeavesNothing() throws Exception {
        var training = CompletableFuture.supplyAsync(() -> catchThrowable(
                () -> train("modelName: 'killed', jobId: 'j', epochs: 100000, patience: 100000, concurrency: 2")));
        while (rows("CALL blade.progress() YIELD jobId, task WHERE jobId = 'j' AND task STARTS WITH 'Training'"
                        + " RETURN jobId")
                .isEmpty()) {
            Thread.sleep(20);
        }

        String transaction = (String) value("SHOW TRANSACTIONS YIELD transactionId, currentQuery"
                + " WHERE currentQuery STARTS WITH 'CALL blade.train' RETURN transactionId");
        long killed = System.nanoTime();
        rows("TERMINATE TRANSACTION $id", Map.of("id", transaction));
        Throwable thrown = training.get(30, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(2));
        assertThat(message(thrown)).contains("terminated");
        assertThat(rows("CALL blade.progress()")).isEmpty();
        assertThat(rows("CALL blade.model.list()")).isEmpty();
    }

    @Test
    void estimatesTheMemoryOfATraining() {
        var row = rows("CALL blade.train.estimate(" + GRAPH + ", {modelName: 'm', embeddingDimension: 8})")
                .get(0);

        assertThat(row).containsEntry("nodeCount", 60L).containsEntry("relationshipCount", 80L);
        assertThat((long) row.get("bytesMin")).isPositive().isLessThanOrEqualTo((long) row.get("bytesMax"));
        assertThat((String) row.get("requiredMemory")).endsWith(" MiB");
        assertThat(row.get("mapView"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .isNotEmpty();
    }

    @Test
    void estimatesWhatElseTakesMemory() {
        train("modelName: 'm', " + SMALL);
        run("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})");

        for (String call : List.of(
                "blade.evaluate.estimate(" + GRAPH + ", {" + SMALL + "})",
                "blade.embeddings.write.estimate(" + GRAPH + ", {modelName: 'm'})",
                "blade.recommend.write.estimate(" + GRAPH + ", {k: 5})")) {
            var row = rows("CALL " + call).get(0);

            assertThat(row).containsEntry("nodeCount", 60L).containsEntry("relationshipCount", 80L);
            assertThat((long) row.get("bytesMin")).isPositive().isLessThanOrEqualTo((long) row.get("bytesMax"));
        }
        assertThat(error("CALL blade.embeddings.write.estimate(" + GRAPH + ", {modelName: 'none'})"))
                .startsWith("There is no model named `none`");
    }

    @Test
    void refusesWhatDoesNotFitIntoTheHeapUnlessToldToTry() {
        String huge = "embeddingDimension: 4096, layers: 10";
        run("UNWIND range(1, 6000) AS i CREATE (:Product)");

        for (String procedure : List.of("blade.train", "blade.evaluate")) {
            String name = procedure.equals("blade.train") ? "modelName: 'm', " : "";
            assertThat(error("CALL " + procedure + "(" + GRAPH + ", {" + name + huge + "})"))
                    .startsWith("`" + procedure + "` needs at least ")
                    .endsWith(
                            "MiB of the heap are free. Maybe give the server more by `server.memory.heap.max_size`, ask"
                                    + " for less, see `" + procedure
                                    + ".estimate`, or set `sudo: true` to try it all the same.");
        }
        assertThat(train("modelName: 'm', sudo: true, epochs: 1, batchSize: 1000000, negatives: 4"))
                .containsEntry("modelName", "m");
    }

    @Test
    void refusesToWriteWhatDoesNotFitIntoTheHeap() {
        train("modelName: 'm', " + SMALL);
        run("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})");
        saveAs("wide", Map.of("embeddingDimension", 4096L, "layers", 10L));
        run("UNWIND range(1, 6000) AS i CREATE (:Product)");
        rows("MATCH (p:Product {name: 'phone1'}) SET p.wide = $wide", Map.of("wide", new float[100_000]));

        assertThat(error("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'wide'})"))
                .startsWith("`blade.embeddings.write` needs at least ")
                .contains("see `blade.embeddings.write.estimate`");
        assertThat(error("CALL blade.recommend.write(" + GRAPH + ", {targetProperty: 'wide'})"))
                .startsWith("`blade.recommend.write` needs at least ")
                .contains("see `blade.recommend.write.estimate`");
        assertThat(error("CALL blade.recommend.write(" + GRAPH + ", {targetProperty: 'wide', sudo: true})"))
                .doesNotContain("of memory");
    }

    /** The model m under another name, with a changed header. */
    private static void saveAs(String name, Map<String, Object> changes) {
        var store = new ModelStore(home().resolve("data/blade/neo4j/models"));
        StoredModel model = store.load("m");
        ModelHeader old = model.header();
        Map<String, Object> configuration = new LinkedHashMap<>(old.configuration());
        configuration.putAll(changes);
        var header = new ModelHeader(
                name, old.type(), old.created(), old.user(), old.nodeCount(), configuration, old.metrics());
        store.save(new StoredModel(header, model.nodeIds(), model.tables()), false);
    }

    @Test
    void evaluatesTheModelsAskedForBesideTheBaselines() {
        var rows = rows(
                "CALL blade.evaluate(" + GRAPH + ", {" + SMALL + ", ks: [5], samplers: ['uniform', 'adaptive']})"
                        + " YIELD model, metric, k, value WHERE k = 5 OR metric = 'directionAUC' RETURN DISTINCT model");

        assertThat(rows.stream().map(row -> row.get("model")))
                .containsExactly("popularity", "threeHop", "pageRank", "ease", "blade-uniform", "blade-adaptive");
        assertThat(rows("CALL blade.evaluate(" + GRAPH + ", {" + SMALL + ", baselines: false, ks: 10})"
                        + " YIELD model, metric, k, bucket, value WHERE metric = 'HitRate' AND bucket = 'all'"
                        + " RETURN model, k, value"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("model", "blade").containsEntry("k", 10L);
                    assertThat((double) row.get("value")).isBetween(0.0, 1.0);
                });
    }

    @Test
    void evaluatesNamedBaselinesByDegreeAndCoverage() {
        var rows = rows("CALL blade.evaluate(" + GRAPH + ", {" + SMALL
                + ", ks: 5, baselines: ['svd', 'STRAP', 'hope']})" + " YIELD model, metric, k, bucket, value RETURN *");

        assertThat(rows.stream().map(row -> row.get("model")).distinct())
                .containsExactly("popularity", "svd", "strap", "hope", "blade");
        assertThat(rows.stream()
                        .filter(row -> row.get("model").equals("popularity"))
                        .map(row -> row.get("metric")))
                .containsExactly("directionAUC", "directionAccuracy");
        assertThat(rows.stream()
                        .filter(row -> row.get("model").equals("svd") && "HitRate".equals(row.get("metric")))
                        .map(row -> row.get("bucket")))
                .containsExactly(
                        "all",
                        "outDegree 0-3",
                        "outDegree 4-20",
                        "outDegree 21+",
                        "inDegree 0-3",
                        "inDegree 4-20",
                        "inDegree 21+");
        assertThat(rows.stream().filter(row -> row.get("metric").equals("coverage")))
                .hasSize(4)
                .allSatisfy(row -> assertThat((double) row.get("value")).isBetween(0.05, 1.0));
        assertThat(rows.stream()
                        .filter(row -> row.get("bucket").equals("outDegree 21+"))
                        .map(row -> row.get("value")))
                .containsOnlyNulls();
    }

    /** Only a phone's own cases are old, so all 50 cases sell equally well in training: 42 tie with the one that is asked for. */
    @Test
    void splitsByTime() {
        String timed = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', timeProperty: 'lastAt'}";
        run(
                "MATCH (p)-[r:BOUGHT_BEFORE]->(c) SET r.lastAt = CASE WHEN split(c.name, '-')[0] = 'case' + right(p.name, 1)"
                        + " THEN datetime('2026-01-01') ELSE datetime('2026-02-01') END");

        var row = rows("CALL blade.evaluate(" + timed + ", {" + SMALL + ", splitBy: 'time', testFraction: 0.375,"
                        + " validationFraction: 0, ks: [21, 22], baselines: 'popularity'}) YIELD model, metric, k, bucket, value"
                        + " WHERE model = 'popularity' AND metric = 'HitRate' AND bucket = 'all'"
                        + " RETURN collect(value) AS values")
                .get(0);

        assertThat(row).containsEntry("values", List.of(0.0, 1.0));
        run("MATCH (:Product {name: 'phone3'})-[r:BOUGHT_BEFORE]->(:Product {name: 'case3-0'}) REMOVE r.lastAt");
        assertThat(error("CALL blade.evaluate(" + timed + ", {splitBy: 'time'})"))
                .startsWith("1 of 80 relationships lack the property `lastAt`, for example (");
    }

    @Test
    void refusesABadEvaluation() {
        assertThat(error("CALL blade.evaluate(" + GRAPH + ", {baselines: ['svd', 'luck']})"))
                .isEqualTo(
                        "`baselines` must be among 'popularity', 'threeHop', 'pageRank', 'ease', 'svd', 'strap', 'hope',"
                                + " but was 'luck'.");
        assertThat(error("CALL blade.evaluate(" + GRAPH + ", {samplers: 'best'})"))
                .isEqualTo("`samplers` must be among 'uniform', 'adaptive', but was 'best'.");
        assertThat(error("CALL blade.evaluate(" + GRAPH + ", {splitBy: 'time'})"))
                .isEqualTo("`splitBy: 'time'` needs the time of every relationship. Maybe name it: `timeProperty:"
                        + " 'lastAt'`.");
        assertThat(error("CALL blade.evaluate(" + GRAPH + ", {ks: [0]})"))
                .isEqualTo("`ks` must be between 1 and 32767, but was 0.");
    }

    @Test
    void writesRelatedProductsAndReplacesThem() {
        train("modelName: 'm', " + SMALL);
        assertThat(error("CALL blade.recommend.write(" + GRAPH + ")"))
                .isEqualTo("No node of the graph has both `sourceEmbedding` and `targetEmbedding`. Maybe write"
                        + " embeddings first: CALL blade.embeddings.write(graph, {modelName: ...}).");
        rows("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})");

        for (int time = 0; time < 2; time++) {
            assertThat(rows("CALL blade.recommend.write(" + GRAPH + ", {k: 3})").get(0))
                    .containsEntry("nodeCount", 60L)
                    .containsEntry("recall", 1.0)
                    .containsEntry("relationshipsWritten", 180L);
            assertThat(value("MATCH ()-[r:RELATED]->() RETURN count(r)")).isEqualTo(180L);
        }
        assertThat(column("MATCH (p {name: 'phone4'})-[r:RELATED]->(o) RETURN o.name ORDER BY r.score DESC"))
                .isEqualTo(column("MATCH (p {name: 'phone4'}) CALL blade.recommend(p, {k: 3}) YIELD product"
                        + " RETURN product.name"));
        assertThat(rows("CALL blade.recommend.write(" + GRAPH + ", {k: 3, search: 'approximate', probes: 1})")
                        .get(0))
                .as("there is only one block")
                .containsEntry("relationshipsWritten", 180L)
                .containsEntry("recall", 1.0);
        assertThat(error("CALL blade.recommend.write(" + GRAPH + ", {search: 'approximate', probes: 0})"))
                .isEqualTo("`probes` must be between 1 and 100000, but was 0.");
        assertThat(error("CALL blade.recommend.write(" + GRAPH + ", {relationshipType: 'BOUGHT_BEFORE'})"))
                .isEqualTo("`relationshipType` must not be a type of the graph itself, but was 'BOUGHT_BEFORE': its"
                        + " relationships would be replaced.");
    }
}
