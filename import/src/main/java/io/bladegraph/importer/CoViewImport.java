// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings pairs of products that were viewed together into a graph.
 *
 * <p>A pair has no direction: it is stored once, from the smaller id to the larger. Its lines in one file add up; a
 * later file states the new total.
 */
public final class CoViewImport {
    private final GraphTarget target;
    private final Monitor monitor;

    /** An import into a target. */
    public CoViewImport(GraphTarget target, Monitor monitor) {
        this.target = target;
        this.monitor = monitor;
    }

    /**
     * The columns.
     *
     * @param product one product
     * @param other the other
     * @param views how often, if the file has such a column; else a line is one view
     */
    record Columns(Column product, Column other, Column views) {
        /** By their usual names. */
        static final Columns USUAL = new Columns(Column.PRODUCT, Column.OTHER, Column.VIEWS);
    }

    /** Two products, the smaller id first. */
    private record Pair(String first, String second) {}

    /** Reads and checks a file, then writes what is new; returns a report for the user. */
    String run(Path file, FileFormat format, Columns columns) {
        Map<Pair, Long> views = new LinkedHashMap<>();
        Ids ids = new Ids(format.missing());
        LineReport report = new DelimitedFile(file, format)
                .read(
                        List.of(columns.product(), columns.other(), columns.views()),
                        (values, lines) -> add(values, ids, views));
        List<Node> products = views.keySet().stream()
                .flatMap(pair -> List.of(pair.first(), pair.second()).stream())
                .distinct()
                .map(Node::of)
                .toList();
        target.putNodes(new NodeSchema(ShopGraph.PRODUCT, List.of()), products, monitor);
        List<Relationship> rows = views.entrySet().stream()
                .map(entry ->
                        Relationship.of(entry.getKey().first(), entry.getKey().second(), entry.getValue()))
                .toList();
        RelationshipDiff diff = target.put(ShopGraph.VIEWED_WITH, rows, monitor);
        return report + System.lineSeparator() + diff.describe(ShopGraph.VIEWED_WITH);
    }

    private static void add(List<String> values, Ids ids, Map<Pair, Long> views) {
        String product = ids.of("product", values.get(0));
        String other = ids.of("product", values.get(1));
        long number = values.get(2).isEmpty() ? 1 : Property.Type.parseLong(values.get(2));
        if (number <= 0) {
            throw new IllegalArgumentException("views must be above zero, but were `" + values.get(2) + "`");
        } else if (product.equals(other)) {
            throw new SkippedLine("a product viewed with itself");
        }
        boolean ordered = product.compareTo(other) < 0;
        views.merge(new Pair(ordered ? product : other, ordered ? other : product), number, Long::sum);
    }
}
