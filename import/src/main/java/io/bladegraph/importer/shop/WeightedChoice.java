// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Draws indices in proportion to weights, in O(log n) a draw. */
final class WeightedChoice {
    /** Sums of the weights, ascending. */
    private final double[] cumulative;

    private WeightedChoice(double[] cumulative) {
        this.cumulative = cumulative;
    }

    static <T> WeightedChoice of(List<T> items, ToDoubleFunction<T> weight) {
        double[] cumulative = new double[items.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += weight.applyAsDouble(items.get(i));
            cumulative[i] = sum;
        }
        return new WeightedChoice(cumulative);
    }

    int next(SplittableRandom random) {
        double left = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, left);
        return found >= 0 ? Math.min(found + 1, cumulative.length - 1) : -found - 1;
    }
}
