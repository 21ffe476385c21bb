// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The lines of a UTF-8 text, plain or gzip, trimmed; empty ones too. */
final class TextLines {
    private TextLines() {}

    static List<String> of(Path file) {
        try (BufferedReader reader = TextFile.open(file, "UTF-8")) {
            return reader.lines().map(Texts::trim).toList();
        } catch (NoSuchFileException e) {
            throw new ImportException("No file `" + file + "`.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new ImportException("Cannot read `" + file + "`: " + e.getMessage() + ".", e);
        }
    }
}
