// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.importer.lock.LockedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "import --help",
                "import shop --help",
                "server --help",
                "server start --help",
                "server stop --help",
                "server status --help",
                "server console --help",
                "cypher --help"
            })
    void everyCommandHasHelp(String line) {
        Typed typed = Typed.line(line.split(" "));

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).startsWith("Usage: blade");
    }

    @Test
    void refusesUnknownCommandsWithTheNearest() {
        Typed typed = Typed.line("serve");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("Did you mean", "blade server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--heap=2x|`--heap` must be a number of m or g such as 2g, but was 2x.",
                "--password=short|`--password` must have at least 8 characters, but had 5.",
                "--http-port=70000|`--http-port` must be between 1 and 65535, but was 70000.",
                "--bolt-port=7474|`--http-port` and `--bolt-port` must differ, but both were 7474."
            })
    void refusesBadStartOptions(String option, String message) {
        Typed typed = Typed.line("server", "start", "--home", home.toString(), option);

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err().strip()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 19, 1_000_001})
    void refusesAnImpossibleDemoBeforeAnythingIsStarted(int products) {
        Path fresh = home.resolve("fresh");

        Typed typed = Typed.line("demo", "--products", "" + products, "--home", fresh.toString());

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err().strip())
                .isEqualTo("`products` must be between 20 and 1000000, but was " + products + ".");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void anImportThatAnotherOneKeepsOutExitsWithFour() throws Exception {
        StringWriter err = new StringWriter();
        CommandLine blade = Blade.commandLine().setErr(new PrintWriter(err, true));

        assertThat(Blade.report(new LockedException("held by another"), blade)).isEqualTo(4);
        assertThat(err.toString()).contains("held by another");
    }

    @Test
    void namesTheOptionWhenAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            Typed typed = Typed.line("server", "start", "--home", home.toString(), "--http-port", "" + port);

            assertThat(typed.exitCode()).isEqualTo(1);
            assertThat(typed.err().strip())
                    .isEqualTo(
                            "Port " + port + " is taken by another program. Maybe choose another with `--http-port`.");
            assertThat(home.resolve("conf/neo4j.conf")).doesNotExist();
        }
    }

    @Test
    void refusesAFileAsHome() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        Typed typed = Typed.line("server", "status", "--home", file.toString());

        assertThat(typed.err().strip()).isEqualTo("`--home` must be a folder, but `" + file + "` is a file.");
    }

    @Test
    void statusOfAStoppedServerExitsWithThree() throws IOException {
        Files.createDirectories(home.resolve("run"));
        // a process that lives, but is no Neo4j
        Files.writeString(
                home.resolve("run/neo4j.pid"),
                Long.toString(ProcessHandle.current().pid()));

        Typed typed = Typed.line("server", "status", "--home", home.toString());

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(typed.out().strip()).isEqualTo("Neo4j is not running in " + home + ".");
    }

    @Test
    void cypherSaysHowToStartTheServer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Typed typed = Typed.line("cypher", "RETURN 1", "--bolt-port", "" + port);

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err())
                .contains("127.0.0.1:" + port)
                .endsWith("Maybe start the server first: blade server start\n");
    }

    @Test
    void importsFindThePortOfAHome() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/neo4j.conf"), "server.bolt.listen_address=127.0.0.1:" + port + "\n");
        Path views = Files.writeString(home.resolve("views.csv"), "product,other,views\nA,B,1\n");

        Typed typed = Typed.line("import", "co-views", views.toString(), "--home", home.toString());

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err()).contains("127.0.0.1:" + port);
    }
}
