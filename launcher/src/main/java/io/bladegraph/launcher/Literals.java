// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the value of a {@code --param}: numbers, {@code true}, {@code false}, {@code null}, quoted strings, lists and
 * maps as in JSON or Cypher. Anything else is a string, so that {@code --param id=P-17} needs no quotes.
 */
final class Literals {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d+\\.\\d+([eE][-+]?\\d+)?|\\d+[eE][-+]?\\d+)");
    private static final Pattern WORD = Pattern.compile("[^\\s,:\\[\\]{}\"']+");

    private final String text;
    private int position;

    private Literals(String text) {
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @param text what stands after {@code name=}
     */
    static Object parse(String text) {
        String stripped = text.strip();
        boolean structured = !stripped.isEmpty() && "[{\"'".indexOf(stripped.charAt(0)) >= 0;
        if (!structured) {
            return scalar(text);
        }
        Literals literals = new Literals(stripped);
        Object value = literals.value();
        literals.skipSpace();
        if (literals.position < stripped.length()) {
            throw literals.unexpected("the end");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        return switch (peek()) {
            case '[' -> list();
            case '{' -> map();
            case '"', '\'' -> quoted();
            default -> scalar(word("a value"));
        };
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        position++;
        while (!closes(']', list.isEmpty())) {
            list.add(value());
        }
        return list;
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        position++;
        while (!closes('}', map.isEmpty())) {
            skipSpace();
            String key = peek() == '"' || peek() == '\'' ? quoted() : word("a key");
            skipSpace();
            if (peek() != ':') {
                throw unexpected("`:`");
            }
            position++;
            map.put(key, value());
        }
        return map;
    }

    /** Steps over the closing bracket, or over the comma that has to stand before every element but the first. */
    private boolean closes(char bracket, boolean first) {
        skipSpace();
        if (peek() == bracket) {
            position++;
            return true;
        }
        if (!first) {
            if (peek() != ',') {
                throw unexpected("`,` or `" + bracket + "`");
            }
            position++;
        }
        return false;
    }

    private String quoted() {
        char quote = text.charAt(position);
        StringBuilder string = new StringBuilder();
        for (position++; peek() != quote; position++) {
            if (peek() == 0) {
                throw unexpected("`" + quote + "`");
            }
            if (peek() == '\\') {
                position++;
                string.append(escaped());
            } else {
                string.append(peek());
            }
        }
        position++;
        return string.toString();
    }

    private char escaped() {
        return switch (peek()) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\', '"', '\'', '/' -> peek();
            default -> throw unexpected("one of n, t, \\, /, \" and ' after \\");
        };
    }

    private String word(String expected) {
        Matcher word = WORD.matcher(text).region(position, text.length());
        if (!word.lookingAt()) {
            throw unexpected(expected);
        }
        position = word.end();
        return word.group();
    }

    private static Object scalar(String text) {
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> text;
        };
    }

    private void skipSpace() {
        while (Character.isWhitespace(peek())) {
            position++;
        }
    }

    /** The current character, or 0 at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private IllegalArgumentException unexpected(String expected) {
        String found = position < text.length() ? "`" + text.substring(position) + "`" : "the end";
        return new IllegalArgumentException(
                "`--param` must have " + expected + " at character " + (position + 1) + ", but was " + found + ".");
    }
}
