// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The {@code --home} that all commands share. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Neo4j home, made if missing; default: .blade/home in the checkout.")
    private Path directory;

    boolean isDefault() {
        return directory == null;
    }

    Home home(Distribution distribution) {
        return new Home(directory != null ? directory : distribution.defaultHome());
    }
}
