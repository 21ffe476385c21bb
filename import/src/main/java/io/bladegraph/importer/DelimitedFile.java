// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table in a text file: comma, tab, semicolon or pipe; plain or gzip.
 *
 * <p>Tab-separated values are taken as they stand; in all others a value may be quoted. Names and values are trimmed.
 */
public final class DelimitedFile {
    private final Path file;
    private final FileFormat format;

    /** A file of that format; nothing is opened yet. */
    public DelimitedFile(Path file, FileFormat format) {
        this.file = file;
        this.format = format;
    }

    /** Takes the values of one line. */
    @FunctionalInterface
    interface LineReader {
        /**
         * Called once per line.
         *
         * @param values of the wanted columns, trimmed; "" for a column that the file does without
         * @param report where a line that is not wanted is skipped
         * @throws SkippedLine if the line is not wanted; the message becomes the reason
         * @throws IllegalArgumentException if the line is bad; the message becomes the reason
         */
        void read(List<String> values, LineReport report);
    }

    /** What is done with an open file. */
    @FunctionalInterface
    private interface Work {
        void on(DelimitedReader rows) throws IOException;
    }

    /**
     * Reads the whole file.
     *
     * @param columns the wanted ones
     * @param reader called for every line, in order
     * @return what became of the lines
     * @throws ImportException if the file, a column or too many lines are not as they should be
     */
    LineReport read(List<Column> columns, LineReader reader) {
        LineReport report = new LineReport(file);
        open(rows -> readLines(rows, columns, reader, report));
        report.check(format.maxBadLines());
        return report;
    }

    /**
     * The format of the times of this file, which is looked for only if the user named none.
     *
     * @param times as the user named it
     * @param columns with times
     * @return a format that is no longer {@link TimeFormat#AUTO}
     * @throws ImportException if days and months cannot be told apart
     */
    TimeFormat times(TimeFormat times, List<Column> columns) {
        if (!times.isAuto()) {
            return times;
        }
        DateOrder order = new DateOrder(file);
        if (columns.isEmpty()) {
            return times.as(order.format());
        }
        open(rows -> {
            int[] wanted = null;
            DelimitedReader.Row row = rows.next();
            for (; row != null && !order.isDecided(); row = rows.next()) {
                if (wanted == null) {
                    wanted = positions(columns, names(row));
                    if (format.header()) {
                        continue;
                    }
                }
                for (int i : wanted) {
                    if (i >= 0 && i < row.values().size()) {
                        order.see(row.values().get(i));
                    }
                }
            }
        });
        return times.as(order.format());
    }

    private void readLines(DelimitedReader rows, List<Column> columns, LineReader reader, LineReport report)
            throws IOException {
        int[] wanted = null;
        int width = 0;
        for (DelimitedReader.Row row = rows.next(); row != null; row = rows.next()) {
            if (wanted == null) {
                List<String> names = names(row);
                wanted = positions(columns, names);
                width = names.size();
                if (format.header()) {
                    noteChoices(columns, wanted, names, report);
                    continue;
                }
            }
            report.line();
            readLine(row, wanted, width, reader, report);
        }
        if (wanted == null) {
            throw new ImportException("`" + file + "` is empty.");
        }
    }

    private static void readLine(
            DelimitedReader.Row row, int[] wanted, int width, LineReader reader, LineReport report) {
        if (row.fault() != null) {
            report.bad(row.line(), row.fault());
            return;
        } else if (row.values().size() != width) {
            report.bad(row.line(), "has " + row.values().size() + " columns instead of " + width);
            return;
        }
        try {
            reader.read(
                    IntStream.of(wanted)
                            .mapToObj(i -> i < 0 ? "" : row.values().get(i))
                            .toList(),
                    report);
        } catch (SkippedLine e) {
            report.skip(e.getMessage());
        } catch (IllegalArgumentException e) {
            report.bad(row.line(), e.getMessage());
        }
    }

    private List<String> names(DelimitedReader.Row first) {
        if (first.fault() != null) {
            throw notReadable("in line " + first.line() + " " + first.fault(), null);
        }
        return format.header() ? first.values() : numbered(first.values().size());
    }

    private int[] positions(List<Column> columns, List<String> names) {
        return columns.stream()
                .mapToInt(column -> column.position("`" + file + "`", names))
                .toArray();
    }

    private static void noteChoices(List<Column> columns, int[] positions, List<String> names, LineReport report) {
        for (int i = 0; i < positions.length; i++) {
            Column column = columns.get(i);
            boolean told = column.usual().isEmpty() || positions[i] < 0;
            if (!told && !names.get(positions[i]).equals(column.name())) {
                report.note("`" + names.get(positions[i]) + "` taken as " + column.name());
            }
        }
    }

    private void open(Work work) {
        try (BufferedReader in = TextFile.open(file, format.encoding())) {
            char delimiter = delimiter(in);
            work.on(new DelimitedReader(in, delimiter, delimiter != '\t'));
        } catch (NoSuchFileException e) {
            throw new ImportException("No file `" + file + "`.", e);
        } catch (CharacterCodingException e) {
            throw notReadable(
                    "it is not " + format.encoding() + ". Maybe set `--encoding`, for instance to ISO-8859-1", e);
        } catch (IOException | UncheckedIOException e) {
            throw notReadable(e.getMessage(), e);
        }
    }

    private char delimiter(BufferedReader in) throws IOException {
        return switch (format.delimiter()) {
            case "auto" -> mostFrequentDelimiter(in);
            case "tab", "\\t" -> '\t';
            default -> format.delimiter().charAt(0);
        };
    }

    /** Looks at the first line only, and leaves the reader where it was. */
    private static char mostFrequentDelimiter(BufferedReader in) throws IOException {
        int limit = 1 << 15;
        in.mark(limit);
        int[] counts = new int[4];
        String delimiters = "\t,;|";
        int next = in.read();
        for (int read = 1; read < limit && next >= 0 && next != '\n'; read++) {
            int kind = delimiters.indexOf(next);
            if (kind >= 0) {
                counts[kind]++;
            }
            next = in.read();
        }
        in.reset();
        int best = IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
        return counts[best] == 0 ? ',' : delimiters.charAt(best);
    }

    private ImportException notReadable(String reason, Exception cause) {
        return new ImportException("Cannot read `" + file + "`: " + reason + ".", cause);
    }

    private static List<String> numbered(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(String::valueOf).toList();
    }
}
