// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @param file a line per product; the last line of an id wins
     * @param format how it is laid out
     * @param idColumn name of the column with the id
     * @param columns the properties
     * @param times how times are written
     * @return a report for the user
     */
    public String run(Path file, FileFormat format, String idColumn, List<PropertyColumn> columns, TimeFormat times) {
        Map<String, Node> products = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(List.of(idColumn));
        columns.forEach(column -> names.add(column.column()));
        LineReport report = new DelimitedFile(file, format).read(names, (values, lines) -> {
            String id = values.get(0);
            if (id.isEmpty()) {
                throw new IllegalArgumentException("no id");
            }
            products.put(id, Node.of(id, values(values.subList(1, values.size()), columns, times)));
        });
        List<Property> properties =
                columns.stream().map(PropertyColumn::property).toList();
        target.putNodes(new NodeSchema(ShopGraph.PRODUCT, properties), new ArrayList<>(products.values()), monitor);
        return report + System.lineSeparator() + ShopGraph.PRODUCT + ": " + products.size() + " written";
    }

    static Object[] values(List<String> texts, List<PropertyColumn> columns, TimeFormat times) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            PropertyColumn column = columns.get(i);
            try {
                values[i] = column.property().type().parse(texts.get(i), times);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("column `" + column.column() + "`: " + e.getMessage(), e);
            }
        }
        return values;
    }
}
