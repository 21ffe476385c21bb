// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Requires;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Recommends what followed the products that are most like the source.
 *
 * <p>With S the K nearest of those that anything is known to follow, the score of v is the sum of the likenesses of those in
 * S that v follows. O(n log n + K d) per source.
 */
public final class CopiedFromNearest implements Scorer {
    private final Likeness likeness;
    private final DirectedGraph purchases;
    private final int count;

    /**
     * Takes a measure.
     *
     * @param likeness of all products
     * @param purchases what is known
     * @param count K, at least 1
     */
    public CopiedFromNearest(Likeness likeness, DirectedGraph purchases, int count) {
        this.likeness = likeness;
        this.purchases = purchases;
        this.count = (int) Requires.atLeast("count", count, 1);
    }

    @Override
    public void score(int[] sources, int begin, int end, float[] scores) {
        int nodes = purchases.nodeCount();
        Arrays.fill(scores, 0, (end - begin) * nodes, 0f);
        for (int i = begin; i < end; i++) {
            int source = sources[i];
            float[] row = likeness.to(source);
            IntStream others =
                    IntStream.range(0, nodes).filter(node -> node != source && purchases.outDegree(node) > 0);
            for (int near : Likeness.nearest(row, others, count)) {
                for (int edge = purchases.outBegin(near); edge < purchases.outEnd(near); edge++) {
                    scores[(i - begin) * nodes + purchases.target(edge)] += row[near];
                }
            }
        }
    }
}
