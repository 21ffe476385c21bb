// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Workers;

/**
 * The normalized weight with which a vertex u hears a neighbor v: w(u,v) / (s(u)<sup>1 - c</sup> s(v)<sup>c</sup>), with s the sum of a
 * vertex's weights and c the degree correction.
 *
 * <p>c = 1/2 is the symmetric normalization of graph convolutions, c = 0 the weighted mean of the neighbors, c = 1 spreads
 * every neighbor evenly over those who hear it. Reference for c = 1/2: Kipf, Welling, "Semi-Supervised Classification with
 * Graph Convolutional Networks", ICLR 2017, equation 2, without self-loops, on the bipartite graph of roles.
 */
final class EdgeNorm {
    private static final int CHUNK = 1024;

    private final RoleGraph graph;
    private final double[] strengths;
    private final double[] hearing;
    private final double[] heard;

    EdgeNorm(RoleGraph graph, double degreeCorrection, Workers workers) {
        this.graph = graph;
        this.strengths = graph.strengths(workers);
        this.hearing = powers(strengths, degreeCorrection - 1, workers);
        this.heard = powers(strengths, -degreeCorrection, workers);
    }

    private static double[] powers(double[] strengths, double exponent, Workers workers) {
        double[] powers = new double[strengths.length];
        workers.run(powers.length, CHUNK, (begin, end) -> {
            for (int vertex = begin; vertex < end; vertex++) {
                powers[vertex] = strengths[vertex] > 0 ? Math.pow(strengths[vertex], exponent) : 0;
            }
        });
        return powers;
    }

    /** By what the share of a neighbor in the strength of a vertex is multiplied: (s(u) / s(v))<sup>c</sup>. */
    double correction(int vertex, int neighbor) {
        return strengths[vertex] * hearing[vertex] * heard[neighbor];
    }

    /** The weight of the index-th edge of a vertex. */
    double of(int vertex, int index) {
        return graph.graph().weight(graph.edge(vertex, index)) * hearing[vertex] * heard[graph.neighbor(vertex, index)];
    }
}
