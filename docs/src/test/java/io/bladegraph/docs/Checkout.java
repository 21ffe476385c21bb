// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are. */
final class Checkout {
    static final Path ROOT =
            Path.of(System.getProperty("checkout", "..")).toAbsolutePath().normalize();

    private Checkout() {}

    /** All pages, those that a newcomer reads first at the head. */
    static List<Path> pages() {
        return Stream.of(
                        List.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")),
                        files("docs", "md"),
                        files("docs/algorithms", "md"),
                        files("cypher", "md"),
                        files("import", "md"),
                        files("procedures/benchmarks", "md"))
                .flatMap(List::stream)
                .toList();
    }

    /** The numbered scripts, in order. */
    static List<Path> scripts() {
        return files("cypher", "cypher");
    }

    /** The statements of a script; each ends with a semicolon at the end of a line. */
    static List<String> statements(String script) {
        return Stream.of(script.replaceAll("(?m)^//.*$", "").split(";\\s*(\\n|$)", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String extension) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
