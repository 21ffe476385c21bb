// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code neo4j.conf} with two authors: the lines above a mark are the user's and stay as they are, those below are
 * rewritten at each start. Neo4j refuses a key that stands twice, so a user's line whose key is also set below is kept
 * as a comment.
 */
final class Settings {
    static final String JVM = "server.jvm.additional";
    static final String HTTP_ADDRESS = "server.http.listen_address";
    static final String BOLT_ADDRESS = "server.bolt.listen_address";
    static final String HEAP = "server.memory.heap.max_size";
    static final String AUTH = "dbms.security.auth_enabled";
    private static final String MARK =
            "# --- `blade server start` rewrites what follows; put your own settings above ---";
    private static final String REPLACED = "# replaced below: ";
    private static final Pattern SETTING = Pattern.compile("\\s*([^#\\s=]+)\\s*=\\s*(.*?)\\s*");

    private final Path file;
    private final List<String> userLines = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> jvmOptions = new LinkedHashSet<>();

    private Settings(Path file) {
        this.file = file;
    }

    /**
     * Reads a configuration file; one that does not exist is empty.
     *
     * @param file the {@code neo4j.conf}
     */
    static Settings read(Path file) {
        Settings settings = new Settings(file);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            int mark = lines.contains(MARK) ? lines.indexOf(MARK) : lines.size();
            settings.userLines.addAll(lines.subList(0, mark));
            lines.subList(mark, lines.size()).forEach(settings::readOwn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private void readOwn(String line) {
        Matcher setting = SETTING.matcher(line);
        if (setting.matches() && !setting.group(1).equals(JVM)) {
            values.put(setting.group(1), setting.group(2));
        }
    }

    /** The value in force, if the file sets one. */
    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key))
                .or(() -> userValues(key).stream().reduce((a, b) -> b));
    }

    /** The port at the end of an address setting such as {@code 127.0.0.1:7474}. */
    int port(String key, int otherwise) {
        return get(key).map(address -> address.substring(address.lastIndexOf(':') + 1))
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    void put(String key, String value) {
        values.put(key, value);
    }

    /** Sets a value unless the user, or an earlier start, has set one. */
    void putDefault(String key, String value) {
        if (get(key).isEmpty()) {
            values.put(key, value);
        }
    }

    void addJvmOption(String option) {
        if (!userValues(JVM).contains(option)) {
            jvmOptions.add(option);
        }
    }

    /** All options for the Java virtual machine, the user's first. */
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(userValues(JVM));
        options.addAll(jvmOptions);
        return options;
    }

    /** Writes the file in one step: a crash leaves the old one or the new one. */
    void write() {
        List<String> lines = new ArrayList<>();
        for (String line : userLines) {
            boolean replaced = key(line).filter(values::containsKey).isPresent();
            lines.add(replaced ? REPLACED + line : line);
        }
        lines.add(MARK);
        values.forEach((key, value) -> lines.add(key + "=" + value));
        jvmOptions.forEach(option -> lines.add(JVM + "=" + option));
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, lines);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> userValues(String key) {
        return userLines.stream()
                .map(SETTING::matcher)
                .filter(setting -> setting.matches() && setting.group(1).equals(key))
                .map(setting -> setting.group(2))
                .toList();
    }

    private static Optional<String> key(String line) {
        Matcher setting = SETTING.matcher(line);
        return setting.matches() ? Optional.of(setting.group(1)) : Optional.empty();
    }
}
