// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import java.util.function.IntFunction;

/**
 * The edges that an evaluation asks for, and what is known of their sources.
 *
 * @param nodeCount the number of nodes, all of which are ranked
 * @param sources tails of the held-out edges
 * @param targets their heads, parallel
 * @param knownTargets all true targets of a source, held-out ones included: none of them competes with another
 */
public record HeldOut(int nodeCount, int[] sources, int[] targets, IntFunction<int[]> knownTargets) {
    /**
     * The number of held-out edges.
     *
     * @return a count
     */
    public int size() {
        return sources.length;
    }
}
