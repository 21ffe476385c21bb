// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;

/**
 * Compares a gradient with central finite differences of a twin of the function in double precision.
 *
 * <p>The tolerance is relative to the largest component: single components may be the small difference of large numbers.
 */
public final class GradientCheck {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-4;

    private GradientCheck() {}

    /**
     * Fails where a component of the gradient is off.
     *
     * @param function the twin
     * @param at where the gradient was taken
     * @param gradient the gradient to be checked
     */
    public static void assertGradient(ToDoubleFunction<double[]> function, float[] at, float[] gradient) {
        double[] x = toDouble(at);
        double[] expected = new double[x.length];
        double largest = 0;
        for (int k = 0; k < x.length; k++) {
            double kept = x[k];
            x[k] = kept + STEP;
            double above = function.applyAsDouble(x);
            x[k] = kept - STEP;
            double below = function.applyAsDouble(x);
            x[k] = kept;
            expected[k] = (above - below) / (2 * STEP);
            largest = Math.max(largest, Math.abs(expected[k]));
        }
        assertThat(largest)
                .as("largest component: a gradient of zeros proves nothing")
                .isGreaterThan(1e-4);
        for (int k = 0; k < x.length; k++) {
            assertThat((double) gradient[k]).as("component %d", k).isCloseTo(expected[k], within(TOLERANCE * largest));
        }
    }

    /**
     * Widens.
     *
     * @param values any numbers
     * @return the same in double precision
     */
    public static double[] toDouble(float[] values) {
        double[] wide = new double[values.length];
        for (int k = 0; k < wide.length; k++) {
            wide[k] = values[k];
        }
        return wide;
    }
}
