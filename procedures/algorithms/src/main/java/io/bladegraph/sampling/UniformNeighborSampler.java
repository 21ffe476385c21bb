// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Workers;
import java.util.SplittableRandom;

/**
 * The same fan-out K for every vertex: all neighbors where there are no more than K, else K of them, each K-subset
 * equally likely.
 *
 * <p>Keeps the order of the neighbors; O(d) time for a vertex of degree d. Reference: Hamilton, Ying, Leskovec, "Inductive
 * Representation Learning on Large Graphs", NeurIPS 2017.
 */
public final class UniformNeighborSampler implements NeighborSampler {
    private final RoleGraph graph;
    private final EdgeNorm norm;
    private final int fanOut;

    UniformNeighborSampler(RoleGraph graph, int fanOut, double degreeCorrection, Workers workers) {
        this.graph = graph;
        this.norm = new EdgeNorm(graph, degreeCorrection, workers);
        this.fanOut = fanOut;
    }

    @Override
    public int budget(int vertex) {
        return fanOut;
    }

    @Override
    public void sample(int vertex, SplittableRandom random, Neighborhood neighborhood) {
        neighborhood.clear();
        draw(graph, norm, vertex, fanOut, random, neighborhood);
    }

    /** Adds min(degree, count) direct neighbors, scaled to the sum of all. */
    @SuppressWarnings("checkstyle:ParameterNumber")
    static void draw(
            RoleGraph graph, EdgeNorm norm, int vertex, int count, SplittableRandom random, Neighborhood neighborhood) {
        int degree = graph.degree(vertex);
        neighborhood.subset().draw(count, degree, random);
        double total = 0;
        double drawn = 0;
        for (int i = 0; i < degree; i++) {
            double weight = norm.of(vertex, i);
            total += weight;
            if (neighborhood.subset().count(i) == 1) {
                neighborhood.add(graph.neighbor(vertex, i), graph.edge(vertex, i), 1, weight);
                drawn += weight;
            }
        }
        if (drawn < total) {
            neighborhood.scale(total / drawn);
        }
    }
}
