// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoredRowsTest {
    private static final boolean[] BOTH = {true, false};

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> ScoredRows.of(new double[] {.5, 1.5}, BOTH))
                .hasMessage("`score` must be in [0, 1], but was 1.5 in row 2.");
        assertThatThrownBy(() -> ScoredRows.of(new double[] {Double.NaN, .5}, BOTH))
                .hasMessage("`score` must be in [0, 1], but was NaN in row 1.");
        assertThatThrownBy(() -> ScoredRows.of(new double[] {.5, .5}, BOTH, new double[] {0, Double.NaN}))
                .hasMessage("`uncertainty` must be a finite number, but was NaN in row 2.");
        assertThatThrownBy(() -> new ScoredRows(new double[] {.5, .5}, BOTH, new double[0], new double[] {1, 0}))
                .hasMessage("`weight` must be a positive finite number, but was 0.0 in row 2.");
    }

    @Test
    void refusesRowsOfOneClass() {
        assertThatThrownBy(() -> ScoredRows.of(new double[] {.5, .6}, new boolean[] {true, true})
                        .requireBothLabels())
                .hasMessage(
                        "`label` must be positive in some rows and negative in others, but 2 of 2 rows are positive.");
        assertThatThrownBy(() -> ScoredRows.of(new double[0], new boolean[0]).requireBothLabels())
                .hasMessage(
                        "`label` must be positive in some rows and negative in others, but 0 of 0 rows are positive.");
    }

    @Test
    void refusesArraysOfDifferentLength() {
        assertThatThrownBy(() -> ScoredRows.of(new double[] {.5}, BOTH))
                .hasMessage("`labels` must have one value per score (1), but has 2.");
    }

    @Test
    void sortsAsTheStandardSortDoes() {
        double[] keys = {.5, -3, 0, -0.0, 1e300, .5, Double.MIN_VALUE, -1e-300, 1, 0.1 + 0.2, 0.3};

        int[] expected = IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> keys[i] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();

        assertThat(SortedOrder.ascending(keys)).isEqualTo(expected);
        assertThat(SortedOrder.ascending(new double[0])).isEmpty();
    }

    @Test
    void equalScoresAreNeverParted() {
        ScoredRows rows = Samples.coarse(1, 500);
        LevelCurve curve = LevelCurve.of(rows);

        assertThat(curve.scores()).hasSize(8);
        assertThat(curve.bins(3)).hasSizeLessThanOrEqualTo(3).endsWith(8);
        assertThat(Arrays.stream(curve.bins(100))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void levelsHoldAboutEquallyManyRows() {
        ScoredRows rows = Samples.fine(1, 9_999);
        var levels = UncertaintyLevels.of(rows, 4);

        int[] counts = new int[4];
        Arrays.stream(rows.uncertainties()).forEach(u -> counts[levels.level(u)]++);

        assertThat(counts).containsExactly(2499, 2500, 2500, 2500);
        assertThat(levels.level(Double.NaN)).isEqualTo(3);
    }
}
