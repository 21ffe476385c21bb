// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Workers;
import java.util.SplittableRandom;

/**
 * Neighborhoods whose reach and size grow as the degree shrinks: BLADE's biased neighborhood sampling.
 *
 * <p>A vertex u of degree d has a budget K(u) ({@link DegreeBudget}) and a reach r(u) = a / (a + d). It makes alternating walks, hears
 * its neighbors with weight 1 - r(u) and where the walks end with weight r(u), and keeps the K(u) that matter most: so a vertex of
 * few edges hears those who would be its neighbors if it were known better, and one of many edges those of its neighbors that
 * the others lead to as well. Without walks it draws K(u) of its neighbors uniformly.
 *
 * <p>An edge that is masked leaves the weight that its end would have as a mere end of walks, less the walks that set out along
 * the edge: an edge that is asked for in a training looks like one that will be asked for later.
 *
 * <p>O(d + M w log K) time for M walks and w the mean degree, of which at most 256 count. Weights, reach and the choice by visits are ours; reference for the idea: Virinchi, Saladi,
 * "BLADE: Biased Neighborhood Sampling based Graph Neural Network for Directed Graphs", WSDM 2023, doi
 * 10.1145/3539597.3570430; for visit counts as neighborhoods: Ying et al., "Graph Convolutional Neural Networks for Web-Scale
 * Recommender Systems", KDD 2018, section 3.1.
 */
public final class AdaptiveNeighborSampler implements NeighborSampler {
    private final RoleGraph graph;
    private final EdgeNorm norm;
    private final int[] budgets;
    private final double reachDegree;
    private final int walkCount;
    private final AlternatingWalks walks;

    AdaptiveNeighborSampler(RoleGraph graph, SamplerConfig config, Workers workers) {
        this.graph = graph;
        this.norm = new EdgeNorm(graph, config.degreeCorrection(), workers);
        this.budgets = DegreeBudget.solve(graph.vertexCount(), graph::degree, config);
        this.reachDegree = config.reachDegree();
        this.walkCount = config.walks();
        this.walks = config.walks() == 0 ? null : new AlternatingWalks(graph, workers);
    }

    @Override
    public int budget(int vertex) {
        return budgets[vertex];
    }

    @Override
    public void sample(int vertex, SplittableRandom random, Neighborhood neighborhood) {
        neighborhood.clear();
        int degree = graph.degree(vertex);
        if (walks == null || degree == 0) {
            UniformNeighborSampler.draw(graph, norm, vertex, budgets[vertex], random, neighborhood);
            return;
        }
        double reach = reachDegree / (reachDegree + degree);
        Visits visits = neighborhood.visits(graph.vertexCount());
        walks.from(vertex, walkCount, random, visits);
        new VisitedNeighbors(graph, norm, vertex, reach, visits)
                .addMostImportant(budgets[vertex], random, neighborhood);
        visits.clear();
    }
}
