// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the demo shop's lines; its values hold neither commas nor quotes, and its lines end alike everywhere. */
final class CsvWriter implements Closeable {
    private final BufferedWriter out;
    private long lines;

    CsvWriter(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    void line(String... values) throws IOException {
        out.write(String.join(",", values));
        out.write('\n');
        lines++;
    }

    long lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
