// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;

/** A real server with nothing but our plugin, which can be killed as a power cut would kill it. */
final class FaultServer implements AutoCloseable {
    private static final long LIMIT_SECONDS = 120;
    private static final TransactionConfig LIMITED = TransactionConfig.builder()
            .withTimeout(Duration.ofSeconds(LIMIT_SECONDS))
            .build();

    private final Home home;
    private final Distribution distribution;
    private final Server server;
    private final StartOptions options = new StartOptions();
    private Driver driver;

    /**
     * Starts nothing yet.
     *
     * @param checkout where `./blade` has been run
     * @param folder an empty one, or none yet
     * @param ports to listen at
     * @param shortLived whether it shall rather start fast than run fast
     */
    FaultServer(Path checkout, Path folder, Ports ports, boolean shortLived) throws IOException {
        String neo4j = ".blade/runtime/neo4j-" + Distribution.version("neo4j");
        Path root = folder.resolve("checkout");
        Path plugins = Files.createDirectories(root.resolve(".blade/runtime/plugins"));
        Files.createSymbolicLink(root.resolve(neo4j), checkout.toRealPath().resolve(neo4j));
        try (Stream<Path> jars = Files.list(checkout.resolve(".blade/runtime/plugins"))) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("blade-plugin"))
                    .toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        home = new Home(folder.resolve("home"));
        distribution = new Distribution(root);
        server = new Server(distribution, home, new PrintWriter(Writer.nullWriter()));
        Files.createDirectories(home.conf());
        Files.createDirectories(temporary());
        String fast =
                """
                server.jvm.additional=-XX:TieredStopAtLevel=1
                server.jvm.additional=-XX:+UseSerialGC
                server.jvm.additional=-Dblade.kernels=plain
                """;
        Files.writeString(
                home.configuration(),
                "server.jvm.additional=-Djava.io.tmpdir=" + temporary() + "\n" + (shortLived ? fast : ""));
        options.httpPort = ports.http();
        options.boltPort = ports.bolt();
        options.heap = "1g";
    }

    void start() {
        driver = Connection.open(server.start(options).bolt(), "neo4j", null);
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    void kill() throws Exception {
        ProcessHandle process = server.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        driver.close();
    }

    void stop() {
        if (driver != null) {
            driver.close();
        }
        server.stop();
    }

    Path models() {
        return home.path().resolve("data/blade/neo4j/models");
    }

    /** The file of a model. */
    byte[] model(String name) throws IOException {
        return Files.readAllBytes(models().resolve(name + ".blade"));
    }

    private Path temporary() {
        return home.path().resolve("tmp");
    }

    /** The files of the plugin that are no models: what a killed server was about to write. */
    List<Path> unfinished() throws IOException {
        try (Stream<Path> beside = Files.list(models());
                Stream<Path> temporary = Files.list(temporary())) {
            return Stream.concat(
                            beside.filter(file -> !file.toString().endsWith(".blade")),
                            temporary.filter(
                                    file -> file.getFileName().toString().startsWith("blade")))
                    .toList();
        }
    }

    void run(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            session.run(statement, parameters, LIMITED).consume();
        }
    }

    Record row(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(statement, parameters, LIMITED).single();
        }
    }

    /** Stops the server, lets Neo4j itself check its store, and starts it again. */
    void checkStore() throws IOException, InterruptedException {
        stop();
        Path log = home.path().resolve("logs/check.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        distribution.neo4j() + "/*",
                        "org.neo4j.server.startup.Neo4jAdminCommand",
                        "database",
                        "check",
                        "neo4j"))
                .directory(home.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("NEO4J_HOME", home.path().toString());
        builder.environment().put("NEO4J_CONF", home.conf().toString());
        Process check = builder.start();
        if (!check.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || check.exitValue() != 0) {
            check.destroyForcibly();
            throw new AssertionError("`neo4j-admin database check` did not succeed:\n" + Files.readString(log));
        }
        start();
    }

    @Override
    public void close() {
        stop();
    }
}
