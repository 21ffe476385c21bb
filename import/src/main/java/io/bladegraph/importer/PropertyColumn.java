// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.List;

/**
 * A property that a column of a file fills.
 *
 * @param property of the graph
 * @param column of the file
 */
public record PropertyColumn(Property property, String column) {
    /** Those of them that hold times. */
    static List<Column> times(List<PropertyColumn> columns) {
        return columns.stream()
                .filter(column -> column.property().type() == Property.Type.DATETIME)
                .map(column -> Column.named(column.column()))
                .toList();
    }

    /**
     * Reads {@code NAME}, {@code NAME:TYPE}, {@code NAME=COLUMN} or {@code NAME=COLUMN:TYPE}.
     *
     * @param text for instance {@code category=i_category:long}; the type is string if none is given
     */
    public static PropertyColumn of(String text) {
        int equals = text.indexOf('=');
        int colon = text.lastIndexOf(':');
        String type = colon > equals ? text.substring(colon + 1) : "string";
        String end = colon > equals ? text.substring(equals + 1, colon) : text.substring(equals + 1);
        String name = equals < 0 ? end : text.substring(0, equals);
        return new PropertyColumn(new Property(name, Property.Type.of(type)), end);
    }
}
