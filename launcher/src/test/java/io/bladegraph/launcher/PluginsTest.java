// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    private Path folder;

    @Test
    void bringsOursUpToDateAndLeavesOthers() {
        file("source/blade-plugin-0.2.0.jar", "new");
        file("source/open-gds-slim-2.13.9.jar", "gds");
        file("source/blade/nd4j-2.jar", "native");
        file("target/blade-plugin-0.1.0.jar", "old");
        file("target/blade/nd4j-1.jar", "native");
        file("target/apoc-5.26.jar", "theirs");

        Plugins.install(folder.resolve("source"), folder.resolve("target"));

        assertThat(files("target"))
                .containsExactly(
                        "apoc-5.26.jar", "blade-plugin-0.2.0.jar", "blade/nd4j-2.jar", "open-gds-slim-2.13.9.jar");
    }

    @Test
    void doesNotAddASecondGraphDataScience() {
        file("source/open-gds-slim-2.13.9.jar", "gds");
        file("target/neo4j-graph-data-science-2.13.9.jar", "official");
        file("target/open-gds-slim-2.13.9.jar", "gds");

        Plugins.install(folder.resolve("source"), folder.resolve("target"));

        assertThat(files("target")).containsExactly("neo4j-graph-data-science-2.13.9.jar");
    }

    @Test
    void replacesAChangedJarOfTheSameName() {
        file("source/blade-plugin-0.1.0.jar", "second build");
        file("target/blade-plugin-0.1.0.jar", "first");
        String first = Plugins.checksum(folder.resolve("target"));

        Plugins.install(folder.resolve("source"), folder.resolve("target"));

        assertThat(folder.resolve("target/blade-plugin-0.1.0.jar")).hasContent("second build");
        assertThat(Plugins.checksum(folder.resolve("target"))).isNotEqualTo(first);
    }

    private void file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> files(String root) {
        try (Stream<Path> files = Files.walk(folder.resolve(root))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve(root).relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
