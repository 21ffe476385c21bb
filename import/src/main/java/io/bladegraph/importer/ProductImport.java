// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings products with typed properties into a graph; an empty value leaves a property as it is. */
public final class ProductImport {
    private final GraphTarget target;
    private final Monitor monitor;

    /** An import into a target. */
    public ProductImport(GraphTarget target, Monitor monitor) {
        this.target = target;
        this.monitor = monitor;
    }

    /**
     * Reads and checks a file, then writes what is new.
     *
     * @param path of a file with a line per product; the last line of an id wins
     * @param format how it is laid out
     * @param idColumn column with the id
     * @param columns the properties
     * @param times how times are written
     * @return a report for the user
     */
    String run(Path path, FileFormat format, Column idColumn, List<PropertyColumn> columns, TimeFormat times) {
        Map<String, Node> products = new LinkedHashMap<>();
        List<Column> wanted = new ArrayList<>(List.of(idColumn));
        columns.forEach(column -> wanted.add(Column.named(column.column())));
        DelimitedFile file = new DelimitedFile(path, format);
        TimeFormat seen = file.times(times, PropertyColumn.times(columns));
        Ids ids = new Ids(format.missing());
        LineReport report = file.read(wanted, (values, lines) -> {
            String id = ids.of("id", values.get(0));
            products.put(id, Node.of(id, values(values.subList(1, values.size()), columns, seen, format.missing())));
        });
        report.noteFormat(times, seen);
        List<Property> properties =
                columns.stream().map(PropertyColumn::property).toList();
        target.putNodes(new NodeSchema(ShopGraph.PRODUCT, properties), new ArrayList<>(products.values()), monitor);
        return report + System.lineSeparator() + ShopGraph.PRODUCT + ": " + products.size() + " written";
    }

    static Object[] values(List<String> texts, List<PropertyColumn> columns, TimeFormat times, Set<String> missing) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            PropertyColumn column = columns.get(i);
            try {
                values[i] = missing.contains(texts.get(i))
                        ? null
                        : column.property().type().parse(texts.get(i), times);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("column `" + column.column() + "`: " + e.getMessage(), e);
            }
        }
        return values;
    }
}
