// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.baseline.Likeness;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.graph.DirectedGraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/** New products as DAEMON takes them in: joined to those most like them, from whom they hear. */
final class Joined {
    private Joined() {}

    /** New products are given the sum of the source embeddings of the nearest that anything follows, weighed by likeness. */
    static DualEmbeddings sources(
            DualEmbeddings embeddings, int[] newProducts, Likeness likeness, DirectedGraph purchases, int count) {
        int dimension = embeddings.dimension();
        float[] sources = embeddings.source().clone();
        for (int node : Arrays.stream(newProducts).distinct().toArray()) {
            float[] row = likeness.to(node);
            IntStream others =
                    IntStream.range(0, row.length).filter(other -> other != node && purchases.outDegree(other) > 0);
            float[] sum = new float[dimension];
            for (int near : Likeness.nearest(row, others, count)) {
                for (int k = 0; k < dimension; k++) {
                    sum[k] += row[near] * embeddings.source()[near * dimension + k];
                }
            }
            System.arraycopy(sum, 0, sources, node * dimension, dimension); // a scale would not change the ranks
        }
        return new DualEmbeddings(embeddings.nodeCount(), dimension, sources, embeddings.target());
    }
}
