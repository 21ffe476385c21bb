// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Result;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** One in-process Neo4j for the whole JVM, with the finished jar in its plugin folder and nothing unrestricted. */
final class Neo4j {
    private static final GraphDatabaseService DATABASE = start();

    private Neo4j() {}

    /** The columns and rows of a query. */
    record Answer(List<String> columns, List<List<Object>> rows) {
        private static Answer of(Result result) {
            List<String> columns = result.columns();
            List<List<Object>> rows = result.stream()
                    .map(row -> columns.stream().<Object>map(row::get).toList())
                    .toList();
            return new Answer(columns, rows);
        }
    }

    /** Empties the database: nodes, constraints, indexes and models. */
    static void wipe() {
        run("MATCH (n) DETACH DELETE n");
        run("SHOW CONSTRAINTS YIELD name").rows().forEach(row -> run("DROP CONSTRAINT `" + row.get(0) + "`"));
        run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
                .rows()
                .forEach(row -> run("DROP INDEX `" + row.get(0) + "`"));
        run("CALL blade.model.list() YIELD modelName")
                .rows()
                .forEach(row -> run("CALL blade.model.drop('" + row.get(0) + "')"));
    }

    /** Where drivers connect. */
    static String boltAddress() {
        return "bolt://"
                + ((GraphDatabaseAPI) DATABASE)
                        .getDependencyResolver()
                        .resolveDependency(ConnectorPortRegister.class)
                        .getLocalAddress(ConnectorType.BOLT);
    }

    /** Runs one statement. */
    static Answer run(String statement) {
        return run(statement, Map.of());
    }

    /** Runs one statement with parameters. */
    static Answer run(String statement, Map<String, Object> parameters) {
        return DATABASE.executeTransactionally(statement, parameters, Answer::of);
    }

    /** Runs every statement of a script. */
    static void runScript(String script) {
        Checkout.statements(script).forEach(Neo4j::run);
    }

    /** Runs a statement that must fail; what the plugin said, without Neo4j's wrapping. */
    static String error(String statement) {
        Throwable thrown = catchThrowable(() -> run(statement));
        assertThat(thrown).as("%s should have failed", statement).isNotNull();
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    private static GraphDatabaseService start() {
        try {
            Path home = Files.createTempDirectory("blade-docs").toRealPath();
            Path jar = Path.of(System.getProperty("blade.jar", "../procedures/plugin/target/blade-plugin-0.1.0.jar"));
            Path plugins = Files.createDirectories(home.resolve("plugins"));
            Files.copy(jar, plugins.resolve(jar.getFileName()));
            var server = new DatabaseManagementServiceBuilder(home)
                    .setConfig(GraphDatabaseSettings.plugin_dir, plugins)
                    .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                    .setConfig(BoltConnector.enabled, true)
                    .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                    .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                    .setConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ZERO)
                    .setConfig(BoltConnectorInternalSettings.connection_shutdown_wait_time, Duration.ZERO)
                    .build();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.shutdown();
                delete(home);
            }));
            return server.database("neo4j");
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin's jar is missing. Maybe run `mvn verify` from the root.", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
