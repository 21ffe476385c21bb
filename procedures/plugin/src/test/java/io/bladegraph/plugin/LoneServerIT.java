// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar in a server without Graph Data Science, without the Vector API, and without any unrestricted procedure. */
class LoneServerIT {
    private static final Path JAR = Path.of(System.getProperty("blade.jar", "target/blade-plugin-0.1.0.jar"))
            .toAbsolutePath();
    private static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";

    @TempDir
    private Path temporary;

    @Test
    void everythingButTheCatalogWorksAndTheLogIsClean() throws Exception {
        Path home = temporary.toRealPath();
        Files.createDirectories(home.resolve("plugins"));
        Files.copy(JAR, home.resolve("plugins").resolve(JAR.getFileName()));

        List<String> answers = run(
                home,
                "CREATE (a:Product)-[:BOUGHT_BEFORE]->(b:Product)-[:BOUGHT_BEFORE]->(:Product)<-[:BOUGHT_BEFORE]-(a)",
                "CALL blade.train(" + GRAPH + ", {modelName: 'm', embeddingDimension: 4, epochs: 2, negatives: 2})"
                        + " YIELD nodeCount",
                "CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'}) YIELD nodePropertiesWritten",
                "CALL blade.debug() YIELD key, value WHERE key = 'graphDataScience' RETURN value",
                "CALL blade.graph.stats('shop') YIELD nodeCount",
                "CALL blade.embeddings.mutate('shop', {modelName: 'm'}) YIELD nodeCount",
                "SHOW SETTINGS YIELD name, value WHERE name = 'dbms.security.procedures.unrestricted' RETURN value",
                "CALL blade.help() YIELD name, description WHERE description CONTAINS 'unavailable' RETURN name");

        assertThat(answers)
                .containsExactly(
                        "[]",
                        "[{nodeCount=3}]",
                        "[{nodePropertiesWritten=6}]",
                        "[{value=not installed}]",
                        "`graph` is the name 'shop', but Graph Data Science, whose catalog holds named graphs, is not"
                                + " installed. Maybe install it, or describe the graph by a map: {nodeLabels:"
                                + " 'Product', relationshipTypes: 'BOUGHT_BEFORE'}.",
                        "`blade.embeddings.mutate` needs Graph Data Science, which is not installed. Maybe install it,"
                                + " or use blade.embeddings.write.",
                        "[{value=}]",
                        "[]");
        assertClean(home.resolve("logs/debug.log"));
    }

    /** The server of all other tests has Graph Data Science. */
    @Test
    void theLogIsCleanWithGraphDataScienceToo() throws IOException {
        assertClean(Neo4jTest.home().resolve("logs/debug.log"));
    }

    private static void assertClean(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            assertThat(all).isNotEmpty();
            assertThat(all)
                    .filteredOn(line -> line.contains("Failed to load")
                            || (line.contains("blade") && (line.contains(" WARN ") || line.contains(" ERROR "))))
                    .isEmpty();
        }
    }

    private static List<String> run(Path home, String... statements) throws IOException, InterruptedException {
        // all of plugins/ comes first on a server's class path
        String classPath = Stream.concat(
                        Stream.of(home.resolve("plugins")
                                .resolve(JAR.getFileName())
                                .toString()),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry ->
                                        !entry.replace(File.separatorChar, '/').contains("/org/neo4j/gds/")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                classPath,
                LoneServer.class.getName(),
                home.toString()));
        command.addAll(List.of(statements));
        Path out = home.resolve("out.txt"); // not a pipe, which the server would have to wait for
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        try (Stream<String> lines = Files.lines(out)) {
            return lines.filter(line -> line.startsWith(LoneServer.ANSWER))
                    .map(line -> line.substring(LoneServer.ANSWER.length()))
                    .toList();
        }
    }
}
