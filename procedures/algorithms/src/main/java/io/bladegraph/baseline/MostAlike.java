// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.evaluation.Scorer;

/** Scores every target by its likeness to the source: O(n) per source beyond that. */
public final class MostAlike implements Scorer {
    private final Likeness likeness;

    /**
     * Takes a measure.
     *
     * @param likeness of all products
     */
    public MostAlike(Likeness likeness) {
        this.likeness = likeness;
    }

    @Override
    public void score(int[] sources, int begin, int end, float[] scores) {
        for (int i = begin; i < end; i++) {
            float[] row = likeness.to(sources[i]);
            System.arraycopy(row, 0, scores, (i - begin) * row.length, row.length);
        }
    }
}
