// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.testkit.Alone;

/** The exact distribution of alternating walks, by dense powers of the transition matrix. */
final class Diffusion {
    private Diffusion() {}

    /** The chance of a step from every vertex to every other one, by the weights of the edges. */
    static double[][] steps(RoleGraph graph) {
        double[] strengths = graph.strengths(Alone.WORKERS);
        double[][] steps = new double[graph.vertexCount()][graph.vertexCount()];
        for (int vertex = 0; vertex < steps.length; vertex++) {
            for (int i = 0; i < graph.degree(vertex); i++) {
                steps[vertex][graph.neighbor(vertex, i)] +=
                        graph.graph().weight(graph.edge(vertex, i)) / strengths[vertex];
            }
        }
        return steps;
    }

    /** The chance to end at x after three steps from a vertex of which the first goes to {@code first}, by first and x. */
    static double[][] threeSteps(double[][] steps, int from) {
        double[][] ends = new double[steps.length][steps.length];
        for (int first = 0; first < steps.length; first++) {
            for (int second = 0; second < steps.length; second++) {
                for (int end = 0; end < steps.length; end++) {
                    ends[first][end] += steps[from][first] * steps[first][second] * steps[second][end];
                }
            }
        }
        return ends;
    }

    /** The chance to end at x, whatever the first step. */
    static double visits(double[][] threeSteps, int x) {
        double sum = 0;
        for (double[] first : threeSteps) {
            sum += first[x];
        }
        return sum;
    }
}
