// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Logistic;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.testkit.GradientCheck;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HazardLikelihoodTest {
    private static final long HOUR = 3_600_000;
    private static final FeedbackWindows WINDOWS = new FeedbackWindows(HOUR, 48 * HOUR);

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theGradientIsThatOfTheValue(int hidden) {
        EventRows shop = DelayModelTest.shop(300, 1);
        int[] categories = IntStream.range(0, 300).map(row -> row % 3).toArray();
        var features = new EventRows.Features(2, shop.features().numbers(), 1, categories);
        var rows = new EventRows(features, shop.eventAt(), shop.convertedAt(), shop.signalAt());
        var grid = new TimeGrid(WINDOWS, 5);
        var shape = new HazardShape(grid.bins(), 2, 3, 1, hidden);
        int[] all = IntStream.range(0, 300).toArray();
        var paths = new HazardPaths(rows, 350 * HOUR, WINDOWS, grid);
        var sample = new HazardLikelihood.Sample(rows, paths, Standardization.of(features, all), all);
        try (var workers = Workers.of(1)) {
            var likelihood = new HazardLikelihood(sample, shape, grid, 1, workers);
            double[] at = likelihood.start();
            var chance = Seeds.stream(1);
            float[] point = new float[at.length];
            for (int i = 0; i < at.length; i++) {
                point[i] = (float) (at[i] + chance.nextDouble() - 0.5);
            }
            double[] gradient = new double[at.length];
            likelihood.valueAndGradient(GradientCheck.toDouble(point), gradient);
            float[] narrow = new float[gradient.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float) gradient[i];
            }

            GradientCheck.assertGradient(x -> likelihood.valueAndGradient(x, new double[x.length]), point, narrow);
        }
    }

    @Test
    void aRowIsWorthTheLogarithmsOfWhatItLivedThrough() {
        // one event, engaged in bin 1, converted in bin 2 of 4: ends at 1/2, 1, 7 and 48 hours
        long[] eventAt = {0};
        var rows = new EventRows(
                EventRows.Features.ofNumbers(0, new float[0]), eventAt, new long[] {2 * HOUR}, new long[][] {
                    {HOUR * 3 / 4}
                });
        var grid = new TimeGrid(WINDOWS, 4);
        var paths = new HazardPaths(rows, 100 * HOUR, WINDOWS, grid);
        int[] all = {0};
        var sample = new HazardLikelihood.Sample(rows, paths, Standardization.of(rows.features(), all), all);
        try (var workers = Workers.of(1)) {
            var shape = new HazardShape(4, 0, 0, 1, 0);
            var likelihood = new HazardLikelihood(sample, shape, grid, 1, workers);
            double[] at = likelihood.start();
            double[] gradient = new double[at.length];
            double prior = priorAt(likelihood, at, shape);

            // no conversion in bins 0 and 1, no move in bin 0, a move in bin 1, a conversion in bin 2
            int converts = shape.intercepts(shape.conversionFrom(0));
            int moves = shape.intercepts(shape.moveFrom(0));
            int engaged = shape.intercepts(shape.conversionFrom(1));
            double expected = Logistic.softplus(at[converts])
                    + Logistic.softplus(at[converts + 1])
                    + Logistic.softplus(at[moves])
                    + Logistic.softplus(-at[moves + 1])
                    + Logistic.softplus(-at[engaged + 2]);
            assertThat(likelihood.valueAndGradient(at, gradient) - prior).isCloseTo(expected, within(1e-12));
        }
    }

    /** The prior as its documentation has it; there are no weights here. */
    private static double priorAt(HazardLikelihood likelihood, double[] at, HazardShape shape) {
        double prior = 0;
        for (int k = 0; k < shape.transitions(); k++) {
            double mean = likelihood.meanLogit(k);
            for (int b = 0; b < shape.bins(); b++) {
                double value = at[shape.intercepts(k) + b];
                prior += 0.005 * (value - mean) * (value - mean);
                if (b > 0) {
                    double jump = value - at[shape.intercepts(k) + b - 1];
                    prior += 0.5 * jump * jump;
                }
            }
        }
        return prior;
    }

    @Test
    void binsThatAreStillOpenTeachNothing() {
        var rows = new EventRows(
                EventRows.Features.ofNumbers(0, new float[0]),
                new long[] {0, 0},
                new long[] {3 * HOUR, Observation.ABSENT},
                new long[0][]);
        var grid = new TimeGrid(WINDOWS, 4);

        var during = new HazardPaths(rows, 4 * HOUR, WINDOWS, grid);
        var after = new HazardPaths(rows, 7 * HOUR, WINDOWS, grid);

        assertThat(during.length(0)).isEqualTo(during.length(1)).isEqualTo(2);
        assertThat(during.converted(0)).isFalse();
        assertThat(after.length(0)).isEqualTo(after.length(1)).isEqualTo(3);
        assertThat(after.converted(0)).isTrue();
    }

    @Test
    void theGridEndsWithTheWindows() {
        for (int bins : new int[] {2, 5, 16, 64}) {
            var grid = new TimeGrid(WINDOWS, bins);
            assertThat(grid.end(grid.bins() - 1)).isEqualTo(48 * HOUR);
            assertThat(IntStream.range(0, bins).mapToLong(grid::end))
                    .contains(HOUR)
                    .isSorted();
            assertThat(grid.binOf(HOUR) + 1).isEqualTo(grid.binAfter(HOUR));
            assertThat(grid.binOf(0)).isZero();
            assertThat(grid.remaining(grid.binAfter(HOUR), HOUR)).isEqualTo(1);
        }
        assertThat(new TimeGrid(new FeedbackWindows(0, 3), 16).bins()).isEqualTo(3);
    }
}
