// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A file that grows by a few lines a night, each with its time; the same lines go to the terminal. */
final class NightLog implements AutoCloseable {
    private final PrintWriter file;
    private final PrintWriter terminal;

    NightLog(Path folder, PrintWriter terminal) throws IOException {
        this.file = new PrintWriter(
                Files.newBufferedWriter(
                        folder.resolve("nightly.log"),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND),
                true);
        this.terminal = terminal;
    }

    /** Writes what may be several lines. */
    void say(String text) {
        text.lines().forEach(line -> {
            String stamped = Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  " + line;
            file.println(stamped);
            terminal.println(stamped);
        });
        terminal.flush();
    }

    @Override
    public void close() {
        file.close();
    }
}
