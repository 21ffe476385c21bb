// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The lines of a UTF-8 text, plain or gzip, empty ones too. */
final class TextLines {
    private TextLines() {}

    static List<String> of(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (NoSuchFileException e) {
            throw new ImportException("No file `" + file + "`.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new ImportException("Cannot read `" + file + "`: " + e.getMessage() + ".", e);
        }
    }
}
