// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings products into a graph whose properties stand in parallel files: line i of each is about product i.
 *
 * <p>A property has two files: one holds, per product, the positions of its values; the other the values, one a line.
 * Products get a list of texts.
 */
public final class ProductLinesImport {
    private final GraphTarget target;
    private final Monitor monitor;

    /** An import into a target. */
    public ProductLinesImport(GraphTarget target, Monitor monitor) {
        this.target = target;
        this.monitor = monitor;
    }

    /**
     * The files of a property.
     *
     * @param positions per product, positions in {@code values} counted from 0 and separated by blanks; may be empty
     * @param values one a line
     */
    public record Lookup(Path positions, Path values) {}

    /**
     * Reads and checks all files, then writes what is new.
     *
     * @param ids one a line
     * @param lookups by name of the property
     * @return a report for the user
     */
    public String run(Path ids, Map<String, Lookup> lookups) {
        List<String> products = new Ids(FileFormat.DEFAULT.missing()).ofLines(ids);
        List<List<List<String>>> columns = new ArrayList<>();
        List<Property> properties = new ArrayList<>();
        lookups.forEach((name, lookup) -> {
            properties.add(new Property(name, Property.Type.STRINGS));
            columns.add(lookUp(lookup, products.size()));
        });
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            int line = i;
            if (products.get(i).isEmpty()) {
                throw new ImportException("Line " + (i + 1) + " of `" + ids + "` has no id.");
            }
            nodes.add(Node.of(
                    products.get(i),
                    columns.stream().map(column -> column.get(line)).toArray()));
        }
        target.putNodes(new NodeSchema(ShopGraph.PRODUCT, properties), nodes, monitor);
        return ShopGraph.PRODUCT + ": " + nodes.size() + " written";
    }

    private static List<List<String>> lookUp(Lookup lookup, int size) {
        List<String> values = TextLines.of(lookup.values());
        List<String> lines = TextLines.of(lookup.positions());
        if (lines.size() != size) {
            throw new ImportException("`" + lookup.positions() + "` has " + lines.size() + " lines, but there are "
                    + size + " products.");
        }
        List<List<String>> column = new ArrayList<>();
        for (String line : lines) {
            List<String> found = new ArrayList<>();
            for (String position : line.trim().split("\\s+", -1)) {
                if (!position.isEmpty()) {
                    found.add(value(position, values, lookup.positions(), column.size() + 1));
                }
            }
            column.add(found.isEmpty() ? null : found);
        }
        return column;
    }

    private static String value(String position, List<String> values, Path file, int line) {
        if (!position.matches("\\d{1,9}") || Integer.parseInt(position) >= values.size()) {
            throw new ImportException("Line " + line + " of `" + file + "` names position `" + position
                    + "`, but positions are whole numbers from 0 to " + (values.size() - 1) + ".");
        }
        return values.get(Integer.parseInt(position));
    }
}
