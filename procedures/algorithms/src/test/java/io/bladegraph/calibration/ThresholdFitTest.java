// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.calibration.ThresholdConfig.Validation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThresholdFitTest {
    private static final int[] NO_FOLDS = {};

    @ParameterizedTest
    @EnumSource(ThresholdMethod.class)
    void whatTheResultSaysIsWhatTheBoundaryDoes(ThresholdMethod method) {
        for (int seed = 0; seed < 50; seed++) {
            ScoredRows rows = Samples.coarse(seed, 400);

            ThresholdResult result = fit(rows, config(0.45, 3, method, Validation.NONE));

            Flagged[] flagged = result.boundary().flagged(rows);
            assertThat(flagged).isEqualTo(result.flagged());
            assertThat(result.precision()).isGreaterThanOrEqualTo(0.45);
            double weight = Arrays.stream(flagged).mapToDouble(Flagged::weight).sum();
            double positives =
                    Arrays.stream(flagged).mapToDouble(Flagged::positives).sum();
            assertThat(result.precision()).isEqualTo(positives / weight);
            assertThat(result.recall()).isEqualTo(positives / result.positives());
        }
    }

    @Test
    void severalThresholdsBeatOneWhereDoubtMatters() {
        ScoredRows rows = Samples.fine(1, 50_000);

        ThresholdResult result = fit(rows, config(0.8, 5, ThresholdMethod.MIST, Validation.NONE));

        assertThat(result.recall()).isGreaterThan(1.5 * result.singleThresholdRecall());
        assertThat(result.boundary().thresholds()).isSorted();
    }

    @Test
    void oneLevelIsTheIsotonicEnvelopeOfOneThreshold() {
        ScoredRows rows = Samples.fine(2, 5_000);

        ThresholdResult single = fit(rows, config(0.7, 5, ThresholdMethod.SINGLE, Validation.NONE));
        ThresholdResult filled = fit(rows, config(0.7, 1, ThresholdMethod.FILLED_MIST, Validation.NONE));

        assertThat(single.recall()).isEqualTo(single.singleThresholdRecall());
        assertThat(filled.recall()).isLessThanOrEqualTo(single.recall());
        assertThat(filled.recall()).isCloseTo(single.recall(), within(0.02));
    }

    @Test
    void weightsCountAsRepeatedRows() {
        ScoredRows rows = Samples.coarse(3, 60);
        double[] weights = IntStream.range(0, 60).mapToDouble(i -> 1 + i % 3).toArray();
        int[] repeated = IntStream.range(0, 60)
                .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 3))
                .toArray();
        var weighted = new ScoredRows(rows.scores(), rows.labels(), new double[0], weights);
        ScoredRows copies = ScoredRows.of(rows.scores(), rows.labels()).select(repeated);

        ThresholdConfig config = config(0.4, 1, ThresholdMethod.MIST, Validation.NONE);

        assertThat(fit(weighted, config).boundary().thresholds())
                .isEqualTo(fit(copies, config).boundary().thresholds());
        assertThat(fit(weighted, config).flagged())
                .isEqualTo(fit(copies, config).flagged());
    }

    @Test
    void crossFittingJudgesEachFoldByTheOthers() {
        ScoredRows rows = Samples.fine(4, 4_000);
        byte[] folds = new byte[rows.size()];
        for (int row = 0; row < folds.length; row++) {
            folds[row] = (byte) (row % 2);
        }
        var config = config(0.7, 3, ThresholdMethod.MIST, new Validation(2, 1, 0, 42));
        var levels = UncertaintyLevels.of(rows, 3);

        var crossFit = new CrossFit(
                RankedRows.of(rows, folds, SortedOrder.ascending(rows.scores()), levels), 1, config, () -> {});

        Flagged byHand = Flagged.NONE;
        for (int fold = 0; fold < 2; fold++) {
            int out = fold;
            ScoredRows in = rows.select(
                    IntStream.range(0, 4_000).filter(row -> row % 2 != out).toArray());
            ScoredRows held = rows.select(
                    IntStream.range(0, 4_000).filter(row -> row % 2 == out).toArray());
            List<LevelCurve> curves = RankedRows.of(in, levels).curves();
            var boundary = DecisionBoundary.of(levels, curves, new IsotonicOptimizer(curves).optimize(0.7));
            byHand = Arrays.stream(boundary.flagged(held)).reduce(byHand, Flagged::plus);
        }
        assertThat(crossFit.heldOut(crossFit.asked())).isEqualTo(byHand);
    }

    @Test
    void heldOutRowsKeepThePrecisionWithTheMargin() {
        for (ThresholdMethod method : ThresholdMethod.values()) {
            ThresholdResult result = fit(Samples.fine(6, 10_000), config(0.6, 5, method, new Validation(5, 1, 0, 42)));

            double error = Math.sqrt(0.6 * 0.4 / result.crossFitted().weight());
            assertThat(result.crossFitted().precision()).as("%s", method).isGreaterThanOrEqualTo(0.6 + 0.999 * error);
            assertThat(result.precision()).isGreaterThanOrEqualTo(0.6);
        }
    }

    @Test
    void crossFittingSeesThroughNoise() {
        ScoredRows noise = Samples.fine(5, 2_000);
        boolean[] labels = new boolean[2_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (Seeds.mix(i) & 1) == 0;
        }
        ScoredRows rows = ScoredRows.of(noise.scores(), labels, noise.uncertainties());

        assertThat(fit(rows, config(0.6, 10, ThresholdMethod.MIST, Validation.NONE))
                        .precision())
                .isGreaterThanOrEqualTo(0.6);
        assertThatThrownBy(() -> fit(rows, config(0.6, 10, ThresholdMethod.MIST, new Validation(5, 0.5, 0, 42))))
                .hasMessage("`precision` 0.6 cannot be kept on rows held out: the best there, less a `margin` of 0.5"
                        + " standard errors, is 0.4804. Maybe give more rows or fewer `levels`.");
    }

    @Test
    void aPromiseIsBrokenNoMoreOftenThanPromised() {
        int promised = 0;
        int broken = 0;
        for (int seed = 0; seed < 200; seed++) {
            ScoredRows rows = Samples.fine(1000 + seed, 4_000);
            var config = config(0.6, 3, ThresholdMethod.MIST, new Validation(0, 0, 0.9, seed));
            try {
                broken += truePrecision(fit(rows, config).boundary()) < 0.6 ? 1 : 0;
                promised++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("cannot be promised");
            }
        }
        assertThat(promised).isGreaterThan(150);
        // of 200 runs, more than 33 would break a promise of .9 with probability .001
        assertThat(broken).isLessThanOrEqualTo(33);
    }

    @Test
    void theMarginKeepsThePrecisionOnMostNewRows() {
        // a bound kept with one standard error to spare is missed in 16 of 100 runs; in more than 28 hardly ever
        assertThat(timesMissed(new Validation(5, 1, 0, 42))).isLessThanOrEqualTo(28);
        assertThat(timesMissed(Validation.NONE)).isGreaterThan(40);
    }

    private static int timesMissed(Validation validation) {
        int missed = 0;
        for (int seed = 0; seed < 100; seed++) {
            ScoredRows rows = Samples.fine(1000 + seed, 4_000);
            DecisionBoundary boundary =
                    fit(rows, config(0.6, 3, ThresholdMethod.MIST, validation)).boundary();
            missed += truePrecision(boundary) < 0.6 ? 1 : 0;
        }
        return missed;
    }

    /** By integration over the law of {@link Samples#fine}. */
    private static double truePrecision(DecisionBoundary boundary) {
        double positives = 0;
        double weight = 0;
        for (int i = 0; i < 2000; i++) {
            double u = (i + 0.5) / 2000;
            double t = Math.min(1, boundary.threshold(u));
            weight += 1 - t;
            positives += (1 - t * t) / 2 / (1 + u);
        }
        return positives / weight;
    }

    @Test
    void equalUncertaintiesMakeOneLevel() {
        ScoredRows rows = Samples.fine(7, 100);
        ScoredRows flat = ScoredRows.of(rows.scores(), rows.labels(), new double[100]);

        assertThat(fit(flat, config(0.5, 5, ThresholdMethod.MIST, Validation.NONE))
                        .boundary()
                        .levels()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void saysTheBestReachablePrecision() {
        ScoredRows rows = ScoredRows.of(new double[] {.9, .9, .5, .1}, new boolean[] {true, false, false, true});

        assertThatThrownBy(() -> fit(rows, config(0.9, 1, ThresholdMethod.MIST, Validation.NONE)))
                .hasMessage("`precision` 0.9 cannot be reached: the best on these rows is 0.5000.");
    }

    @Test
    void saysWhenThereAreFewerRowsThanBins() {
        ScoredRows rows = Samples.coarse(1, 40);

        assertThatThrownBy(() -> fit(rows, new ThresholdConfig(0.5, 5, 300, ThresholdMethod.EW_DPMT, Validation.NONE)))
                .hasMessage("There are 40 rows, but 5 `levels` of 300 `bins` need at least 1500.");
        assertThatThrownBy(() -> fit(rows, config(0.5, 50, ThresholdMethod.MIST, Validation.NONE)))
                .hasMessage("There are 40 rows, but 50 `levels` need at least 50.");
    }

    @Test
    void saysWhenThePrecisionCannotBePromised() {
        ScoredRows rows = Samples.fine(1, 100);

        assertThatThrownBy(() -> fit(rows, config(0.97, 2, ThresholdMethod.MIST, new Validation(0, 0, .99, 1))))
                .hasMessageStartingWith("`precision` 0.97 cannot be promised with `confidence` 0.99: the most certain"
                        + " thresholds flag ")
                .hasMessageEndingWith(" rows. Maybe give more rows, or ask for less.");
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> config(0, 1, ThresholdMethod.MIST, Validation.NONE))
                .hasMessage("`precision` must be in (0, 1], but was 0.0.");
        assertThatThrownBy(() -> config(Double.NaN, 1, ThresholdMethod.MIST, Validation.NONE))
                .hasMessage("`precision` must be in (0, 1], but was NaN.");
        assertThatThrownBy(() -> config(.5, 0, ThresholdMethod.MIST, Validation.NONE))
                .hasMessage("`levels` must be between 1 and 100, but was 0.");
        assertThatThrownBy(() -> config(.5, 1, ThresholdMethod.EW_DPMT, new Validation(0, 0, .9, 1)))
                .hasMessage("`method` must be 'mist', 'filledMist' or 'single' if `confidence` is given, but was"
                        + " 'ewDpmt'.");
        assertThatThrownBy(() -> new Validation(5, -1, 0, 1))
                .hasMessage("`margin` must be a finite number >= 0, but was -1.0.");
        assertThatThrownBy(() -> new Validation(1, 0, 0, 1))
                .hasMessage("`folds` must be 0 or between 2 and 100, but was 1.");
        assertThatThrownBy(() -> new Validation(0, 0, 1, 1)).hasMessage("`confidence` must be in [0, 1), but was 1.0.");
    }

    @Test
    void stopsWhenTold() {
        Monitor stop = (task, done, total) -> {
            if (done > 0) {
                throw new IllegalStateException("stopped");
            }
        };

        assertThatThrownBy(() -> ThresholdFit.fit(
                        Samples.fine(1, 100), config(.5, 2, ThresholdMethod.MIST, Validation.NONE), NO_FOLDS, stop))
                .hasMessage("stopped");
    }

    private static ThresholdConfig config(double precision, int levels, ThresholdMethod method, Validation validation) {
        return new ThresholdConfig(precision, levels, 20, method, validation);
    }

    private static ThresholdResult fit(ScoredRows rows, ThresholdConfig config) {
        return ThresholdFit.fit(rows, config, NO_FOLDS, Monitor.NONE);
    }
}
