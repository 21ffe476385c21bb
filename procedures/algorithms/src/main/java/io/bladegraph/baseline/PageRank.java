// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;

/**
 * Forward personalized PageRank: where a walk along purchases is found that starts again at the source now and then.
 *
 * <p>p = (1 - a) sum over k from 0 to 4 of a<sup>k</sup> (W')<sup>k</sup> e<sub>u</sub> with W(u,v) = 1 / outDegree(u) and a = .85:
 * what walks into a node without successors is lost. O(4 m) per source. Walks end after four steps because a baseline should
 * be strong: on cell phones, longer ones recommend worse. Reference: Jeh, Widom, "Scaling Personalized Web Search", WWW 2003.
 */
public final class PageRank implements Scorer {
    private static final float DAMPING = 0.85f;
    private static final int STEPS = 4;

    private final SparseRows byTarget;
    private final Kernels kernels = KernelChoice.best();

    /**
     * Normalizes.
     *
     * @param graph the training graph
     */
    public PageRank(DirectedGraph graph) {
        SparseMatrix bySource = Adjacency.of(graph, (source, target) -> DAMPING / graph.outDegree(source));
        this.byTarget = SparseRows.of(bySource.transposed());
    }

    @Override
    public void score(int[] sources, int begin, int end, float[] scores) {
        int nodes = byTarget.matrix().rowCount();
        int width = end - begin;
        float[] here = new float[nodes * width];
        restart(here, sources, begin, end);
        float[] next = new float[nodes * width];
        for (int step = 0; step < STEPS; step++) {
            kernels.multiply(byTarget, here, next);
            restart(next, sources, begin, end);
            float[] swap = here;
            here = next;
            next = swap;
        }
        Adjacency.transpose(here, nodes, width, scores);
    }

    private static void restart(float[] columns, int[] sources, int begin, int end) {
        for (int i = begin; i < end; i++) {
            columns[sources[i] * (end - begin) + i - begin] += 1 - DAMPING;
        }
    }
}
