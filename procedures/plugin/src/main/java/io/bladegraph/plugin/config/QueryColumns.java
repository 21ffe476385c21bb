// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.graphdb.QueryExecutionType.QueryType;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** The columns of the queries that users pass as {@code query}. */
public final class QueryColumns {
    private QueryColumns() {}

    /**
     * Checks a query without running it.
     *
     * @param transaction the caller's
     * @param query a query that only reads
     * @param parameters of the query
     * @param required columns that it must return
     * @param known columns that it may return
     * @return the columns that it returns
     * @throws IllegalArgumentException if it writes, lacks a column or returns an unknown one
     */
    @SuppressWarnings("checkstyle:ParameterNumber")
    public static List<String> explained(
            Transaction transaction,
            String query,
            Map<String, Object> parameters,
            List<String> required,
            List<String> known) {
        try (Result plan = transaction.execute("EXPLAIN " + query, parameters)) {
            if (plan.getQueryExecutionType().queryType() != QueryType.READ_ONLY) {
                throw new IllegalArgumentException("`query` must only read and return rows, but it is of type "
                        + plan.getQueryExecutionType().queryType() + ".");
            }
            List<String> columns = plan.columns();
            for (String column : required) {
                if (!columns.contains(column)) {
                    throw new IllegalArgumentException("`query` must return a column `" + column + "`, but returns "
                            + columns.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")) + ".");
                }
            }
            for (String column : columns) {
                if (!known.contains(column)) {
                    throw new IllegalArgumentException("`query` returns an unknown column `" + column + "`."
                            + Suggestion.of(column, known, "columns"));
                }
            }
            return columns;
        }
    }
}
