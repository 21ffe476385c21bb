// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** What the demo did in a home, kept beside the data so that a second run need not do it again. */
final class DemoRecord {
    private static final String SHOP = "shop";
    private static final String STATE = "state";
    private static final String EVALUATION = "evaluation";

    private final Path file;
    private final Properties properties = new Properties();

    private DemoRecord(Path file) {
        this.file = file;
    }

    static DemoRecord of(Home home) {
        DemoRecord record = new DemoRecord(home.path().resolve("demo.properties"));
        if (Files.exists(record.file)) {
            try (Reader reader = Files.newBufferedReader(record.file)) {
                record.properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return record;
    }

    /** The shop whose import was at least begun, in words. */
    Optional<String> shop() {
        return Optional.ofNullable(properties.getProperty(SHOP));
    }

    /** The table of the finished demo, if what it left in the database is still there. */
    Optional<String> evaluation(Supplier<String> state) {
        return Optional.ofNullable(properties.getProperty(EVALUATION))
                .filter(table -> state.get().equals(properties.getProperty(STATE)));
    }

    void begin(String shop) {
        properties.clear();
        properties.setProperty(SHOP, shop);
        write();
    }

    void finish(String state, String evaluation) {
        properties.setProperty(STATE, state);
        properties.setProperty(EVALUATION, evaluation);
        write();
    }

    private void write() {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "What `blade demo` did in this home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
