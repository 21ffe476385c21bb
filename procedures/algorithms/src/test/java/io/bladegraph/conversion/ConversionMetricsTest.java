// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.evaluation.ClassificationMetrics;
import io.bladegraph.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ConversionMetricsTest {
    @Test
    void measuresAsByHand() {
        var metrics = ConversionMetrics.of(
                new float[] {.9f, .8f, .8f, .3f, .1f}, new boolean[] {true, true, false, false, true});

        assertThat(metrics.auc()).isCloseTo(3.5 / 6, within(1e-12));
        assertThat(metrics.prAuc()).isCloseTo((1 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-12));
        assertThat(metrics.logLoss()).isCloseTo(-Math.log(.9 * .8 * .2 * .7 * .1) / 5, within(1e-6));
        assertThat(metrics.predictedOverObserved()).isCloseTo(2.9 / 3, within(1e-6));
    }

    @ParameterizedTest
    @Seeded(5)
    void aucIsThatOfTheRanks(long seed) {
        var random = Seeds.stream(seed);
        float[] positives = new float[40];
        float[] negatives = new float[60];
        float[] all = new float[100];
        boolean[] converted = new boolean[100];
        for (int row = 0; row < 100; row++) {
            float score = random.nextInt(20) / 20f;
            all[row] = score;
            converted[row] = row < 40;
            if (row < 40) {
                positives[row] = score;
            } else {
                negatives[row - 40] = score;
            }
        }

        assertThat(ConversionMetrics.of(all, converted).auc())
                .isCloseTo(ClassificationMetrics.auc(positives, negatives), within(1e-12));
    }

    @Test
    void aRowOfBothWeightsIsTwoRows() {
        var shared = ConversionMetrics.of(new float[] {.7f, .2f}, new float[] {.5f, 0}, new float[] {.25f, 1});
        var apart =
                ConversionMetrics.of(new float[] {.7f, .7f, .2f}, new float[] {.5f, 0, 0}, new float[] {0, .25f, 1});

        assertThat(shared).isEqualTo(apart);
    }

    @Test
    void metricsOfOneClassAreNotNumbers() {
        var metrics = ConversionMetrics.of(new float[] {.5f, .5f}, new boolean[] {false, false});

        assertThat(metrics.auc()).isNaN();
        assertThat(metrics.prAuc()).isNaN();
        assertThat(metrics.predictedOverObserved()).isInfinite();
        assertThat(metrics.logLoss()).isCloseTo(Math.log(2), within(1e-12));
    }
}
