// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bladegraph.plugin.Neo4jTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.graphdb.TransientTransactionFailureException;

/** Trainings beside each other, and beside those who write. */
@Timeout(120)
class ConcurrencyIT extends Neo4jTest {
    private static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";
    private static final String SMALL = "embeddingDimension: 8, epochs: 5, batchSize: 64, negatives: 8";

    private final ExecutorService users = Executors.newFixedThreadPool(5);

    @BeforeEach
    void shop() {
        run("UNWIND range(0, 199) AS i CREATE (:Product {number: i})");
        run("MATCH (a:Product), (b:Product) WHERE (a.number * 7 + b.number * 3) % 40 = 1 AND a <> b"
                + " CREATE (a)-[:BOUGHT_BEFORE]->(b)");
    }

    @AfterEach
    void stop() {
        users.shutdownNow();
    }

    private CompletableFuture<Throwable> train(String keys) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> run("CALL blade.train(" + GRAPH + ", {" + keys + ", " + SMALL + "})")),
                users);
    }

    private List<Map<String, Object>> embeddings(String modelName) {
        return rows("CALL blade.embeddings.stream(" + GRAPH + ", {modelName: '" + modelName + "'})");
    }

    @Test
    void trainingsOfDifferentNamesDoNotDisturbEachOther() {
        assertThat(train("modelName: 'alone'").join()).isNull();

        var trainings = List.of(train("modelName: 'a'"), train("modelName: 'b'"), train("modelName: 'c'"));

        assertThat(trainings).allSatisfy(training -> assertThat(training.join()).isNull());
        for (String name : List.of("a", "b", "c")) {
            assertThat(embeddings(name)).isEqualTo(embeddings("alone"));
        }
    }

    @Test
    void oneOfTwoTrainingsOfTheSameNameIsRefused() {
        var thrown = List.of(train("modelName: 'm'"), train("modelName: 'm'")).stream()
                .map(CompletableFuture::join)
                .filter(failure -> failure != null)
                .toList();

        assertThat(thrown).singleElement().satisfies(failure -> assertThat(message(failure))
                .isEqualTo("A model named `m` exists already. Maybe choose another `modelName`, or set"
                        + " `overwrite: true`."));
        assertThat(embeddings("m")).hasSize(200);
    }

    @Test
    void theLastOfTwoThatOverwriteRemains() {
        assertThat(List.of(train("modelName: 'm', overwrite: true"), train("modelName: 'm', overwrite: true")))
                .allSatisfy(training -> assertThat(training.join()).isNull());

        assertThat(column("CALL blade.model.list() YIELD modelName")).containsExactly("m");
        assertThat(embeddings("m")).hasSize(200);
    }

    @Test
    void trainsAndEmbedsWhileOthersWriteAndDelete() throws Exception {
        var done = new CompletableFuture<Void>();
        List<CompletableFuture<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            int first = 1000 * (1 + writer);
            writers.add(CompletableFuture.supplyAsync(() -> write(first, done), users));
        }

        for (int round = 0; round < 5; round++) {
            assertThat(train("modelName: 'm', overwrite: true").get(1, TimeUnit.MINUTES))
                    .isNull();
            run("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})");
            run("CALL blade.recommend.write(" + GRAPH + ", {k: 3})");
        }
        done.complete(null);

        assertThat(writers).allSatisfy(writer -> assertThat(writer.join()).isGreaterThan(3));
        assertThat(value("MATCH (p:Product) WHERE p.number < 200 AND p.sourceEmbedding IS NULL RETURN count(p)"))
                .isEqualTo(0L);
    }

    /** Adds products and deletes them again; how many. */
    private int write(int first, CompletableFuture<Void> done) {
        int written = 0;
        while (!done.isDone()) {
            try {
                run("MATCH (p:Product {number: 7}) CREATE (p)-[:BOUGHT_BEFORE]->(:Product {number: " + (first + written)
                        + "})");
                run("MATCH (p:Product {number: " + (first + written - 3) + "}) DETACH DELETE p");
                written++;
            } catch (TransientTransactionFailureException e) {
                // a deadlock: to be tried again, as drivers do
            }
        }
        return written;
    }
}
