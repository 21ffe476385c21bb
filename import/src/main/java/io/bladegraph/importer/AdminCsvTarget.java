// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Files for {@code neo4j-admin database import full}, which fills an empty database while no server runs.
 *
 * <p>One file per label and per type, {@code nodes-Product.csv}, {@code relationships-PURCHASED.csv}, and
 * {@code schema.cypher} to be run once afterwards. Written on {@link #close()}, because several inputs may describe the
 * same node.
 */
public final class AdminCsvTarget implements GraphTarget {
    private final Path folder;
    private final Map<String, Map<String, Map<Property, Object>>> nodes = new LinkedHashMap<>();
    private final Map<RelationshipSchema, List<Relationship>> relationships = new LinkedHashMap<>();

    /** Into a folder, which is made if absent. */
    public AdminCsvTarget(Path folder) {
        this.folder = folder;
    }

    @Override
    public void putNodes(NodeSchema schema, List<Node> rows, Monitor monitor) {
        Map<String, Map<Property, Object>> byId = nodes.computeIfAbsent(schema.label(), label -> new LinkedHashMap<>());
        for (Node row : rows) {
            Map<Property, Object> properties = byId.computeIfAbsent(row.id(), id -> new LinkedHashMap<>());
            for (int i = 0; i < row.values().size(); i++) {
                if (row.values().get(i) != null) {
                    properties.put(schema.properties().get(i), row.values().get(i));
                }
            }
        }
    }

    @Override
    public List<Relationship> read(RelationshipSchema schema, Monitor monitor) {
        return relationships.getOrDefault(schema, List.of());
    }

    @Override
    public void write(RelationshipSchema schema, RelationshipDiff diff, Monitor monitor) {
        Map<RelationshipSchema.Key, Relationship> rows = new LinkedHashMap<>();
        read(schema, monitor).forEach(row -> rows.put(schema.key(row), row));
        diff.deleted().forEach(row -> rows.remove(schema.key(row)));
        diff.updated().forEach(row -> rows.put(schema.key(row), row));
        diff.created().forEach(row -> rows.put(schema.key(row), row));
        relationships.put(schema, new ArrayList<>(rows.values()));
    }

    @Override
    public void close() {
        try {
            Files.createDirectories(folder);
            for (String label : nodes.keySet()) {
                writeNodes(label, nodes.get(label));
            }
            for (RelationshipSchema schema : relationships.keySet()) {
                writeRelationships(schema, relationships.get(schema));
            }
            Files.writeString(
                    folder.resolve("schema.cypher"),
                    nodes.keySet().stream()
                            .map(label ->
                                    "CREATE CONSTRAINT IF NOT EXISTS FOR (n:" + label + ") REQUIRE n.id IS UNIQUE;\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to `" + folder + "`: " + e.getMessage(), e);
        }
    }

    private void writeNodes(String label, Map<String, Map<Property, Object>> rows) throws IOException {
        List<Property> properties = rows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
        try (CSVPrinter csv = open("nodes-" + label + ".csv")) {
            csv.printRecord(header(List.of("id:ID(" + label + ")"), properties, ":LABEL"));
            for (Map.Entry<String, Map<Property, Object>> row : rows.entrySet()) {
                csv.print(row.getKey());
                for (Property property : properties) {
                    csv.print(property.type().toText(row.getValue().get(property)));
                }
                csv.print(label);
                csv.println();
            }
        }
    }

    private void writeRelationships(RelationshipSchema schema, List<Relationship> rows) throws IOException {
        List<String> ends = List.of(":START_ID(" + schema.startLabel() + ")", ":END_ID(" + schema.endLabel() + ")");
        try (CSVPrinter csv = open("relationships-" + schema.type() + ".csv")) {
            csv.printRecord(header(ends, schema.properties(), ":TYPE"));
            for (Relationship row : rows) {
                csv.print(row.start());
                csv.print(row.end());
                for (int i = 0; i < row.values().size(); i++) {
                    csv.print(schema.properties()
                            .get(i)
                            .type()
                            .toText(row.values().get(i)));
                }
                csv.print(schema.type());
                csv.println();
            }
        }
    }

    private static List<String> header(List<String> first, List<Property> properties, String last) {
        List<String> header = new ArrayList<>(first);
        properties.forEach(
                property -> header.add(property.name() + ":" + property.type().adminName()));
        header.add(last);
        return header;
    }

    private CSVPrinter open(String name) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(folder.resolve(name));
        return new CSVPrinter(
                out, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    }
}
