// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Neighborhoods whose size and reach grow as the degree shrinks: BLADE's biased neighborhood sampling.
 *
 * <p>A vertex u gets a budget K(u) that falls with its degree ({@link DegreeBudget}). With more than K(u) neighbors it
 * draws K(u) of them uniformly. With fewer it takes all and fills up with the vertices most visited by alternating walks
 * u -&gt; v &lt;- w -&gt; x of three steps: x has the role of a neighbor, so it is one that u would have if it were known better.
 * With d(u) neighbors of total weight s, and x visited m times in M walks, x weighs s m / M.
 *
 * <p>O(d + walks K log K) time for a vertex of degree d. The choice of walks and weights is ours; reference for the idea:
 * Virinchi, Saladi, "BLADE: Biased Neighborhood Sampling based Graph Neural Network for Directed Graphs", WSDM 2023, doi
 * 10.1145/3539597.3570430; for top visit counts as neighborhoods: Ying et al., "Graph Convolutional Neural Networks for
 * Web-Scale Recommender Systems", KDD 2018, section 3.1.
 */
public final class AdaptiveNeighborSampler implements NeighborSampler {
    private static final int WALK_LENGTH = 3;

    private final RoleGraph graph;
    private final EdgeNorm norm;
    private final int[] budgets;
    private final int walks;

    AdaptiveNeighborSampler(RoleGraph graph, SamplerConfig config) {
        this.graph = graph;
        this.norm = new EdgeNorm(graph, config.degreeCorrection());
        this.budgets = DegreeBudget.solve(graph.vertexCount(), graph::degree, config);
        this.walks = config.walks();
    }

    @Override
    public int budget(int vertex) {
        return budgets[vertex];
    }

    @Override
    public void sample(int vertex, SplittableRandom random, Neighborhood neighborhood) {
        neighborhood.clear();
        UniformNeighborSampler.draw(graph, norm, vertex, budgets[vertex], random, neighborhood);
        int missing = budgets[vertex] - graph.degree(vertex);
        if (missing > 0 && walks > 0 && graph.degree(vertex) > 0) {
            topUp(vertex, missing, random, neighborhood);
        }
    }

    private void topUp(int vertex, int missing, SplittableRandom random, Neighborhood neighborhood) {
        double direct = 0;
        for (int i = 0; i < neighborhood.size(); i++) {
            direct += neighborhood.weight(i);
        }
        int[] ends = walkEnds(vertex, walks * missing, random);
        long[] visits = visitsOfStrangers(ends, neighborhood);
        Arrays.sort(visits);
        for (int i = visits.length - 1; i >= Math.max(0, visits.length - missing); i--) {
            int count = (int) (visits[i] >>> 32);
            int end = ~(int) visits[i];
            neighborhood.add(end, Neighborhood.NO_EDGE, WALK_LENGTH, direct * count / ends.length);
        }
    }

    /** Where the walks end, ascending. A walk never dies: the way back is always open. */
    private int[] walkEnds(int vertex, int count, SplittableRandom random) {
        int[] ends = new int[count];
        for (int walk = 0; walk < count; walk++) {
            int at = vertex;
            for (int step = 0; step < WALK_LENGTH; step++) {
                at = graph.neighbor(at, random.nextInt(graph.degree(at)));
            }
            ends[walk] = at;
        }
        Arrays.sort(ends);
        return ends;
    }

    /** Runs of equal ends as (count, ~vertex) in one long each, without vertices that are neighbors already. */
    private static long[] visitsOfStrangers(int[] ends, Neighborhood neighborhood) {
        int[] known = new int[neighborhood.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = neighborhood.vertex(i);
        }
        Arrays.sort(known);
        long[] visits = new long[ends.length];
        int size = 0;
        for (int begin = 0, end; begin < ends.length; begin = end) {
            end = begin + 1;
            while (end < ends.length && ends[end] == ends[begin]) {
                end++;
            }
            if (Arrays.binarySearch(known, ends[begin]) < 0) {
                visits[size++] = ((long) (end - begin) << 32) | (~ends[begin] & 0xFFFFFFFFL);
            }
        }
        return Arrays.copyOf(visits, size);
    }
}
