// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a real server in a home with a space in its path; without plugins, which would only make it slower. */
class ServerIT {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void layOutACheckoutWithoutPlugins() throws IOException {
        String neo4j = ".blade/runtime/neo4j-" + Distribution.version("neo4j");
        Path root = folder.resolve("a checkout");
        Files.createDirectories(root.resolve(neo4j).getParent());
        Files.createSymbolicLink(
                root.resolve(neo4j), Path.of(System.getProperty("checkout")).resolve(neo4j));
        System.setProperty("blade.root", root.toString());

        home = folder.resolve("a home");
        Files.createDirectories(home.resolve("conf"));
        // a server that lives for seconds only is started faster so
        Files.writeString(
                home.resolve("conf/neo4j.conf"),
                "server.jvm.additional=-XX:TieredStopAtLevel=1\nserver.jvm.additional=-XX:+UseSerialGC\n");
    }

    @AfterEach
    void stop() throws IOException {
        server("stop");
        Files.delete(Distribution.current().neo4j());
        System.clearProperty("blade.root");
    }

    @Test
    void startsAnswersAndStops() throws IOException {
        String http = "--http-port=" + freePort();
        String bolt = "--bolt-port=" + freePort();

        assertThat(server("start", http, bolt, "--heap=512m", "--password=not a secret")
                        .exitCode())
                .isZero();
        assertThat(arguments()).contains("-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector", "-Xmx512m");
        assertThat(server("start").out()).contains("Neo4j is already running.");
        assertThat(server("start", "--http-port=1").err()).contains("Maybe stop it first: blade server stop.");
        assertThat(server("start", "--password=not the one").err()).contains("is not the password of user `neo4j`");
        assertThat(server("status").out()).startsWith("Neo4j is running in " + home + " as process ");

        Typed rows = cypher("UNWIND $xs AS x RETURN x, x * 2 AS twice; CREATE ()", "--param", "xs=[1, 2]");
        assertThat(rows.out()).isEqualTo("x  twice\n-  -----\n1      2\n2      4\n2 rows\n0 rows, 1 nodes created\n");
        Typed failure = cypher("RETURN x");
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.err()).startsWith("Variable `x` not defined");

        assertThat(server("stop").out().strip()).isEqualTo("Neo4j has stopped.");
        assertThat(server("stop").out().strip()).isEqualTo("Neo4j is not running in " + home + ".");
        assertThat(server("status").exitCode()).isEqualTo(3);
    }

    @Test
    void showsTheLogWhenNeo4jEndsAtOnce() throws IOException {
        Files.writeString(home.resolve("conf/neo4j.conf"), "server.no_such_setting=1\n");

        Typed typed = server("start", "--http-port=" + freePort(), "--bolt-port=" + freePort());

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err())
                .startsWith("Neo4j ended before it was ready. The end of `" + home.resolve("logs/console.log") + "`:")
                .contains("server.no_such_setting");
    }

    /** What the Java virtual machine of the server was told. */
    private List<String> arguments() throws IOException {
        long pid = Long.parseLong(Files.readString(home.resolve("run/neo4j.pid")));
        return List.of(ProcessHandle.of(pid).orElseThrow().info().arguments().orElseThrow());
    }

    private Typed server(String command, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "server";
        arguments[1] = command;
        arguments[2] = "--home";
        arguments[3] = home.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Typed.line(arguments);
    }

    private Typed cypher(String statements, String... options) {
        String[] arguments = new String[options.length + 5];
        arguments[0] = "cypher";
        arguments[1] = statements;
        arguments[2] = "--home";
        arguments[3] = home.toString();
        arguments[4] = "--password=not a secret";
        System.arraycopy(options, 0, arguments, 5, options.length);
        return Typed.line(arguments);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
