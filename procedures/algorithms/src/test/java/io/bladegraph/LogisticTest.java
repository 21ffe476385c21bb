// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @ValueSource(doubles = {-30, -5, -1, -1e-3, 0, 1e-3, 1, 5, 30})
    void agreesWithTheDefinitions(double x) {
        assertThat(Logistic.sigmoid(x)).isCloseTo(1 / (1 + Math.exp(-x)), withinPercentage(1e-10));
        assertThat(Logistic.softplus(x)).isCloseTo(Math.log1p(Math.exp(x)), withinPercentage(1e-10));
        assertThat(Logistic.logSigmoid(x)).isCloseTo(-Math.log1p(Math.exp(-x)), withinPercentage(1e-10));
        assertThat(Logistic.logit(Logistic.sigmoid(x))).isCloseTo(x, within(1e-2));
        assertThat(Logistic.sigmoid(x) + Logistic.sigmoid(-x)).isCloseTo(1, within(1e-15));
    }

    @Test
    void neitherOverflowsNorLosesSmallNumbers() {
        assertThat(Logistic.sigmoid(-700)).isCloseTo(Math.exp(-700), withinPercentage(1e-10));
        assertThat(Logistic.softplus(-700)).isCloseTo(Math.exp(-700), withinPercentage(1e-10));
        assertThat(Logistic.softplus(1e300)).isEqualTo(1e300);
        assertThat(Logistic.logSigmoid(-1e300)).isEqualTo(-1e300);
    }

    @Test
    void acceptsInfinities() {
        assertThat(Logistic.sigmoid(INFINITY)).isEqualTo(1);
        assertThat(Logistic.sigmoid(-INFINITY)).isZero();
        assertThat(Logistic.softplus(INFINITY)).isEqualTo(INFINITY);
        assertThat(Logistic.softplus(-INFINITY)).isZero();
        assertThat(Logistic.logSigmoid(INFINITY)).isZero();
        assertThat(Logistic.logSigmoid(-INFINITY)).isEqualTo(-INFINITY);
        assertThat(Logistic.logit(0)).isEqualTo(-INFINITY);
        assertThat(Logistic.logit(1)).isEqualTo(INFINITY);
    }

    @Test
    void nanStaysNan() {
        assertThat(Logistic.sigmoid(Double.NaN)).isNaN();
        assertThat(Logistic.softplus(Double.NaN)).isNaN();
        assertThat(Logistic.logSigmoid(Double.NaN)).isNaN();
        assertThat(Logistic.logit(Double.NaN)).isNaN();
    }
}
