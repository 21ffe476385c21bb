// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import io.bladegraph.Monitor;
import io.bladegraph.conversion.FeatureSchema;
import io.bladegraph.conversion.FeatureTable;
import io.bladegraph.plugin.config.Moments;
import io.bladegraph.plugin.config.QueryColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Events and what came of them, as a query returned them. Columns that it does not return are empty.
 *
 * @param ids what the caller calls the rows; null without the column
 * @param features of the rows
 * @param eventAt epoch milliseconds
 * @param convertedAt epoch milliseconds, or {@link #ABSENT}
 * @param signals when each signal of engagement was seen, by its name; epoch milliseconds, or {@link #ABSENT}
 */
public record EventTable(
        List<Object> ids, FeatureTable features, Times eventAt, Times convertedAt, Map<String, Times> signals) {
    /** A time that does not exist. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final List<String> COLUMNS = List.of("id", "features", "eventAt", "convertedAt", "engagedAt");
    private static final int REPORT_EVERY = 10_000;

    /** What a query must return, and how its features are read. */
    public record Demand(List<String> columns, FeatureSchema schema, int hashBuckets) {
        /** Of rows whose first one says which features there are. */
        public static Demand of(List<String> columns, int hashBuckets) {
            return new Demand(columns, null, hashBuckets);
        }

        /** Of rows for a model that knows its features. */
        public static Demand of(List<String> columns, FeatureSchema schema) {
            return new Demand(columns, schema, schema.buckets());
        }
    }

    /**
     * Runs a query in the caller's transaction.
     *
     * @param transaction the caller's
     * @param query a query that only reads
     * @param parameters of the query
     * @param demand what it must return
     * @param monitor hears of progress, may stop it
     * @return its rows
     * @throws IllegalArgumentException if a column or a value is not as it must be, or if there is no row
     */
    public static EventTable read(
            Transaction transaction, String query, Map<String, Object> parameters, Demand demand, Monitor monitor) {
        List<String> columns = QueryColumns.explained(transaction, query, parameters, demand.columns(), COLUMNS);
        FeatureTable features = demand.schema() == null ? null : new FeatureTable(demand.schema());
        var table = new EventTable(new ArrayList<>(), features, new Times(), new Times(), new TreeMap<>());
        try (Result result = transaction.execute(query, parameters)) {
            for (long row = 1; result.hasNext(); row++) {
                Map<String, Object> values = result.next();
                if (table.features == null) {
                    var schema = FeatureSchema.of(values.get("features"), demand.hashBuckets(), row);
                    table = table.with(new FeatureTable(schema));
                }
                table.add(values, columns, row);
                if (row % REPORT_EVERY == 0) {
                    monitor.progress("Read rows", row, 0);
                }
            }
        }
        if (table.ids.isEmpty()) {
            throw new IllegalArgumentException("`query` returns no row.");
        }
        return table;
    }

    /**
     * How many rows.
     *
     * @return at least 1
     */
    public int size() {
        return ids.size();
    }

    private EventTable with(FeatureTable rows) {
        return new EventTable(ids, rows, eventAt, convertedAt, signals);
    }

    private void add(Map<String, Object> values, List<String> columns, long row) {
        features.add(values.get("features"), row);
        if (columns.contains("eventAt")) {
            eventAt.add(Moments.time("eventAt", values.get("eventAt"), row));
        }
        if (columns.contains("convertedAt")) {
            convertedAt.add(optionalTime("convertedAt", values.get("convertedAt"), row));
        }
        if (columns.contains("engagedAt")) {
            addSignals(values.get("engagedAt"), row);
        }
        ids.add(values.get("id"));
    }

    private void addSignals(Object value, long row) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, time) -> {
                String column = "engagedAt." + name;
                signal(column).fill(size()).add(optionalTime(column, time, row));
            });
        } else {
            signal("engagedAt").fill(size()).add(optionalTime("engagedAt", value, row));
        }
        signals.values().forEach(times -> times.fill(size() + 1));
    }

    private Times signal(String name) {
        return signals.computeIfAbsent(name, absent -> new Times());
    }

    private static long optionalTime(String column, Object value, long row) {
        return value == null ? ABSENT : Moments.time(column, value, row);
    }
}
