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
    private final Factors factors;

    EdgeNorm(RoleGraph graph, double degreeCorrection, Workers workers) {
        this.graph = graph;
        this.strengths = graph.strengths(workers);
        this.factors = Factors.of(strengths, degreeCorrection, workers);
    }

    /** By vertex what the weights are multiplied by that it hears, s<sup>c - 1</sup>, and with which it is heard, s<sup>-c</sup>. */
    record Factors(double[] hearing, double[] heard) {
        static Factors of(double[] strengths, double degreeCorrection, Workers workers) {
            double[] hearing = new double[strengths.length];
            double[] heard = new double[strengths.length];
            workers.run(heard.length, CHUNK, (begin, end) -> {
                for (int vertex = begin; vertex < end; vertex++) {
                    if (strengths[vertex] > 0) {
                        heard[vertex] = Math.pow(strengths[vertex], -degreeCorrection);
                        hearing[vertex] = 1 / (strengths[vertex] * heard[vertex]);
                    }
                }
            });
            return new Factors(hearing, heard);
        }

        double of(float weight, int vertex, int neighbor) {
            return weight * hearing[vertex] * heard[neighbor];
        }
    }

    /** By what the share of a neighbor in the strength of a vertex is multiplied: (s(u) / s(v))<sup>c</sup>. */
    double correction(int vertex, int neighbor) {
        return strengths[vertex] * factors.hearing()[vertex] * factors.heard()[neighbor];
    }

    /** The weight of the index-th edge of a vertex. */
    double of(int vertex, int index) {
        return factors.of(graph.graph().weight(graph.edge(vertex, index)), vertex, graph.neighbor(vertex, index));
    }
}
