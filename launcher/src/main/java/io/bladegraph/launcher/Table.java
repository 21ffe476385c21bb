// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;

/**
 * Rows in aligned columns, numbers to the right.
 *
 * @param columns the headings
 * @param rows as many values per row as there are headings
 */
record Table(List<String> columns, List<List<Value>> rows) {
    private static final int LONGEST_NUMBER_LIST = 6;

    /** Prints heading, rule and rows, each indented by {@code indent}. */
    void print(PrintWriter out, String indent) {
        List<List<String>> cells =
                rows.stream().map(row -> row.stream().map(Table::show).toList()).toList();
        int[] widths = IntStream.range(0, columns.size())
                .map(column -> Math.max(
                        width(columns.get(column)),
                        cells.stream()
                                .mapToInt(row -> width(row.get(column)))
                                .max()
                                .orElse(0)))
                .toArray();
        boolean[] right = new boolean[widths.length];
        for (int column = 0; column < right.length; column++) {
            int current = column;
            right[column] = !rows.isEmpty() && rows.stream().allMatch(row -> isNumberOrNull(row.get(current)));
        }
        out.println(line(indent, columns, widths, right));
        out.println(line(indent, IntStream.of(widths).mapToObj("-"::repeat).toList(), widths, right));
        cells.forEach(row -> out.println(line(indent, row, widths, right)));
    }

    private static String line(String indent, List<String> cells, int[] widths, boolean[] right) {
        StringJoiner line = new StringJoiner("  ", indent, "");
        for (int column = 0; column < widths.length; column++) {
            String space = " ".repeat(widths[column] - width(cells.get(column)));
            line.add(right[column] ? space + cells.get(column) : cells.get(column) + space);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isNumberOrNull(Value value) {
        return value.isNull() || value.asObject() instanceof Number;
    }

    private static String show(Value value) {
        return value.isNull()
                ? "null"
                : value.asObject() instanceof String text ? oneLine(text) : show(value.asObject());
    }

    private static String show(Object value) {
        if (value instanceof String text) {
            return "'" + oneLine(text) + "'";
        }
        if (value instanceof Node node) {
            return "(" + labels(node) + properties(node.asMap()) + ")";
        }
        if (value instanceof Relationship relationship) {
            return "[:" + relationship.type() + properties(relationship.asMap()) + "]";
        }
        if (value instanceof Path path) {
            return show(path);
        }
        if (value instanceof List<?> list) {
            return show(list);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + show(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }

    /** Embeddings are lists of many numbers, which nobody reads and which would push all else off the screen. */
    private static String show(List<?> list) {
        boolean vector = list.size() > LONGEST_NUMBER_LIST && list.stream().allMatch(Number.class::isInstance);
        String shown = list.stream()
                .limit(vector ? 3 : list.size())
                .map(Table::show)
                .collect(Collectors.joining(", ", "[", ""));
        return shown + (vector ? ", ... " + list.size() + " numbers]" : "]");
    }

    private static String show(Path path) {
        StringBuilder text = new StringBuilder(show((Object) path.start()));
        for (Path.Segment segment : path) {
            boolean forward =
                    segment.start().elementId().equals(segment.relationship().startNodeElementId());
            text.append(forward ? "-" : "<-")
                    .append(show((Object) segment.relationship()))
                    .append(forward ? "->" : "-")
                    .append(show((Object) segment.end()));
        }
        return text.toString();
    }

    private static String labels(Node node) {
        return StreamSupport.stream(node.labels().spliterator(), false)
                .map(label -> ":" + label)
                .collect(Collectors.joining());
    }

    private static String properties(Map<String, Object> properties) {
        return properties.isEmpty() ? "" : " " + show((Object) properties);
    }

    private static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
