// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.linalg.TopK;
import java.util.SplittableRandom;

/**
 * Everyone whom a vertex could hear: its neighbors, and where {@link AlternatingWalks} from it end.
 *
 * <p>With p(x) the share of x in the weight of the vertex's edges and v(x) its share in the ends of the walks, x weighs
 * ((1 - r) p(x) + r v(x)) (s(u) / s(x))<sup>c</sup>: for r = 0 that is {@link EdgeNorm}. r is the reach of the vertex. Who matters most
 * is told by p(x) + v(x), a neighbor that other neighbors lead to before one that they do not.
 */
final class VisitedNeighbors {
    private final double reach;

    private final int[] vertices;
    private final int[] edges;
    private final double[] importance;
    private final double[] weights;
    private final double[] maskedWeights;
    private int size;
    /** The weights of all neighbors, had no walk been made. */
    private double whole;

    VisitedNeighbors(RoleGraph graph, EdgeNorm norm, int vertex, double reach, Visits visits) {
        this.reach = reach;
        int degree = graph.degree(vertex);
        int most = degree + visits.size();
        this.vertices = new int[most];
        this.edges = new int[most];
        this.importance = new double[most];
        this.weights = new double[most];
        this.maskedWeights = new double[most];
        for (int i = 0; i < degree; i++) {
            double known = norm.of(vertex, i);
            int neighbor = graph.neighbor(vertex, i);
            add(neighbor, graph.edge(vertex, i), known, norm.correction(vertex, neighbor), visits);
            whole += known;
        }
        for (int i = 0; i < visits.size(); i++) {
            int end = visits.vertex(i);
            if (!graph.areNeighbors(vertex, end)) {
                add(end, Neighborhood.NO_EDGE, 0, norm.correction(vertex, end), visits);
            }
        }
    }

    private void add(int neighbor, int edge, double known, double correction, Visits visits) {
        double weight = (1 - reach) * known + reach * visits.of(neighbor) * correction;
        if (weight == 0) {
            return;
        }
        vertices[size] = neighbor;
        edges[size] = edge;
        importance[size] = known / correction + visits.of(neighbor);
        weights[size] = weight;
        maskedWeights[size++] = reach * visits.byOtherWays(neighbor) * correction;
    }

    /**
     * Adds the most important ones, chance deciding among equals, scaled to the weight of all neighbors.
     *
     * @param count how many at most
     */
    void addMostImportant(int count, SplittableRandom random, Neighborhood neighborhood) {
        var most = TopK.of(count);
        int shift = random.nextInt(size);
        for (int i = 0; i < size; i++) {
            most.offer((i + shift) % size, (float) importance[i]);
        }
        double taken = 0;
        for (int shifted : most.drain().items()) {
            int i = (shifted + size - shift) % size;
            int hop = edges[i] == Neighborhood.NO_EDGE ? AlternatingWalks.STEPS : 1;
            neighborhood.add(vertices[i], edges[i], hop, weights[i], maskedWeights[i]);
            taken += weights[i];
        }
        neighborhood.scale(taken > 0 ? whole / taken : 1);
    }
}
