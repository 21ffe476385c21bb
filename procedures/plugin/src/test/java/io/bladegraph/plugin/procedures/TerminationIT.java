// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bladegraph.plugin.Neo4jTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.graphdb.Transaction;

/** A terminated transaction ends soon, in whatever phase it is, and leaves nothing behind. */
@Timeout(300)
class TerminationIT extends Neo4jTest {
    private static final int TRIALS = Integer.getInteger("blade.termination.trials", 1);
    /** On a quiet machine it is to be 100 ms; those of continuous integration are not quiet. */
    private static final long LIMIT_MILLIS = Long.getLong("blade.termination.limit", 1500);

    private static final int ATTEMPTS = 10;
    private static final long PRODUCTS = 8000;
    private static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";
    private static final String TRAINED = "embeddingDimension: 16, epochs: 1, batchSize: 8192, negatives: 16";
    private static final Path MODELS = home().resolve("data/blade/neo4j/models");

    @BeforeEach
    void shop() {
        if (!Long.valueOf(PRODUCTS).equals(value("MATCH (p:Product) RETURN count(p)"))) {
            super.wipe();
            run("UNWIND range(1, " + PRODUCTS + ") AS i CREATE (:Product {number: i})");
            run("MATCH (p:Product) WITH collect(p) AS all UNWIND range(1, " + 10 * PRODUCTS + ") AS i"
                    + " WITH all[i % " + PRODUCTS + "] AS a, all[toInteger(" + PRODUCTS + " * rand() * rand())] AS b"
                    + " CREATE (a)-[:BOUGHT_BEFORE]->(b)");
            run("CALL blade.train(" + GRAPH + ", {modelName: 'm', " + TRAINED + "})");
            run("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})");
        }
    }

