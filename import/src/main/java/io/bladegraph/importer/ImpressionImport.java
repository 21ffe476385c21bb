// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings recommendations that were shown, and what came of them, into a graph.
 *
 * <p>One relationship per impression id: a later file that knows more (the purchase came) updates it.
 */
public final class ImpressionImport {
    private static final List<Column> IDS =
            List.of(Column.named("id"), Column.CUSTOMER.withoutOption(), Column.PRODUCT.withoutOption());

    /** What is shown comes first; the rest comes of it. */
    private static final List<PropertyColumn> TIMES = List.of(
            PropertyColumn.of("at=shownAt:datetime"),
            PropertyColumn.of("clickedAt:datetime"),
            PropertyColumn.of("cartAt:datetime"),
            PropertyColumn.of("purchasedAt:datetime"));

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
     * @param path of a file with the columns id, customer, product, shownAt, clickedAt, cartAt, purchasedAt
     * @param format how it is laid out
     * @param features further columns, which become properties
     * @param times how times are written
     * @return a report for the user
     */
    public String run(Path path, FileFormat format, List<PropertyColumn> features, TimeFormat times) {
        Map<String, Relationship> shown = new LinkedHashMap<>();
        List<PropertyColumn> properties = new ArrayList<>(TIMES);
        properties.addAll(features);
        List<Column> columns = new ArrayList<>(IDS);
        properties.forEach(property -> columns.add(Column.named(property.column())));
        DelimitedFile file = new DelimitedFile(path, format);
        TimeFormat seen = file.times(times, PropertyColumn.times(properties));
        Ids ids = new Ids(format.missing());
        LineReport report = file.read(columns, (values, lines) -> {
            String id = ids.of("id", values.get(0));
            String customer = ids.of("customer", values.get(1));
            String product = ids.of("product", values.get(2));
            List<Object> row = new ArrayList<>(List.of(id));
            row.addAll(Arrays.asList(ProductImport.values(
                    values.subList(IDS.size(), values.size()), properties, seen, format.missing())));
            checkTimes(row.subList(1, 1 + TIMES.size()), lines);
            if (shown.put(id, Relationship.of(customer, product, row.toArray())) != null) {
                lines.skip("an earlier line of the same id");
            }
        });
        report.noteFormat(times, seen);
        target.putNodes(new NodeSchema(ShopGraph.CUSTOMER, List.of()), nodes(shown, true), monitor);
        target.putNodes(new NodeSchema(ShopGraph.PRODUCT, List.of()), nodes(shown, false), monitor);
        RelationshipSchema schema =
                ShopGraph.shown(features.stream().map(PropertyColumn::property).toList());
        RelationshipDiff diff = target.put(schema, new ArrayList<>(shown.values()), monitor);
        return report + System.lineSeparator() + diff.describe(schema);
    }

    private static void checkTimes(List<Object> times, LineReport report) {
        if (!(times.get(0) instanceof Long shownAt)) {
            throw new IllegalArgumentException("no shownAt");
        }
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i) instanceof Long time && time < shownAt) {
                throw new IllegalArgumentException(TIMES.get(i).column() + " is before shownAt");
            }
        }
        times.stream().filter(Objects::nonNull).forEach(time -> report.time((Long) time));
    }

    private static List<Node> nodes(Map<String, Relationship> shown, boolean start) {
        return shown.values().stream()
                .map(row -> start ? row.start() : row.end())
                .distinct()
                .map(Node::of)
                .toList();
    }
}
