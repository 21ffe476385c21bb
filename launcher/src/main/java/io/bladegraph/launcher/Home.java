// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A Neo4j home: configuration, data, plugins and logs of one server.
 *
 * @param path absolute and normalized, as Neo4j demands
 */
record Home(Path path) {
    Home {
        path = path.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IllegalArgumentException("`--home` must be a folder, but `" + path + "` is a file.");
        }
    }

    Path conf() {
        return path.resolve("conf");
    }

    Path configuration() {
        return conf().resolve("neo4j.conf");
    }

    Path plugins() {
        return path.resolve("plugins");
    }

    /** Everything that the server process printed since its last start. */
    Path consoleLog() {
        return path.resolve("logs/console.log");
    }

    Path pidFile() {
        return path.resolve("run/neo4j.pid");
    }

    /** True until the first start has created the system database, and with it the user {@code neo4j}. */
    boolean isFresh() {
        return Files.notExists(path.resolve("data/databases/system"));
    }

    /** Makes the folders that have to be there before Neo4j makes its own. */
    void create() {
        try {
            Files.createDirectories(conf());
            Files.createDirectories(plugins());
            Files.createDirectories(consoleLog().getParent());
            Files.createDirectories(pidFile().getParent());
        } catch (IOException e) {
            throw new IllegalArgumentException("`--home` must be a folder that can be written, but " + e + ".", e);
        }
    }

    /** The process id that the last start wrote; its process may be gone. */
    OptionalLong pid() {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(pidFile()).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
