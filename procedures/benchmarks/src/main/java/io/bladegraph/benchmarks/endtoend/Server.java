// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.plugin.BladeExtension;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.exceptions.KernelException;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * An in-process server with a graph in it: node i has the id i and the label Product, edges are BOUGHT_BEFORE.
 *
 * <p>It loads the plugin's jar from a plugin folder, as a real one does. Its home is a temporary folder.
 */
final class Server implements AutoCloseable {
    static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";

    private static final long PAGE_CACHE = 1L << 31;

    private final Path home;
    private final DatabaseManagementService server;
    private final GraphDatabaseService database;

    private Server(Path home) {
        this.home = home;
        this.server = new DatabaseManagementServiceBuilder(home)
                .setConfig(GraphDatabaseSettings.plugin_dir, home.resolve("plugins"))
                .setConfig(GraphDatabaseSettings.pagecache_memory, PAGE_CACHE)
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseSettings.procedure_unrestricted, List.of("gds.*"))
                .build();
        this.database = server.database("neo4j");
    }

    /** Imports a graph into a new database and starts the server. */
    static Server with(DirectedGraph graph) {
        try {
            Path home = Files.createTempDirectory("blade-end-to-end").toRealPath();
            Path jar = Path.of(BladeExtension.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Files.createDirectories(home.resolve("plugins"));
            Files.createDirectories(home.resolve("conf"));
            Files.copy(jar, home.resolve("plugins").resolve(jar.getFileName()));
            importInto(home, graph);
            return new Server(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void importInto(Path home, DirectedGraph graph) throws IOException {
        Path nodes = home.resolve("nodes.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(nodes)) {
            csv.write("id:ID,:LABEL\n");
            for (int node = 0; node < graph.nodeCount(); node++) {
                csv.write(node + ",Product\n");
            }
        }
        Path edges = home.resolve("edges.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(edges)) {
            csv.write(":START_ID,:END_ID,weight:float,:TYPE\n");
            for (int source = 0; source < graph.nodeCount(); source++) {
                for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                    csv.write(source + "," + graph.target(edge) + "," + (1 + edge % 3) + ",BOUGHT_BEFORE\n");
                }
            }
        }
        var admin = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.neo4j.cli.AdminTool",
                "database",
                "import",
                "full",
                "neo4j",
                "--id-type=actual",
                "--report-file=" + home.resolve("import.report"),
                "--nodes=" + nodes,
                "--relationships=" + edges);
        admin.environment().put("NEO4J_HOME", home.toString());
        admin.environment().put("NEO4J_CONF", home.resolve("conf").toString());
        File log = home.resolve("import.log").toFile();
        Process process = admin.redirectErrorStream(true).redirectOutput(log).start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("The import failed:\n" + Files.readString(log.toPath()));
        }
    }

    /** Makes procedures of Graph Data Science known; the class path has them, the plugin folder has not. */
    Server with(Class<?>... procedures) {
        var known = ((GraphDatabaseAPI) database).getDependencyResolver().resolveDependency(GlobalProcedures.class);
        try {
            for (Class<?> procedure : procedures) {
                known.registerProcedure(procedure);
            }
        } catch (KernelException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    List<Map<String, Object>> rows(String query, Map<String, Object> parameters) {
        return database.executeTransactionally(
                query, parameters, result -> result.stream().toList());
    }

    Map<String, Object> row(String query) {
        return rows(query, Map.of()).get(0);
    }

    /** A training that ended early would look faster than it was. */
    static void requireEpochs(long epochs, Map<String, Object> training) {
        if ((long) training.get("ranEpochs") != epochs) {
            throw new IllegalStateException("There were " + training.get("ranEpochs") + " epochs, not " + epochs + ".");
        }
    }

    GraphDatabaseService database() {
        return database;
    }

    @Override
    public void close() {
        server.shutdown();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
