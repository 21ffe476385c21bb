// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Workers;
import io.bladegraph.gnn.Parameter;
import io.bladegraph.testkit.GradientCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {

    /** Whatever the gradient, the first step is as long as the learning rate: m' / sqrt(v') is its sign. */
    @Test
    void theFirstStepByHand() {
        var parameter = Parameter.of("x", 1, 3, new float[] {1, 2, 3});
        System.arraycopy(new float[] {0.5f, -100, 0}, 0, parameter.gradient(), 0, 3);

        try (var workers = Workers.of(1)) {
            new Adam(List.of(parameter), 0).step(0.1, workers);
        }

        assertThat(parameter.values()).containsExactly(new float[] {0.9f, 2.1f, 3f}, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01})
    void agreesWithTheAlgorithmInDouble(double weightDecay) {
        var first = Parameter.gaussian("first", 100, 100, 1, 1);
        var second = Parameter.gaussian("second", 3, 5, 1, 2);
        var adam = new Adam(List.of(first, second), weightDecay);
        var twins = List.of(new Twin(first, weightDecay), new Twin(second, weightDecay));

        try (var workers = Workers.of(2)) {
            for (int step = 1; step <= 20; step++) {
                for (Twin twin : twins) {
                    twin.step(step, 0.02 / step);
                }
                adam.step(0.02 / step, workers);
            }
        }

        for (Twin twin : twins) {
            for (int k = 0; k < twin.x.length; k++) {
                assertThat((double) twin.parameter.values()[k]).isCloseTo(twin.x[k], within(1e-5));
            }
        }
    }

    /** Algorithm 2 of Loshchilov and Hutter, with new gradients at every step. */
    private static final class Twin {
        private final Parameter parameter;
        private final double weightDecay;
        private final double[] x;
        private final double[] m;
        private final double[] v;

        Twin(Parameter parameter, double weightDecay) {
            this.parameter = parameter;
            this.weightDecay = weightDecay;
            this.x = GradientCheck.toDouble(parameter.values());
            this.m = new double[x.length];
            this.v = new double[x.length];
        }

        void step(int t, double rate) {
            float[] gradient = Parameter.gaussian("", 1, x.length, 1, t).values();
            System.arraycopy(gradient, 0, parameter.gradient(), 0, x.length);
            for (int k = 0; k < x.length; k++) {
                double g = gradient[k];
                m[k] = 0.9 * m[k] + 0.1 * g;
                v[k] = 0.999 * v[k] + 0.001 * g * g;
                double mean = m[k] / (1 - Math.pow(0.9, t));
                double square = v[k] / (1 - Math.pow(0.999, t));
                x[k] -= rate * (mean / (Math.sqrt(square) + 1e-8) + weightDecay * x[k]);
            }
        }
    }
}
