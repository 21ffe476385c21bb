// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Requires;

/**
 * What rows say, as weights on the four terms of their loss; constants, through which no gradient flows.
 *
 * <p>The loss of a row is -positive log f - negative log(1 - f) - engaged log c - notEngaged log(1 - c) with f the probability
 * of a conversion and c that of an engagement. A label that is known for sure is the pair (1, 0) or (0, 1); an importance
 * weight scales it, and an observed 0 that may still become a 1 can speak for both.
 *
 * @param positive weight of the conversion, by row
 * @param negative weight of no conversion, by row
 * @param engaged weight of the engagement, by row
 * @param notEngaged weight of no engagement, by row; both are 0 where a row says nothing of it
 */
public record Targets(float[] positive, float[] negative, float[] engaged, float[] notEngaged) {

    /**
     * Checks the lengths, and that no weight is negative, NaN or infinite.
     *
     * @throws IllegalArgumentException naming the first weight that is
     */
    public Targets {
        if (positive.length != negative.length
                || positive.length != engaged.length
                || positive.length != notEngaged.length) {
            throw new IllegalArgumentException("The weights of " + positive.length + ", " + negative.length + ", "
                    + engaged.length + " and " + notEngaged.length + " rows are not parallel.");
        }
        requireWeights("positive", positive);
        requireWeights("negative", negative);
        requireWeights("engaged", engaged);
        requireWeights("notEngaged", notEngaged);
    }

    /**
     * Conversions alone.
     *
     * @param positive weight of the conversion, by row
     * @param negative weight of no conversion, by row
     * @return targets that say nothing of engagements
     */
    public static Targets ofConversions(float[] positive, float[] negative) {
        return new Targets(positive, negative, new float[positive.length], new float[positive.length]);
    }

    /**
     * Labels that are known for sure.
     *
     * @param converted whether each row was converted
     * @param engaged whether each row was engaged with
     * @return targets of weight 1
     */
    public static Targets ofLabels(boolean[] converted, boolean[] engaged) {
        return new Targets(
                indicator(converted, true),
                indicator(converted, false),
                indicator(engaged, true),
                indicator(engaged, false));
    }

    /**
     * How many rows.
     *
     * @return the length of each array
     */
    public int count() {
        return positive.length;
    }

    private static float[] indicator(boolean[] labels, boolean wanted) {
        float[] ones = new float[labels.length];
        for (int row = 0; row < ones.length; row++) {
            ones[row] = labels[row] == wanted ? 1 : 0;
        }
        return ones;
    }

    private static void requireWeights(String name, float[] weights) {
        for (float weight : weights) {
            Requires.nonNegative(name, weight);
        }
    }
}
