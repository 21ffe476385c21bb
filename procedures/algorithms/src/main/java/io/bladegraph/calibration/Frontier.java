// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.List;

/**
 * The choices worth making: no other one flags as many positives at a higher precision. O(n) to find, O(log n) per bound.
 */
final class Frontier {
    private final int[] choices; // by falling positives and rising precision
    private final Flagged[] flagged;

    private Frontier(int[] choices, Flagged[] flagged) {
        this.choices = choices;
        this.flagged = flagged;
    }

    /**
     * The frontier of some choices of prefixes.
     *
     * @param curves of the levels
     * @param choices by rising positives; the first one flags nothing
     */
    static Frontier of(List<LevelCurve> curves, List<int[]> choices) {
        double[] positives = new double[choices.size()];
        double[] weights = new double[choices.size()];
        for (int choice = 0; choice < positives.length; choice++) {
            Flagged flagged = ThresholdOptimizer.flagged(curves, choices.get(choice));
            positives[choice] = flagged.positives();
            weights[choice] = flagged.weight();
        }
        return of(positives, weights);
    }

    /**
     * The frontier of choices that are numbered by rising positives, the first of which flags nothing.
     *
     * @param positives of each choice, ascending from 0
     * @param weights of each choice
     */
    static Frontier of(double[] positives, double[] weights) {
        int[] choices = new int[positives.length];
        int count = 0;
        double highest = -1;
        for (int choice = positives.length - 1; choice >= 0; choice--) {
            double precision = weights[choice] == 0 ? Double.POSITIVE_INFINITY : positives[choice] / weights[choice];
            if (precision > highest) {
                highest = precision;
                choices[count++] = choice;
            }
        }
        int[] kept = Arrays.copyOf(choices, count);
        return new Frontier(
                kept,
                Arrays.stream(kept)
                        .mapToObj(choice -> new Flagged(positives[choice], weights[choice]))
                        .toArray(Flagged[]::new));
    }

    /** The choice with most positives that meets a bound. */
    int best(double bound) {
        int low = 0;
        int high = choices.length - 1; // flags nothing, and meets every bound
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (flagged[middle].meets(bound)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return choices[low];
    }
}