    /** Making the shop is what takes time. */
    @Override
    protected void wipe() {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Read relationships     | blade.graph.stats($graph)",
                "Sampling neighborhoods | blade.embeddings.stream($graph, {modelName: 'm'})",
                "Training               | blade.train($graph, {modelName: 'k', epochs: 50, patience: 50})",
                "Ranking held-out edges | blade.train($graph, {modelName: 'k', epochs: 50, patience: 50, batchSize: 65536,"
                        + " embeddingDimension: 8, negatives: 1})",
                "Fitting the direction  | blade.train($graph, {modelName: 'k', epochs: 1, embeddingDimension: 8, negatives: 1,"
                        + " batchSize: 65536})",
                "Writing embeddings     | blade.embeddings.write($graph, {modelName: 'm'})",
                "Read embeddings        | blade.recommend.write($graph, {k: 50})",
                "Ordering embeddings    | blade.recommend.write($graph, {k: 50})",
                "Ranking                | blade.recommend.write($graph, {k: 50})",
                "Ranking                | blade.recommend.write($graph, {search: 'approximate'})",
                "Measuring recall       | blade.recommend.write($graph, {search: 'approximate', probes: 1, k: 50})",
                "Writing relationships  | blade.recommend.write($graph, {k: 50})",
                "Write vectors          | blade.embeddings.index()",
                "Fill the index         | blade.embeddings.index()",
                "Inverting a matrix     | blade.evaluate($graph, {epochs: 1, baselines: ['ease']})",
                "Counting pairs         | blade.evaluate($graph, {epochs: 1, baselines: ['ease']})",
                "Fitting svd            | blade.evaluate($graph, {epochs: 1, baselines: ['svd']})",
                "Pushing proximities    | blade.evaluate($graph, {epochs: 1, baselines: ['strap']})",
                "Fitting hope           | blade.evaluate($graph, {epochs: 1, baselines: ['hope']})",
                "Read rows              | blade.feedback.fit($events, {modelName: 'k', observationWindow: 'P1D',"
                        + " attributionWindow: 'P30D', now: 1780000000000})",
                "Fit delays             | blade.feedback.fit($events, {modelName: 'k', observationWindow: 'P1D',"
                        + " attributionWindow: 'P30D', now: 1780000000000})",
                "Train                  | blade.conversion.train($events, {modelName: 'k', epochs: 100, patience: 100,"
                        + " entireSpace: false})",
                "Stream                 | blade.conversion.evaluate($events, {observationWindow: 'P1D',"
                        + " attributionWindow: 'P30D', entireSpace: false})",
                "Calibrate              | blade.calibration.fit($scores, {modelName: 'k', method: 'vennAbers'})",
                "Fit thresholds         | blade.thresholds.fit($scores, {modelName: 'k', precision: 0.8, method: 'mist'})",
                "Propose thresholds     | blade.thresholds.fit($scores, {modelName: 'k', precision: 0.8, method: 'mist',"
                        + " confidence: 0.95})"
            })
    void endsSoonAndLeavesNothing(String phase, String call, TestReporter reporter) throws Exception {
        long slowest = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            slowest = Math.max(slowest, terminate(phase, "CALL " + call));
        }

        reporter.publishEntry(phase, slowest + " ms, " + call);
        assertThat(slowest).as(phase).isLessThan(LIMIT_MILLIS);
        assertNothingIsLeft();
    }

    /** What waits is a transaction of the plugin's own, of which Neo4j does not know that it belongs to the caller's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Writing embeddings     | blade.embeddings.write($graph, {modelName: 'm'})",
                "Writing relationships  | blade.recommend.write($graph, {k: 5})",
                "Write vectors          | blade.embeddings.index()"
            })
    void endsWhileItWaitsForALock(String phase, String call, TestReporter reporter) throws Exception {
        try (Transaction holder = database.beginTx()) {
            holder.execute("MATCH (p:Product) SET p.seen = 2").close();

            long millis = terminate(phase, "CALL " + call);

            reporter.publishEntry(phase, millis + " ms, waiting for a lock, " + call);
            assertThat(millis).isLessThan(LIMIT_MILLIS);
        }
        assertNothingIsLeft();
    }

    @Test
    void theNextRunCompletesWhatATerminatedOneBegan() throws Exception {
        String known = "MATCH (p:Product) WHERE p.sourceEmbedding IS NOT NULL AND p.targetEmbedding IS NOT NULL";
        Object products = value(known + " RETURN count(p)");
        run("MATCH (p:Product) REMOVE p.sourceEmbedding, p.targetEmbedding");
        run("MATCH (p:Product)-[r:RELATED]->() DELETE r");

        terminate("Writing embeddings", "CALL blade.embeddings.write($graph, {modelName: 'm'})");
        run("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'})");
        terminate("Writing relationships", "CALL blade.recommend.write($graph, {k: 10})");
        run("CALL blade.recommend.write(" + GRAPH + ", {k: 10})");

        assertThat(value(known + " RETURN count(p)")).isEqualTo(products);
        assertThat(value(known + " AND COUNT { MATCH (p)-[:RELATED]->(q) RETURN DISTINCT q } = 10 AND"
                        + " COUNT { (p)-[:RELATED]->() } = 10 RETURN count(p)"))
                .isEqualTo(products);
    }

    /** Runs a call until it is in a phase, terminates it a moment later; how long it takes to end, in milliseconds. */
    private long terminate(String phase, String call) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            run("DROP INDEX bladeTargetEmbedding IF EXISTS");
            try (Transaction transaction = database.beginTx()) {
                var ended = CompletableFuture.supplyAsync(() -> {
                    Throwable thrown = catchThrowable(
                            () -> transaction.execute(call, parameters()).resultAsString());
                    return new Ended(System.nanoTime(), thrown);
                });
                while (!isIn(phase) && !ended.isDone()) {
                    TimeUnit.MICROSECONDS.sleep(500);
                }
                TimeUnit.MICROSECONDS.sleep(System.nanoTime() % 5000);
                long terminated = System.nanoTime();
                transaction.terminate();
                Ended end = ended.get(2, TimeUnit.MINUTES);
                if (end.thrown() != null && end.nanos() > terminated) {
                    assertThat(message(end.thrown())).contains("terminated");
                    return TimeUnit.NANOSECONDS.toMillis(end.nanos() - terminated);
                }
                if (end.thrown() != null
                        && !String.valueOf(message(end.thrown())).contains("terminated")) {
                    throw new AssertionError(call, end.thrown());
                }
            }
            rows("CALL blade.model.list() YIELD modelName WHERE modelName = 'k' CALL blade.model.drop(modelName)"
                    + " YIELD type RETURN type");
        }
        throw new AssertionError("`" + phase + "` was over too soon, or never began: " + call);
    }

    private record Ended(long nanos, Throwable thrown) {}

    private static Map<String, Object> parameters() {
        return Map.of(
                "graph",
                Map.of("nodeLabels", "Product", "relationshipTypes", "BOUGHT_BEFORE"),
                "events",
                "UNWIND range(1, 60000) AS i WITH i, 1760000000000 + i * 200000 AS at"
                        + " RETURN i AS id, [toFloat(i % 7), toFloat(i % 13), toFloat(i % 31)] AS features, at AS eventAt,"
                        + " CASE WHEN i % 5 = 0 THEN at + (i % 40) * 3600000 END AS convertedAt",
                "scores",
                "UNWIND range(1, 60000) AS i RETURN toFloat(i % 997) / 997 AS score,"
                        + " rand() < toFloat(i % 997) / 997 AS label, toFloat(i % 101) / 101 AS uncertainty");
    }

    private boolean isIn(String phase) {
        return rows("CALL blade.progress() YIELD task").stream()
                .anyMatch(job -> ((String) job.get("task")).startsWith(phase));
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(rows("CALL blade.progress()")).isEmpty();
        run("DROP INDEX bladeTargetEmbedding IF EXISTS");
        assertThat(column("CALL blade.model.list() YIELD modelName")).containsExactly("m");
        assertThat(files(MODELS)).containsExactly("m.blade");
        run("MATCH (p:Product) SET p.seen = 1"); // would wait for ever for locks that are left
        for (int i = 0; i < 100 && workersAlive(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(workersAlive()).as("threads left").isFalse();
    }

    private static boolean workersAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("blade-worker"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
