// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table in a text file: comma, tab, semicolon or pipe; plain, or gzip if the name ends in {@code .gz}.
 *
 * <p>Tab-separated values are taken as they stand; in all others a value may be quoted.
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
         * @param values of the wanted columns, trimmed
         * @param report where a line that is not wanted is skipped
         * @throws IllegalArgumentException if the line is bad; the message becomes the reason
         */
        void read(List<String> values, LineReport report);
    }

    /**
     * Reads the whole file.
     *
     * @param columns the wanted ones
     * @param reader called for every line, in order
     * @return what became of the lines
     * @throws ImportException if the file, a column or too many lines are not as they should be
     */
    LineReport read(List<String> columns, LineReader reader) {
        LineReport report = new LineReport(file);
        try (BufferedReader in = open()) {
            CSVFormat csv = csvFormat(in);
            try (CSVParser parser = csv.parse(in)) {
                readLines(parser, columns, reader, report);
            }
        } catch (NoSuchFileException e) {
            throw new ImportException("No file `" + file + "`.", e);
        } catch (CharacterCodingException e) {
            throw notReadable(
                    "it is not " + format.encoding() + ". Maybe set `--encoding`, for instance to ISO-8859-1", e);
        } catch (IOException | UncheckedIOException e) {
            throw notReadable(e.getMessage(), e);
        }
        report.check(format.maxBadLines());
        return report;
    }

    private void readLines(CSVParser parser, List<String> columns, LineReader reader, LineReport report) {
        int[] wanted = null;
        int width = 0;
        for (CSVRecord row : parser) {
            if (wanted == null) {
                List<String> names = format.header() ? row.toList() : numbered(row.size());
                wanted = positions(columns, names);
                width = names.size();
                if (format.header()) {
                    continue;
                }
            }
            report.line();
            if (row.size() != width) {
                report.bad(parser.getCurrentLineNumber(), "has " + row.size() + " columns instead of " + width);
                continue;
            }
            try {
                reader.read(
                        IntStream.of(wanted).mapToObj(i -> row.get(i).trim()).toList(), report);
            } catch (IllegalArgumentException e) {
                report.bad(parser.getCurrentLineNumber(), e.getMessage());
            }
        }
        if (wanted == null) {
            throw new ImportException("`" + file + "` is empty.");
        }
    }

    private int[] positions(List<String> columns, List<String> names) {
        return columns.stream()
                .mapToInt(column -> {
                    int position = names.indexOf(column);
                    if (position < 0) {
                        throw new ImportException("`" + file + "` has no column `" + column + "`. Its columns are: "
                                + String.join(", ", names) + ".");
                    }
                    return position;
                })
                .toArray();
    }

    private BufferedReader open() throws IOException {
        Charset charset;
        try {
            charset = Charset.forName(format.encoding());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ImportException("Unknown `--encoding` `" + format.encoding() + "`.", e);
        }
        InputStream in = Files.newInputStream(file);
        try {
            InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
            BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()), 1 << 16);
            skipByteOrderMark(reader);
            return reader;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    private CSVFormat csvFormat(BufferedReader in) throws IOException {
        char delimiter =
                switch (format.delimiter()) {
                    case "auto" -> mostFrequentDelimiter(in);
                    case "tab", "\\t" -> '\t';
                    default -> format.delimiter().charAt(0);
                };
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuote(delimiter == '\t' ? null : '"')
                .setIgnoreEmptyLines(true)
                .get();
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
