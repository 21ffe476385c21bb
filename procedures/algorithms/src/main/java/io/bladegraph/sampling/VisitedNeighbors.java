// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Everyone whom a vertex could hear: its neighbors, and where {@link AlternatingWalks} from it end.
 *
 * <p>With p(x) the share of x in the weight of the vertex's edges and v(x) its share in the ends of the walks, x weighs
 * ((1 - r) p(x) + r v(x)) (s(u) / s(x))<sup>c</sup>: for r = 0 that is {@link EdgeNorm}. r is the reach of the vertex. Who matters most
 * is told by p(x) + v(x), a neighbor that other neighbors lead to before one that they do not.
 */
final class VisitedNeighbors {
    private final RoleGraph graph;
    private final EdgeNorm norm;
    private final int vertex;
    private final double reach;

    private final int[] vertices;
    private final int[] edges;
    private final double[] importance;
    private final double[] weights;
    private final double[] maskedWeights;
    private int size;
    /** The weights of all neighbors, had no walk been made. */
    private double whole;

    VisitedNeighbors(RoleGraph graph, EdgeNorm norm, int vertex, double reach, long[] walks) {
        this.graph = graph;
        this.norm = norm;
        this.vertex = vertex;
        this.reach = reach;
        int most = graph.degree(vertex) + walks.length;
        this.vertices = new int[most];
        this.edges = new int[most];
        this.importance = new double[most];
        this.weights = new double[most];
        this.maskedWeights = new double[most];
        merge(walks);
    }

    /** Neighbors and ends of walks both ascend. */
    private void merge(long[] walks) {
        int at = 0;
        for (int i = 0; i < graph.degree(vertex); i++) {
            int neighbor = graph.neighbor(vertex, i);
            while (at < walks.length && AlternatingWalks.end(walks[at]) < neighbor) {
                at = addVisited(walks, at, Neighborhood.NO_EDGE, 0);
            }
            double known = norm.of(vertex, i);
            whole += known;
            if (at < walks.length && AlternatingWalks.end(walks[at]) == neighbor) {
                at = addVisited(walks, at, graph.edge(vertex, i), known);
            } else {
                add(neighbor, graph.edge(vertex, i), known, 0, 0);
            }
        }
        while (at < walks.length) {
            at = addVisited(walks, at, Neighborhood.NO_EDGE, 0);
        }
    }

    /** Adds the end of the walks from a position on and returns the position of the next end. */
    private int addVisited(long[] walks, int begin, int edge, double known) {
        int end = AlternatingWalks.end(walks[begin]);
        int at = begin;
        int byWay = 0;
        while (at < walks.length && AlternatingWalks.end(walks[at]) == end) {
            byWay += AlternatingWalks.byWay(walks[at]) ? 1 : 0;
            at++;
        }
        add(end, edge, known, (double) (at - begin) / walks.length, (double) byWay / walks.length);
        return at;
    }

    private void add(int neighbor, int edge, double known, double visits, double visitsByWay) {
        double correction = norm.correction(vertex, neighbor);
        double weight = (1 - reach) * known + reach * visits * correction;
        if (weight == 0) {
            return;
        }
        vertices[size] = neighbor;
        edges[size] = edge;
        importance[size] = known / correction + visits;
        weights[size] = weight;
        maskedWeights[size++] = reach * visitsByWay * correction;
    }

    /**
     * Adds the most important ones, chance deciding among equals, scaled to the weight of all neighbors.
     *
     * @param count how many at most
     */
    void addMostImportant(int count, SplittableRandom random, Neighborhood neighborhood) {
        double bound = bound(count);
        double taken = 0;
        int left = count;
        for (int i = 0; i < size && left > 0; i++) {
            if (importance[i] > bound) {
                taken += addTo(neighborhood, i);
                left--;
            }
        }
        int first = random.nextInt(size);
        for (int k = 0; k < size && left > 0; k++) {
            int i = (first + k) % size;
            if (importance[i] == bound) {
                taken += addTo(neighborhood, i);
                left--;
            }
        }
        neighborhood.scale(taken > 0 ? whole / taken : 1);
    }

    /** The least importance that may be in. */
    private double bound(int count) {
        double[] sorted = Arrays.copyOf(importance, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, size - count)];
    }

    private double addTo(Neighborhood neighborhood, int i) {
        int hop = edges[i] == Neighborhood.NO_EDGE ? AlternatingWalks.STEPS : 1;
        neighborhood.add(vertices[i], edges[i], hop, weights[i], maskedWeights[i]);
        return weights[i];
    }
}
