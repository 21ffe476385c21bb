// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import io.bladegraph.importer.lock.DatabaseLock;
import io.bladegraph.importer.lock.LockedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;
import picocli.CommandLine;

/** Imports beside one another, and what imports have left that ran beside one another before there was a lock. */
class ImportLockIT {
    private static final String[] PURCHASES = {
        "purchases", Samples.file("purchases.csv").toString(), "--quantity-column", "quantity"
    };

    private static Neo4j neo4j;
    private static Driver driver;

    @BeforeAll
    static void start() {
        neo4j = Neo4jBuilders.newInProcessBuilder()
                .withDisabledServer()
                .withConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .withConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ZERO)
                .withConfig(BoltConnectorInternalSettings.connection_shutdown_wait_time, Duration.ZERO)
                .build();
        driver = GraphDatabase.driver(neo4j.boltURI(), AuthTokens.none());
    }

    @AfterAll
    static void stop() {
        driver.close();
        neo4j.close();
    }

    @BeforeEach
    void empty() {
        rows("MATCH (n) DETACH DELETE n");
    }

    @Test
    void importsAtOnceWriteNothingTwice() {
        List<CompletableFuture<Integer>> imports = List.of(
                CompletableFuture.supplyAsync(() -> execute(new StringWriter(), PURCHASES)),
                CompletableFuture.supplyAsync(() -> execute(new StringWriter(), PURCHASES)),
                CompletableFuture.supplyAsync(() -> execute(new StringWriter(), PURCHASES)));

        assertThat(imports).extracting(CompletableFuture::join).contains(0).isSubsetOf(0, ImportCommand.LOCKED);
        assertThat(rows("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS count ORDER BY type"))
                .containsExactly(
                        Map.of("type", "BOUGHT_BEFORE", "count", 6L), Map.of("type", "PURCHASED", "count", 20L));
        assertThat(rows("MATCH (l:BladeLock) RETURN l")).isEmpty();
    }

    @Test
    void anImportAndANightRefuseWhileAnotherImportIsAlive(@TempDir Path folder) {
        StringWriter out = new StringWriter();
        try (DatabaseLock other = DatabaseLock.take(driver, "neo4j", DatabaseLock.IMPORT, Monitor.NONE)) {
            assertThat(execute(out, PURCHASES)).isEqualTo(4);
            assertThat(out.toString())
                    .containsPattern(
                            "The lock `import` of the database `neo4j` is held by \\S+@\\S+, process \\d+, since \\S+Z\\. "
                                    + "Nothing was done\\. Maybe wait for its end and try again\\.\\s+$");
            String line = String.join(" ", PURCHASES);
            assertThat(execute(out, "nightly", "--folder", folder.toString(), "--import", line))
                    .isEqualTo(4);
            other.renew();
        }
        assertThat(rows("MATCH (n) RETURN n")).isEmpty();
    }

    @Test
    void aNightRefusesWhileAnotherOneRunsWithAnotherFolder(@TempDir Path folder) {
        StringWriter out = new StringWriter();
        try (DatabaseLock other = DatabaseLock.take(driver, "neo4j", DatabaseLock.NIGHT, Monitor.NONE)) {
            assertThat(execute(out, "nightly", "--folder", folder.toString())).isEqualTo(4);
            other.renew();
        }
        assertThat(out.toString()).contains("The lock `nightly` of the database `neo4j` is held by ");
    }

    @Test
    void theLockOfAnImportThatWasKilledIsTakenOverWhenItsLeaseEnds() {
        rows("CREATE (:BladeLock {name: 'import', token: 'dead', holder: 'dead',"
                + " until: datetime.realtime().epochMillis + 2000})");
        long start = System.nanoTime();

        List<String> told = new ArrayList<>();
        try (GraphTarget target = new BoltTarget(
                neo4j.boltURI().toString(),
                AuthTokens.none(),
                "neo4j",
                (task, done, total) -> told.add(task + ", " + done + " of " + total))) {
            assertThat(target.read(ShopGraph.PURCHASED, Monitor.NONE)).isEmpty();
        }

        assertThat(told)
                .startsWith("Waiting for the lease of dead, 0 of 30")
                .endsWith("Waiting for the lease, 30 of 30");
        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofSeconds(1).toNanos());
        assertThat(rows("MATCH (l:BladeLock) RETURN l")).isEmpty();
    }

    @Test
    void whoHasLostTheLockWritesNoMore() {
        try (GraphTarget target =
                new BoltTarget(neo4j.boltURI().toString(), AuthTokens.none(), "neo4j", Monitor.NONE)) {
            rows("MATCH (l:BladeLock) SET l.token = 'another'");

            assertThatThrownBy(() ->
                            target.putNodes(new NodeSchema("Product", List.of()), List.of(Node.of("p")), Monitor.NONE))
                    .isInstanceOf(LockedException.class)
                    .hasMessage("The lock `import` of the database `neo4j` was not renewed for 30 s and is lost. "
                            + "Maybe run this again, which goes on from what was written.");
        }
        assertThat(rows("MATCH (p:Product) RETURN p")).isEmpty();
        assertThat(rows("MATCH (l:BladeLock) RETURN l.token AS token")).containsExactly(Map.of("token", "another"));
    }

    @Test
    void removesSurplusParallelsAndKeepsTheOneThatKnowsMost() {
        execute(new StringWriter(), PURCHASES);
        rows("MATCH (a)-[r:PURCHASED]->(b) CREATE (a)-[s:PURCHASED]->(b) SET s = r, s.mine = true, s.quantity = 99.0");
        rows("MATCH (a)-[r:BOUGHT_BEFORE]->(b) CREATE (a)-[s:BOUGHT_BEFORE]->(b) SET s = properties(r)");
        rows("MATCH (a)-[r:BOUGHT_BEFORE]->(b) WITH DISTINCT a, b CREATE (a)-[:BOUGHT_BEFORE {mine: true}]->(b)");
        StringWriter out = new StringWriter();

        execute(out, PURCHASES);

        assertThat(out.toString().lines())
                .contains(
                        "PURCHASED: 0 created, 20 updated, 0 deleted, 0 unchanged, 20 surplus removed",
                        "BOUGHT_BEFORE: 0 created, 0 updated, 0 deleted, 6 unchanged, 6 surplus removed");
        assertThat(rows("MATCH ()-[r:PURCHASED {mine: true}]->() WHERE r.quantity < 99 RETURN r"))
                .hasSize(20);
        assertThat(rows("MATCH ()-[r:PURCHASED]->() RETURN r")).hasSize(20);
        assertThat(rows("MATCH ()-[r:BOUGHT_BEFORE]->() RETURN r.customers IS NULL AS mine, r.mine AS kept"))
                .hasSize(12)
                .filteredOn(row -> row.get("mine").equals(row.get("kept")))
                .hasSize(6);
    }

    @Test
    void removesSurplusEdgesWithoutPropertiesOnly() {
        String[] edges = {"edges", Samples.file("edges.tsv").toString(), "--map", "ab=ALSO_BOUGHT"};
        execute(new StringWriter(), edges);
        rows("MATCH (a)-[r:ALSO_BOUGHT]->(b) CREATE (a)-[:ALSO_BOUGHT]->(b)");
        rows(
                "MATCH (a {id: 'p1'})-[r:ALSO_BOUGHT]->(b) WITH DISTINCT a, b CREATE (a)-[:ALSO_BOUGHT {mine: true}]->(b)");
        long mine = rows("MATCH ()-[r:ALSO_BOUGHT {mine: true}]->() RETURN r").size();
        StringWriter out = new StringWriter();

        execute(out, edges);

        assertThat(out.toString())
                .contains("ALSO_BOUGHT: 0 created, 0 updated, 0 deleted, 7 unchanged, " + (7 + mine)
                        + " surplus removed");
        assertThat(rows("MATCH ()-[r:ALSO_BOUGHT]->() RETURN r")).hasSize(7);
        assertThat(rows("MATCH ()-[r:ALSO_BOUGHT {mine: true}]->() RETURN r")).hasSize((int) mine);
    }

    private static int execute(StringWriter out, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--bolt-port";
        all[arguments.length + 1] = String.valueOf(neo4j.boltURI().getPort());
        CommandLine command = ImportCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(out));
        return command.execute(all);
    }

    private static List<Map<String, Object>> rows(String query) {
        return neo4j.defaultDatabaseService().executeTransactionally(query, Map.of(), result -> result.stream()
                .toList());
    }
}
