// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the lines of a file: used, skipped on purpose, or bad.
 *
 * <p>Skipped lines are fine and not wanted (a return, a fee); bad lines are not understood.
 */
public final class LineReport {
    private static final int SHOWN = 10;

    private final Path file;
    private final Map<String, Long> skipped = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long lines;
    private long bad;

    LineReport(Path file) {
        this.file = file;
    }

    void line() {
        lines++;
    }

    /** Counts the current line as skipped. */
    void skip(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    /** Says something about the whole file. */
    void note(String text) {
        notes.add(text);
    }

    /** Says how times were read, if the file decided. */
    void noteFormat(TimeFormat named, TimeFormat seen) {
        if (named.isAuto() && !seen.name().equals(TimeFormat.ISO_NAME)) {
            note("times read as `" + seen.name() + "`");
        }
    }

    /** Takes a time into account, in milliseconds since the epoch. */
    void time(long millis) {
        first = Math.min(first, millis);
        last = Math.max(last, millis);
    }

    void bad(long lineNumber, String reason) {
        bad++;
        if (examples.size() < SHOWN) {
            examples.add("  line " + lineNumber + ": " + reason);
        }
    }

    /** Lines read, without the header and empty ones. */
    public long lines() {
        return lines;
    }

    /** Lines that were not understood. */
    public long badLines() {
        return bad;
    }

    /** Lines left out on purpose. */
    public long skippedLines() {
        return skipped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Lines that are neither skipped nor bad. */
    long usedLines() {
        return lines - skippedLines() - bad;
    }

    /** Refuses the file if it has too many bad lines; a negative limit stands for 1 % of the lines. */
    void check(long maxBadLines) {
        long allowed = maxBadLines < 0 ? lines / 100 : maxBadLines;
        if (bad > allowed) {
            throw new ImportException(String.format(
                    Locale.ROOT,
                    "`%s` has %,d bad lines of %,d, more than the %,d that `--max-bad-lines` allows. Nothing was imported.%n%s",
                    file,
                    bad,
                    lines,
                    allowed,
                    String.join(System.lineSeparator(), examples)));
        }
    }

    /** One line of figures, the reasons for skipped lines, the first and last time, and the first ten bad lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d lines, %,d used, %,d skipped, %,d bad",
                file.getFileName(),
                lines,
                usedLines(),
                skippedLines(),
                bad));
        skipped.forEach(
                (reason, count) -> text.append(String.format(Locale.ROOT, "%n  skipped %,d: %s", count, reason)));
        notes.forEach(note -> text.append(System.lineSeparator()).append("  ").append(note));
        if (first <= last) {
            text.append(
                    String.format("%n  times from %s to %s", Instant.ofEpochMilli(first), Instant.ofEpochMilli(last)));
        }
        examples.forEach(example -> text.append(System.lineSeparator()).append(example));
        return text.toString();
    }
}
