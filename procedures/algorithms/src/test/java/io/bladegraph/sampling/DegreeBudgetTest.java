// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DegreeBudgetTest {
    private static final int[] DEGREES = skewedDegrees(2_000);

    @ParameterizedTest
    @CsvSource({"25, .25, 5, 100", "25, .5, 1, 100", "10, 1, 2, 50", "3, 2, 1, 1000", "20, 5, 1, 60", "20, 10, 1, 60"})
    void theMeanIsTheFanOut(int fanOut, double exponent, int min, int max) {
        int[] budgets = solve(DEGREES, config(fanOut, exponent, min, max));

        assertThat(Arrays.stream(budgets).average().orElseThrow()).isCloseTo(fanOut, within(0.01));
        assertThat(Arrays.stream(budgets))
                .allSatisfy(budget -> assertThat(budget).isBetween(min, max));
    }

    /** The carry of rounding moves a budget by less than one. */
    @ParameterizedTest
    @CsvSource({"25, .25, 5, 100", "10, 1, 2, 50", "20, 10, 1, 60"})
    void largerDegreesGetNoLargerBudgets(int fanOut, double exponent, int min, int max) {
        int[] budgets = solve(DEGREES, config(fanOut, exponent, min, max));

        for (int a = 0; a < DEGREES.length; a++) {
            for (int b = 0; b < DEGREES.length; b++) {
                if (DEGREES[a] < DEGREES[b]) {
                    assertThat(budgets[b] - budgets[a]).isLessThanOrEqualTo(1);
                }
            }
        }
        assertThat(budgets[indexOf(1)]).isGreaterThan(budgets[indexOf(1_000)]);
    }

    @Test
    void exponentZeroGivesEveryVertexTheFanOut() {
        assertThat(solve(DEGREES, config(17, 0, 1, 100))).containsOnly(17);
    }

    /** Of degrees 1 and 100 with b = 1/2, c = 18: 18 + 1.8 rounds to 18 + 2, the mean is 10. */
    @Test
    void followsThePowerLaw() {
        assertThat(solve(new int[] {1, 100}, config(10, 0.5, 1, 100))).containsExactly(18, 2);
    }

    @Test
    void verticesWithoutEdgesTakeNoPartInTheMean() {
        assertThat(solve(new int[] {0, 4, 0, 4}, config(10, 1, 3, 20))).containsExactly(3, 10, 3, 10);
        assertThat(solve(new int[] {0, 0}, config(10, 1, 3, 20))).containsExactly(3, 3);
    }

    @Test
    void aFanOutBeyondTheBoundsIsMovedInside() {
        assertThat(solve(new int[] {1, 2, 3}, config(2, 1, 5, 9))).containsOnly(5);
        assertThat(solve(new int[] {1, 2, 3}, config(20, 1, 5, 9))).containsOnly(9);
    }

    private static SamplerConfig config(int fanOut, double exponent, int min, int max) {
        return new SamplerConfig(SamplerConfig.Kind.ADAPTIVE, fanOut, exponent, min, max, 0, 5, 0, 0.5);
    }

    private static int[] solve(int[] degrees, SamplerConfig config) {
        return DegreeBudget.solve(degrees.length, vertex -> degrees[vertex], config);
    }

    private static int[] skewedDegrees(int count) {
        SplittableRandom random = Seeds.stream(3);
        int[] degrees = new int[count];
        for (int i = 0; i < count; i++) {
            degrees[i] = (int) Math.min(1_000, 1 / random.nextDouble());
        }
        degrees[7] = 1;
        degrees[8] = 1_000;
        return degrees;
    }

    private static int indexOf(int degree) {
        for (int i = 0; i < DEGREES.length; i++) {
            if (DEGREES[i] == degree) {
                return i;
            }
        }
        throw new AssertionError("no vertex of degree " + degree);
    }
}
