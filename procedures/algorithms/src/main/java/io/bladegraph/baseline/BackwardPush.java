// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.graph.DirectedGraph;
import java.util.Arrays;

/**
 * The personalized PageRank of one node for all others, each with an error of at most e.
 *
 * <p>Residue starts as 1 on the node. A node x with more than e of it keeps the share a, the probability that a walk stops, as p(x),
 * and pushes (1 - a) residue(x) / degree(w) to every predecessor w. O(degree / (a e)) at worst. Not thread-safe. Reference:
 * Andersen, Borgs, Chayes, Hopcroft, Mirrokni, Teng, "Local Computation of PageRank Contributions", WAW 2007.
 */
final class BackwardPush {
    private final DirectedGraph graph;
    private final boolean reversed;
    private final double stop;
    private final double error;
    private final double[] rank;
    private final double[] residue;
    private final boolean[] queued;
    private final int[] queue;
    private int head;
    private int waiting;

    /** On the graph, or with all its edges reversed. */
    BackwardPush(DirectedGraph graph, boolean reversed, double stop, double error) {
        int nodes = graph.nodeCount();
        this.graph = graph;
        this.reversed = reversed;
        this.stop = stop;
        this.error = error;
        this.rank = new double[nodes];
        this.residue = new double[nodes];
        this.queued = new boolean[nodes];
        this.queue = new int[nodes];
    }

    /** Forgets the last node and pushes from this one. */
    void from(int node) {
        Arrays.fill(rank, 0);
        Arrays.fill(residue, 0);
        add(node, 1);
        while (waiting > 0) {
            int x = queue[head];
            head = (head + 1) % queue.length;
            waiting--;
            queued[x] = false;
            double amount = residue[x];
            residue[x] = 0;
            rank[x] += stop * amount;
            spread(x, (1 - stop) * amount);
        }
    }

    private void spread(int x, double amount) {
        int begin = reversed ? graph.outBegin(x) : graph.inBegin(x);
        int end = reversed ? graph.outEnd(x) : graph.inEnd(x);
        for (int position = begin; position < end; position++) {
            int predecessor = reversed ? graph.target(position) : graph.inSource(position);
            int degree = reversed ? graph.inDegree(predecessor) : graph.outDegree(predecessor);
            add(predecessor, amount / degree);
        }
    }

    private void add(int node, double amount) {
        residue[node] += amount;
        if (residue[node] > error && !queued[node]) {
            queued[node] = true;
            queue[(head + waiting++) % queue.length] = node;
        }
    }

    /** The nodes for which the last node has a rank above zero, ascending. */
    int[] found() {
        int[] found = new int[rank.length];
        int size = 0;
        for (int node = 0; node < rank.length; node++) {
            if (rank[node] > 0) {
                found[size++] = node;
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** Their ranks. */
    float[] values(int[] nodes) {
        float[] values = new float[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            values[i] = (float) rank[nodes[i]];
        }
        return values;
    }
}
