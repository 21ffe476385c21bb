// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionAssertTest {

    /** Quantiles from the tables of Abramowitz and Stegun, 26.8. */
    @ParameterizedTest
    @CsvSource({"2, 13.816", "5, 20.515", "10, 29.588", "30, 59.703", "100, 149.449"})
    void quantilesAgreeWithTheTables(int degreesOfFreedom, double quantile) {
        assertThat(DistributionAssert.quantile(degreesOfFreedom)).isCloseTo(quantile, withinPercentage(3));
    }

    @Test
    void acceptsCountsThatVaryALittle() {
        DistributionAssert.assertUniform(new long[] {1010, 990, 1020, 980});
    }

    @Test
    void refusesALoadedDie() {
        assertThatThrownBy(() -> DistributionAssert.assertUniform(new long[] {1100, 900, 1100, 900}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("chi-squared of [1100, 900, 1100, 900], 4 outcomes");
    }

    @Test
    void refusesAnOutcomeThatCannotBe() {
        assertThatThrownBy(() -> DistributionAssert.assertFollows(new long[] {1, 500, 500}, new double[] {0, 0.5, 0.5}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("count of the impossible outcome 0");
    }
}
