// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.exceptions.KernelException;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A test with Neo4j: one in-process server for the whole JVM, emptied before each test.
 *
 * <p>The server loads the finished jar from a plugin folder, and nothing is unrestricted: every such test is also a test
 * of the jar and of the sandbox.
 */
public abstract class Neo4jTest {
    private static final Path HOME = temporaryHome();
    private static final DatabaseManagementService SERVER = start(HOME);

    private static final Set<Class<?>> REGISTERED = ConcurrentHashMap.newKeySet();

    /** The default database. */
    protected final GraphDatabaseService database = SERVER.database("neo4j");

    /** Empties the database. */
    @BeforeEach
    protected void wipe() {
        run("MATCH (n) DETACH DELETE n");
        rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
                .forEach(index -> run("DROP INDEX `" + index.get("name") + "`"));
        rows("CALL blade.model.list()")
                .forEach(model -> rows("CALL blade.model.drop($name)", Map.of("name", model.get("modelName"))));
    }

    /** Makes procedures of other plugins known: Neo4j finds those of its plugin folder alone. */
    protected final void register(Class<?>... procedures) {
        var known = ((GraphDatabaseAPI) database).getDependencyResolver().resolveDependency(GlobalProcedures.class);
        for (Class<?> procedure : procedures) {
            if (REGISTERED.add(procedure)) {
                try {
                    known.registerProcedure(procedure);
                } catch (KernelException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Runs a statement and forgets its result. */
    protected final void run(String statement) {
        rows(statement);
    }

    /** Runs a query. */
    protected final List<Map<String, Object>> rows(String query) {
        return rows(query, Map.of());
    }

    /** Runs a query. */
    protected final List<Map<String, Object>> rows(String query, Map<String, Object> parameters) {
        return database.executeTransactionally(
                query, parameters, result -> result.stream().toList());
    }

    /** Runs a query in the name of a user. */
    protected final List<Map<String, Object>> as(String user, Caller.Rights rights, String query) {
        return Caller.call((GraphDatabaseAPI) database, user, rights, query);
    }

    /** Runs a query that returns one row of one column. */
    protected final Object value(String query) {
        List<Map<String, Object>> rows = rows(query);
        assertThat(rows).hasSize(1);
        return rows.get(0).values().iterator().next();
    }

    /** Runs a query that returns one column. */
    protected final List<Object> column(String query) {
        return rows(query).stream().map(row -> row.values().iterator().next()).toList();
    }

    /** Runs a query that must fail; the message of what the plugin threw. */
    protected final String error(String query) {
        return message(catchThrowable(() -> rows(query)));
    }

    /** The message of what the plugin threw, without Neo4j's wrapping. */
    protected static String message(Throwable thrown) {
        assertThat(thrown).as("the query should have failed").isNotNull();
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** The server's home folder. */
    protected static Path home() {
        return HOME;
    }

    private static DatabaseManagementService start(Path home) {
        var server = new DatabaseManagementServiceBuilder(home)
                .setConfig(GraphDatabaseSettings.plugin_dir, home.resolve("plugins"))
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            delete(home);
        }));
        return server;
    }

    private static Path temporaryHome() {
        try {
            Path home = Files.createTempDirectory("blade-neo4j");
            Path jar = Path.of(System.getProperty("blade.jar", "target/blade-plugin-0.1.0.jar"));
            Files.createDirectories(home.resolve("plugins"));
            Files.copy(jar, home.resolve("plugins").resolve(jar.getFileName()));
            return home.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin's jar is missing. Maybe run `mvn package` first.", e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
