// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.jr.ob.JSON;

/** What is known of a night so far, step by step. */
final class NightReport {
    private static final String SECONDS = "seconds";

    /** What Neo4j puts before the message of a procedure. */
    private static final Pattern WRAPPING =
            Pattern.compile("^Failed to invoke procedure `[^`]*`: Caused by: [\\w.$]+: ");

    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, Object> steps = new LinkedHashMap<>();
    private final NightLog log;
    private final long began = System.nanoTime();

    NightReport(String model, NightLog log) {
        this.log = log;
        content.put("model", model);
        content.put("started", now());
        log.say("begin      model `" + model + "`");
    }

    /** Runs a step and keeps what it returns, and how long it took. */
    Map<String, Object> step(String name, Supplier<Map<String, Object>> work) {
        long start = System.nanoTime();
        log.say(String.format(Locale.ROOT, "%-10s begins", name));
        Map<String, Object> result = work.get();
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put(SECONDS, secondsSince(start));
        kept.putAll(result);
        steps.put(name, kept);
        log.say(String.format(Locale.ROOT, "%-10s done in %.1f s%s", name, secondsSince(start), counts(result)));
        return result;
    }

    /** The counts of a result, which are what people look at first. */
    private static String counts(Map<String, Object> result) {
        StringBuilder text = new StringBuilder();
        result.forEach((key, value) -> {
            if (value instanceof Long count) {
                text.append(String.format(Locale.ROOT, ", %s %,d", key, count));
            }
        });
        return text.toString();
    }

    void say(String text) {
        log.say(text);
    }

    /** Keeps why something failed; the first reason is the one that counts. */
    void fail(Exception reason) {
        String message = WRAPPING.matcher(String.valueOf(reason.getMessage())).replaceFirst("");
        log.say("failure    " + message);
        content.putIfAbsent("failure", message);
    }

    /** Replaces the report of the night before; each file in one step. */
    void write(Path folder, Outcome outcome) throws IOException {
        content.put("ended", now());
        content.put(SECONDS, secondsSince(began));
        content.put("outcome", outcome.word());
        content.put("exitCode", outcome.exitCode());
        content.put("meaning", outcome.meaning());
        content.put("steps", steps);
        String json = JSON.std
                .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                .asString(content);
        replace(folder.resolve("report.json"), json + "\n");
        replace(folder.resolve("report.html"), new ReportPage(content).html());
    }

    private static void replace(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }
}
