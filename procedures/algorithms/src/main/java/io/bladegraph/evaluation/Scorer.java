// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

/** Scores every node as a target of some sources: all that an evaluation needs to know of a model. Thread-safe. */
@FunctionalInterface
public interface Scorer {
    /**
     * Scores all targets of a block of sources.
     *
     * @param sources the sources, of which those from {@code begin} to {@code end - 1} are meant
     * @param begin first index
     * @param end one past the last index
     * @param scores receives the scores, row-major, (end - begin, nodes); may be longer, what it held is overwritten
     */
    void score(int[] sources, int begin, int end, float[] scores);
}
