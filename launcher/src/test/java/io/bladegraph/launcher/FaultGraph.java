// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.util.Map;

/** The products that the fault tests work on, and what they ask of a server again and again. */
final class FaultGraph {
    static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";

    private final FaultServer server;
    private final int products;

    /** A graph of so many products; {@link #create} makes it. */
    FaultGraph(FaultServer server, int products) {
        this.server = server;
        this.products = products;
    }

    int products() {
        return products;
    }

    /** Products with five relationships each, and two models of them that differ in the length of embeddings. */
    void create() {
        Map<String, Object> parameters = Map.of("products", products);
        server.run("CREATE CONSTRAINT FOR (p:Product) REQUIRE p.number IS UNIQUE", Map.of());
        server.run("UNWIND range(0, $products - 1) AS i CREATE (:Product {number: i})", parameters);
        server.run(
                """
                MATCH (p:Product)
                UNWIND range(1, 5) AS i
                MATCH (q:Product {number: (p.number * 7 + i * i * 131) % $products})
                CREATE (p)-[:BOUGHT_BEFORE]->(q)""",
                parameters);
        train("even", 64, 1, 1);
        train("odd", 96, 1, 1);
    }

    /** The name of the model that work of this number applies. */
    static String model(int n) {
        return n % 2 == 0 ? "even" : "odd";
    }

    /** Trains as quickly as one can, which is all that a fault needs. */
    void train(String name, int dimension, int epochs, int seed) {
        server.run(
                "CALL blade.train(" + GRAPH + ", {modelName: $name, overwrite: true, embeddingDimension: $dimension,"
                        + " layers: 1, fanOut: 10, walks: 0, epochs: $epochs, batchSize: 8192, negatives: 64,"
                        + " validationFraction: 0.0, randomSeed: $seed}) YIELD modelName",
                Map.of("name", name, "dimension", dimension, "epochs", epochs, "seed", seed));
    }

    void writeEmbeddings(String model) {
        server.run(
                "CALL blade.embeddings.write(" + GRAPH + ", {modelName: $model}) YIELD nodeCount",
                Map.of("model", model));
    }

    /** How many products have both embeddings as this model gives them, to the bit. */
    int written(String model) {
        return server.row(
                        "CALL blade.embeddings.stream(" + GRAPH + ", {modelName: $model})"
                                + " YIELD nodeId, sourceEmbedding, targetEmbedding MATCH (p:Product) WHERE id(p) = nodeId"
                                + " AND p.sourceEmbedding = sourceEmbedding AND p.targetEmbedding = targetEmbedding"
                                + " RETURN count(*) AS written",
                        Map.of("model", model))
                .get("written")
                .asInt();
    }

    /** Puts a copy of a model in the place of another one. */
    void copy(String from, String to) {
        server.run(
                "CALL blade.model.export($from) YIELD content"
                        + " CALL blade.model.import($to, content, {overwrite: true}) YIELD modelName RETURN modelName",
                Map.of("from", from, "to", to));
    }

    /** Reads all models from their first byte to their last, which fails on a damaged one. @return how many */
    int readModels() {
        return server.row(
                        "CALL blade.model.list() YIELD modelName CALL blade.model.export(modelName) YIELD sizeBytes"
                                + " RETURN count(*) AS models",
                        Map.of())
                .get("models")
                .asInt();
    }

    /** Whether a call is in the part of its work that has a name beginning so. */
    boolean isBusyWith(String task) {
        return server.row(
                                "CALL blade.progress() YIELD task WHERE task STARTS WITH $task RETURN count(*) AS running",
                                Map.of("task", task))
                        .get("running")
                        .asInt()
                > 0;
    }

    /** Fails with a message. */
    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
