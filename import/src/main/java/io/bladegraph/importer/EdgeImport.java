// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings a ready edge list into a graph: source, target and, if there are several kinds, the relation.
 *
 * <p>Self-loops and repeated lines are skipped.
 */
public final class EdgeImport {
    private final GraphTarget target;
    private final Monitor monitor;

    /** An import into a target. */
    public EdgeImport(GraphTarget target, Monitor monitor) {
        this.target = target;
        this.monitor = monitor;
    }

    /**
     * What the columns mean.
     *
     * @param source column with the start
     * @param target column with the end
     * @param relation column with the relation, one without a name if all lines have the same
     * @param types relationship type by name of the relation; of a single type by the name ""
     */
    record Layout(Column source, Column target, Column relation, Map<String, String> types) {
        Layout {
            types = Map.copyOf(types);
        }
    }

    /** Which edges are kept. */
    public sealed interface Scope {
        /** All of them. */
        record All() implements Scope {}

        /** Those whose target is the source of another edge: lists of related products have sources only inside. */
        record Sources() implements Scope {}

        /**
         * Those with both ends in a catalog.
         *
         * @param ids of its products
         */
        record Catalog(Set<String> ids) implements Scope {}
    }

    /** The edges of one relation. */
    private record Edge(String source, String target) {}

    /**
     * Reads and checks a file, then writes what is new.
     *
     * @param file the list
     * @param format how it is laid out
     * @param layout what its columns mean
     * @param scope which edges are kept
     * @return a report for the user
     */
    String run(Path file, FileFormat format, Layout layout, Scope scope) {
        Map<String, Set<Edge>> edges = new LinkedHashMap<>();
        layout.types().values().stream().distinct().sorted().forEach(type -> edges.put(type, new LinkedHashSet<>()));
        Ids ids = new Ids(format.missing());
        List<Column> columns = List.of(layout.source(), layout.target(), layout.relation());
        LineReport report = new DelimitedFile(file, format).read(columns, (values, lines) -> {
            String type = layout.types().get(values.get(2));
            Edge edge = new Edge(ids.of("source", values.get(0)), ids.of("target", values.get(1)));
            add(edge, values.get(2), type == null ? null : edges.get(type), lines);
        });
        keep(edges, scope, report);
        return write(edges, report);
    }

    private static void add(Edge edge, String relation, Set<Edge> edges, LineReport report) {
        if (edges == null) {
            report.skip("relation `" + relation + "` not in `--map`");
        } else if (edge.source().equals(edge.target())) {
            report.skip("source and target are the same");
        } else if (!edges.add(edge)) {
            report.skip("repeated");
        }
    }

    private static void keep(Map<String, Set<Edge>> edges, Scope scope, LineReport report) {
        Set<String> ids = new LinkedHashSet<>();
        if (scope instanceof Scope.All) {
            return;
        } else if (scope instanceof Scope.Catalog catalog) {
            ids.addAll(catalog.ids());
        } else {
            edges.values().forEach(all -> all.forEach(edge -> ids.add(edge.source())));
        }
        edges.values()
                .forEach(all -> all.removeIf(edge -> {
                    boolean outside = !ids.contains(edge.source()) || !ids.contains(edge.target());
                    if (outside) {
                        report.skip("an end outside the catalog");
                    }
                    return outside;
                }));
        if (report.usedLines() == 0 && report.skippedLines() > 0) {
            report.note("warning: nothing is left; maybe the ids of the catalog are others");
        }
    }

    private String write(Map<String, Set<Edge>> edges, LineReport report) {
        Set<String> products = new LinkedHashSet<>();
        edges.values()
                .forEach(all -> all.forEach(edge -> {
                    products.add(edge.source());
                    products.add(edge.target());
                }));
        target.putNodes(
                new NodeSchema(ShopGraph.PRODUCT, List.of()),
                products.stream().map(Node::of).toList(),
                monitor);
        StringBuilder text = new StringBuilder(report.toString());
        edges.forEach((type, all) -> {
            RelationshipSchema schema =
                    new RelationshipSchema(type, ShopGraph.PRODUCT, ShopGraph.PRODUCT, List.of(), 0);
            List<Relationship> rows = all.stream()
                    .map(edge -> Relationship.of(edge.source(), edge.target()))
                    .toList();
            text.append(System.lineSeparator())
                    .append(target.put(schema, rows, monitor).describe(schema));
        });
        return text.toString();
    }
}
