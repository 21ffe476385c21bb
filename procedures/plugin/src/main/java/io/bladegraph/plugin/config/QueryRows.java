// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import io.bladegraph.Monitor;
import java.util.Map;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Result.ResultRow;
import org.neo4j.graphdb.Transaction;

/**
 * The rows of the queries that users pass as {@code query}.
 *
 * <p>Neo4j hands them to a visitor: asked for one row at a time, it starts anew for each of them, which takes several times
 * as long.
 */
public final class QueryRows {
    private static final int REPORT_EVERY = 10_000;

    private final Body body;
    private final Monitor monitor;
    private RuntimeException failure;
    private long row;

    private QueryRows(Body body, Monitor monitor) {
        this.body = body;
        this.monitor = monitor;
    }

    /** What is done with a row. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does it.
         *
         * @param values by column; asking for a column that there is not is an error
         * @param row its number, from 1
         */
        void accept(ResultRow values, long row);
    }

    /**
     * Runs a query in the caller's transaction.
     *
     * @param transaction the caller's
     * @param query a query that only reads
     * @param parameters of the query
     * @param monitor hears of progress, may stop it
     * @param body does something with each row; the first failure ends the query and is thrown
     */
    public static void forEach(
            Transaction transaction, String query, Map<String, Object> parameters, Monitor monitor, Body body) {
        var rows = new QueryRows(body, monitor);
        try (Result result = transaction.execute(query, parameters)) {
            result.accept(rows::visit);
        }
        if (rows.failure != null) {
            throw rows.failure;
        }
    }

    /** Neo4j would go on after an exception, and throw the last one. */
    private boolean visit(ResultRow values) {
        try {
            body.accept(values, ++row);
            if (row % REPORT_EVERY == 0) {
                monitor.progress("Read rows", row, 0);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        return failure == null;
    }
}
