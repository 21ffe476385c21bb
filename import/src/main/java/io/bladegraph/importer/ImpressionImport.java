// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings recommendations that were shown, and what came of them, into a graph.
 *
 * <p>One relationship per impression id: a later file that knows more (the purchase came) updates it.
 */
public final class ImpressionImport {
    private static final List<String> COLUMNS =
            List.of("id", "customer", "product", "shownAt", "clickedAt", "cartAt", "purchasedAt");

    private final GraphTarget target;
    private final Monitor monitor;

    /** An import into a target. */
    public ImpressionImport(GraphTarget target, Monitor monitor) {
        this.target = target;
        this.monitor = monitor;
    }

    /**
     * Reads and checks a file, then writes what is new.
     *
     * @param file with the columns id, customer, product, shownAt, clickedAt, cartAt, purchasedAt
     * @param format how it is laid out
     * @param features further columns, which become properties
     * @param times how times are written
     * @return a report for the user
     */
    public String run(Path file, FileFormat format, List<PropertyColumn> features, TimeFormat times) {
        Map<String, Relationship> shown = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(COLUMNS);
        features.forEach(feature -> names.add(feature.column()));
        LineReport report = new DelimitedFile(file, format).read(names, (values, lines) -> {
            if (shown.put(values.get(0), relationship(values, features, times)) != null) {
                lines.skip("an earlier line of the same id");
            }
        });
        target.putNodes(new NodeSchema(ShopGraph.CUSTOMER, List.of()), nodes(shown, true), monitor);
        target.putNodes(new NodeSchema(ShopGraph.PRODUCT, List.of()), nodes(shown, false), monitor);
        RelationshipSchema schema =
                ShopGraph.shown(features.stream().map(PropertyColumn::property).toList());
        RelationshipDiff diff = target.put(schema, new ArrayList<>(shown.values()), monitor);
        return report + System.lineSeparator() + diff.describe(schema);
    }

    private static Relationship relationship(List<String> values, List<PropertyColumn> features, TimeFormat times) {
        for (int i = 0; i < 4; i++) {
            if (values.get(i).isEmpty()) {
                throw new IllegalArgumentException("no " + COLUMNS.get(i));
            }
        }
        List<Object> row = new ArrayList<>(List.of(values.get(0)));
        long before = Long.MIN_VALUE;
        for (int i = 3; i < COLUMNS.size(); i++) {
            Object at = Property.Type.DATETIME.parse(values.get(i), times);
            if (at instanceof Long time) {
                if (i == 3) {
                    before = time;
                } else if (time < before) {
                    throw new IllegalArgumentException(COLUMNS.get(i) + " is before shownAt");
                }
            }
            row.add(at);
        }
        row.addAll(Arrays.asList(ProductImport.values(values.subList(COLUMNS.size(), values.size()), features, times)));
        return Relationship.of(values.get(1), values.get(2), row.toArray());
    }

    private static List<Node> nodes(Map<String, Relationship> shown, boolean start) {
        return shown.values().stream()
                .map(row -> start ? row.start() : row.end())
                .distinct()
                .map(Node::of)
                .toList();
    }
}
