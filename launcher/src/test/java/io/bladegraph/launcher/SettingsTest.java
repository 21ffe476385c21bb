// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("neo4j.conf");
    }

    @Test
    void keepsTheUsersLinesAndReplacesNoneSilently() throws IOException {
        Files.write(file, List.of("# mine", "server.http.listen_address=:8000", "db.format = aligned"));
        Settings settings = Settings.read(file);

        settings.put(Settings.HTTP_ADDRESS, "127.0.0.1:7474");
        settings.write();

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "# mine",
                        "# replaced below: server.http.listen_address=:8000",
                        "db.format = aligned",
                        "# --- `blade server start` rewrites what follows; put your own settings above ---",
                        "server.http.listen_address=127.0.0.1:7474");
    }

    @Test
    void writingTwiceChangesNothing() throws IOException {
        Files.write(file, List.of("server.http.listen_address=:8000", "server.jvm.additional=-Da=b"));
        start();
        List<String> once = Files.readAllLines(file);

        start();

        assertThat(Files.readAllLines(file)).isEqualTo(once);
    }

    @Test
    void remembersWhatAnEarlierStartWasGiven() {
        StartOptions options = new StartOptions();
        options.httpPort = 8474;
        options.boltPort = 8687;
        options.heap = "4g";
        options.password = "long enough";
        write(options);

        Settings settings = start();

        assertThat(new StartOptions().ports(settings)).isEqualTo(new Ports(8474, 8687));
        assertThat(settings.get(Settings.HEAP)).contains("4g");
        assertThat(settings.get(Settings.AUTH)).contains("true");
        assertThat(file).content().doesNotContain("long enough");
    }

    @Test
    void listensOnLoopbackWhateverTheUsersFileSays() throws IOException {
        Files.write(file, List.of("server.default_listen_address=0.0.0.0", "server.bolt.listen_address=0.0.0.0:9000"));

        Settings settings = start();

        assertThat(settings.get("server.default_listen_address")).contains("127.0.0.1");
        assertThat(settings.get(Settings.BOLT_ADDRESS)).contains("127.0.0.1:9000");
    }

    @Test
    void leavesTheUsersHeapAndJvmOptionsAlone() throws IOException {
        Files.write(
                file,
                List.of(
                        "server.memory.heap.max_size=6g",
                        "server.jvm.additional=-Dmine=1",
                        "server.jvm.additional=--add-modules=jdk.incubator.vector"));

        Settings settings = start();

        assertThat(settings.get(Settings.HEAP)).contains("6g");
        assertThat(settings.jvmOptions())
                .startsWith("-Dmine=1", "--add-modules=jdk.incubator.vector")
                .doesNotHaveDuplicates();
    }

    private Settings start() {
        return write(new StartOptions());
    }

    private Settings write(StartOptions options) {
        Settings settings = Settings.read(file);
        options.applyTo(settings);
        settings.write();
        return Settings.read(file);
    }
}
