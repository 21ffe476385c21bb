// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.calibration;

import io.bladegraph.Monitor;
import io.bladegraph.calibration.ScoredRows;
import io.bladegraph.plugin.config.QueryColumns;
import io.bladegraph.plugin.config.QueryRows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.graphdb.Transaction;

/**
 * What a query returned.
 *
 * @param rows the rows
 * @param folds the part of each row, from 0, the same for equal values; empty if the query has no such column
 * @param foldCount how many parts there are
 */
public record LabelledRows(ScoredRows rows, int[] folds, int foldCount) {
    private static final List<String> REQUIRED = List.of("score", "label");
    private static final List<String> COLUMNS = List.of("score", "label", "uncertainty", "weight", "fold");
    private static final int MAX_FOLDS = 10;

    /**
     * Runs a query in the caller's transaction.
     *
     * @param transaction the caller's
     * @param query a query that only reads, with columns {@code score, label[, uncertainty, weight, fold]}
     * @param parameters of the query
     * @param monitor hears of progress, may stop it
     * @return its rows
     */
    public static LabelledRows read(
            Transaction transaction, String query, Map<String, Object> parameters, Monitor monitor) {
        List<String> columns = QueryColumns.explained(transaction, query, parameters, REQUIRED, COLUMNS);
        var scores = new Numbers("score");
        var labels = new Numbers("label");
        var uncertainties = new Numbers("uncertainty");
        var weights = new Numbers("weight");
        var folds = new Numbers("fold");
        List<Numbers> optional = Stream.of(uncertainties, weights, folds)
                .filter(numbers -> columns.contains(numbers.name()))
                .toList();
        QueryRows.forEach(transaction, query, parameters, monitor, (values, row) -> {
            scores.add(values.get("score"), row);
            labels.addLabel(values.get("label"), row);
            for (Numbers numbers : optional) {
                numbers.add(values.get(numbers.name()), row);
            }
        });
        var rows = new ScoredRows(scores.toArray(), labels.toFlags(), uncertainties.toArray(), weights.toArray());
        return withFolds(rows, folds.toArray());
    }

    private static LabelledRows withFolds(ScoredRows rows, double[] folds) {
        double[] distinct = Arrays.stream(folds).sorted().distinct().toArray();
        if (distinct.length == 1) {
            throw new IllegalArgumentException("`fold` must have at least 2 values, but has 1.");
        }
        int[] numbers = Arrays.stream(folds)
                .mapToInt(fold -> Arrays.binarySearch(distinct, fold) % MAX_FOLDS)
                .toArray();
        return new LabelledRows(rows, numbers, Math.min(MAX_FOLDS, distinct.length));
    }
}
