// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.graph.DirectedGraph;

/** The cell phones of these experiments, for benchmarks of another package. */
public final class Phones {
    private Phones() {}

    /**
     * The graph "also bought", both ends in the catalog.
     *
     * @param seed decides the numbers of the nodes
     * @return a graph without weights
     */
    public static DirectedGraph purchases(long seed) {
        return Dataset.PHONES.read(seed).purchases();
    }
}
