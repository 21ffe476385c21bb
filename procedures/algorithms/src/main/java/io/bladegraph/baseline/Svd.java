// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Workers;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.SparseMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Singular vectors of the adjacency matrix: with A close to U S V', source(u) is row u of U sqrt(S) and target(v) row v of V
 * sqrt(S).
 *
 * <p>Of the plain matrix and of that divided by sqrt(outDegree(u) inDegree(v)), in 64 and 128 dimensions: {@link RandomizedSvd}. It
 * is what PureSVD does to ratings, with sources for users: Cremonesi, Koren, Turrin, "Performance of Recommender Algorithms on
 * Top-N Recommendation Tasks", RecSys 2010, section 3.3.
 */
final class Svd {
    private Svd() {}

    /** Normalized before plain, more dimensions before fewer. */
    static List<Scorer> fit(DirectedGraph graph, Workers workers) {
        List<Scorer> forms = new ArrayList<>();
        for (SparseMatrix matrix : List.of(Adjacency.normalized(graph), Adjacency.plain(graph))) {
            forms.addAll(factors(matrix, Factors.MAX_RANK, workers).scorers());
        }
        return forms;
    }

    static Factors factors(SparseMatrix matrix, int rank, Workers workers) {
        return RandomizedSvd.factors(new SparseOperator(matrix, workers), rank, workers);
    }
}
