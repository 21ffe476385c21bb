// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The made-up files that the tests and the documentation share. */
final class Samples {
    static final Path FOLDER = Path.of("samples").toAbsolutePath();

    private Samples() {}

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static Map<Purchase, Double> purchases() {
        return purchases(file("purchases.csv"));
    }

    static Map<Purchase, Double> purchases(Path file) {
        return new LinkedHashMap<>(new PurchaseFile(PurchaseFile.Columns.USUAL, TimeFormat.ISO, Pattern.compile(".*"))
                .read(file, FileFormat.DEFAULT)
                .quantities());
    }
}
