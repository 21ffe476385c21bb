// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the rows of a delimited text, each with the line on which it begins.
 *
 * <p>An odd quote costs the line on which it opens and no other: the lines behind it are read again as rows.
 */
final class DelimitedReader {
    /** A quoted value with more line ends than this is taken for one whose quote was never closed. */
    private static final int LONGEST_VALUE = 1_000;

    private final BufferedReader in;
    private final char delimiter;
    private final boolean quotes;
    private final Deque<String> again = new ArrayDeque<>();
    private final List<String> behind = new ArrayList<>();
    private long number;
    private String line = "";
    private int at;

    DelimitedReader(BufferedReader in, char delimiter, boolean quotes) {
        this.in = in;
        this.delimiter = delimiter;
        this.quotes = quotes;
    }

    /**
     * A row.
     *
     * @param line on which it begins, from 1
     * @param values trimmed
     * @param fault why there are no values, or null
     */
    record Row(long line, List<String> values, String fault) {}

    /** An odd quote; the message says how odd. */
    private static final class OddQuote extends RuntimeException {
        private static final long serialVersionUID = 1;

        OddQuote(String message) {
            super(message, null, false, false);
        }
    }

    /** The next row that is not blank, or null. */
    Row next() throws IOException {
        do {
            line = nextLine();
        } while (line != null && Texts.trim(line).isEmpty());
        if (line == null) {
            return null;
        }
        long begun = number;
        behind.clear();
        try {
            return new Row(begun, values(), null);
        } catch (OddQuote e) {
            for (int i = behind.size(); i > 0; i--) {
                again.addFirst(behind.get(i - 1));
            }
            number = begun;
            return new Row(begun, List.of(), e.getMessage());
        }
    }

    private List<String> values() throws IOException {
        List<String> values = new ArrayList<>();
        at = 0;
        while (at <= line.length()) {
            int start = at;
            while (start < line.length() && line.charAt(start) != delimiter && Texts.isBlank(line.charAt(start))) {
                start++;
            }
            boolean quoted = quotes && start < line.length() && line.charAt(start) == '"';
            values.add(Texts.trim(quoted ? quoted(start + 1) : plain()));
        }
        return values;
    }

    /** Up to the next delimiter; leaves {@code at} behind it. */
    private String plain() {
        int end = line.indexOf(delimiter, at);
        String value = line.substring(at, end < 0 ? line.length() : end);
        at = (end < 0 ? line.length() : end) + 1;
        return value;
    }

    /** Up to the closing quote; leaves {@code at} behind the delimiter that follows it. */
    private String quoted(int start) throws IOException {
        StringBuilder value = new StringBuilder();
        int from = start;
        while (true) {
            int quote = line.indexOf('"', from);
            if (quote < 0) {
                value.append(line, from, line.length()).append('\n');
                goOn(value);
                from = 0;
            } else if (quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
                value.append(line, from, quote + 1);
                from = quote + 2;
            } else {
                value.append(line, from, quote);
                at = quote + 1;
                if (!Texts.trim(plain()).isEmpty()) {
                    throw new OddQuote("a quoted value goes on behind its closing quote");
                }
                return value.toString();
            }
        }
    }

    private void goOn(StringBuilder value) throws IOException {
        String next = behind.size() < LONGEST_VALUE ? nextLine() : null;
        if (next == null) {
            int shown = Math.min(20, value.indexOf("\n"));
            throw new OddQuote("a quote is opened before `" + value.substring(0, shown) + "` and not closed");
        }
        behind.add(next);
        line = next;
    }

    private String nextLine() throws IOException {
        String next = again.isEmpty() ? in.readLine() : again.removeFirst();
        if (next != null) {
            number++;
        }
        return next;
    }
}
