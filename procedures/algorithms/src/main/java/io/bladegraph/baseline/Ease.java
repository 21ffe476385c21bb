// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Monitor;
import io.bladegraph.Requires;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.Inverse;
import java.util.Arrays;

/**
 * EASE: the item-item ridge regression whose diagonal is zero, sources being the users and targets the items.
 *
 * <p>With X the adjacency matrix and P = (X'X + lambda I)<sup>-1</sup>, B(i,j) = -P(i,j) / P(j,j) off the diagonal and 0 on it;
 * the scores of source u are row u of X B. 2 n<sup>3</sup> flops once, O(outDegree n) per source, 4 n<sup>2</sup> bytes: for
 * catalogs of up to {@link #MAX_NODES} products. Reference: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data",
 * WWW 2019, equations 8 and 9.
 */
public final class Ease implements Scorer {
    /** The largest graph that EASE is tried on: its matrix takes 1.6 GB there. */
    public static final int MAX_NODES = 20_000;

    private static final int CHUNK = 64;

    /** The penalty that is used unless the user says otherwise. */
    public static final double DEFAULT_LAMBDA = 50;

    private final DirectedGraph graph;
    private final float[] weights;

    /**
     * Solves the regression.
     *
     * @param graph the training graph, of at most {@link #MAX_NODES} nodes
     * @param lambda the ridge penalty, positive
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     */
    public Ease(DirectedGraph graph, double lambda, Workers workers, Monitor monitor) {
        int n = (int) Requires.inRange("nodeCount", graph.nodeCount(), 1, MAX_NODES);
        this.graph = graph;
        this.weights = gram(graph, (float) Requires.positive("lambda", lambda), monitor);
        Inverse.invert(weights, n, workers, monitor);
        float[] diagonal = new float[n];
        for (int j = 0; j < n; j++) {
            diagonal[j] = weights[j * n + j];
        }
        workers.run(n, CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                for (int j = 0; j < n; j++) {
                    weights[i * n + j] = i == j ? 0f : -weights[i * n + j] / diagonal[j];
                }
            }
        });
    }

    /** X'X + lambda I. */
    private static float[] gram(DirectedGraph graph, float lambda, Monitor monitor) {
        int n = graph.nodeCount();
        float[] gram = new float[n * n];
        for (int source = 0; source < n; source++) {
            if (source % CHUNK == 0) {
                monitor.progress("Counting pairs", source, n);
            }
            for (int a = graph.outBegin(source); a < graph.outEnd(source); a++) {
                for (int b = graph.outBegin(source); b < graph.outEnd(source); b++) {
                    gram[graph.target(a) * n + graph.target(b)] += 1f;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            gram[i * n + i] += lambda;
        }
        return gram;
    }

    @Override
    public void score(int[] sources, int begin, int end, float[] scores) {
        int n = graph.nodeCount();
        Arrays.fill(scores, 0, (end - begin) * n, 0f);
        for (int i = begin; i < end; i++) {
            int row = (i - begin) * n;
            for (int edge = graph.outBegin(sources[i]); edge < graph.outEnd(sources[i]); edge++) {
                int from = graph.target(edge) * n;
                for (int j = 0; j < n; j++) {
                    scores[row + j] += weights[from + j];
                }
            }
        }
    }
}
