// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.graph.DirectedGraph;
import java.util.SplittableRandom;

/**
 * Draws targets that a source is not linked to. Every node is equally likely. Not thread-safe.
 */
public final class NegativeSampler {
    private static final int TRIES = 32;

    private final DirectedGraph graph;
    private final int[] deck;

    /**
     * A sampler of a graph's non-edges.
     *
     * @param graph the graph whose edges are known
     */
    public NegativeSampler(DirectedGraph graph) {
        this.graph = graph;
        this.deck = new int[graph.nodeCount()];
        for (int node = 0; node < deck.length; node++) {
            deck[node] = node;
        }
    }

    /**
     * Negatives to be shared by a batch: distinct nodes, in the order of a partial Fisher-Yates shuffle, O(count).
     *
     * @param count how many are wanted
     * @param random where chance comes from
     * @return min(count, n) distinct nodes; whether one is linked to a source is for the caller to check
     */
    public int[] shared(int count, SplittableRandom random) {
        int[] drawn = new int[Math.min(count, deck.length)];
        for (int i = 0; i < drawn.length; i++) {
            int j = i + random.nextInt(deck.length - i);
            int swap = deck[i];
            deck[i] = deck[j];
            deck[j] = swap;
            drawn[i] = deck[i];
        }
        for (int i = 0; i < drawn.length; i++) {
            restore(drawn[i]);
        }
        return drawn;
    }

    /** Draws must not depend on earlier batches: the deck goes back to its order, node i at place i. */
    private void restore(int node) {
        int at = node;
        while (deck[at] != at) {
            int displaced = deck[at];
            deck[at] = at;
            at = displaced;
        }
    }

    /**
     * A negative for one source.
     *
     * @param source a node
     * @param random where chance comes from
     * @return a node other than the source and its targets; -1 if 32 draws found none, as for a source linked to all
     */
    public int draw(int source, SplittableRandom random) {
        for (int i = 0; i < TRIES; i++) {
            int candidate = random.nextInt(graph.nodeCount());
            if (candidate != source && !graph.hasEdge(source, candidate)) {
                return candidate;
            }
        }
        return -1;
    }
}
