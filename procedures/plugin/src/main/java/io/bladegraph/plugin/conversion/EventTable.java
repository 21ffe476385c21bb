// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import io.bladegraph.Monitor;
import io.bladegraph.conversion.FeatureSchema;
import io.bladegraph.conversion.FeatureTable;
import io.bladegraph.plugin.config.QueryColumns;
import io.bladegraph.plugin.config.QueryRows;
import java.util.List;
import java.util.Map;
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
        var reader = new EventReader(demand, columns);
        QueryRows.forEach(transaction, query, parameters, monitor, reader::add);
        return reader.table();
    }

    /**
     * How many rows.
     *
     * @return at least 1
     */
    public int size() {
        return ids.size();
    }
}
