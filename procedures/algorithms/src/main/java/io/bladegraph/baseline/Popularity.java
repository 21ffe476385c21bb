// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;

/**
 * Scores every target by its in-degree, whatever the source. O(n) per source.
 *
 * <p>It knows nothing of who asks, and yet tells the direction of most purchase edges: what follows is what sells.
 */
public final class Popularity implements Scorer {
    private final float[] inDegrees;

    /**
     * Counts.
     *
     * @param graph the training graph
     */
    public Popularity(DirectedGraph graph) {
        this.inDegrees = new float[graph.nodeCount()];
        for (int node = 0; node < inDegrees.length; node++) {
            inDegrees[node] = graph.inDegree(node);
        }
    }

    @Override
    public void score(int[] sources, int begin, int end, float[] scores) {
        for (int i = begin; i < end; i++) {
            System.arraycopy(inDegrees, 0, scores, (i - begin) * inDegrees.length, inDegrees.length);
        }
    }
}
