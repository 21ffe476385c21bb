// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final ScoredRows ROWS = ScoredRows.of(
            new double[] {.9, .8, .8, .3, .1},
            new boolean[] {true, true, false, false, true},
            new double[] {0, 1, 1, 0, 0});

    @Test
    void ranksByHand() {
        RankingCurve curve = RankingCurve.of(ROWS.scores(), ROWS.labels());

        // pairs won: .9 both, .8 ties once and wins once, .1 none: 3.5 of 6
        assertThat(curve.auc()).isCloseTo(3.5 / 6, within(1e-15));
        assertThat(curve.averagePrecision()).isCloseTo((1 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-15));
        assertThat(curve.recallAtPrecision(1)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(curve.recallAtPrecision(.65)).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(curve.recallAtPrecision(.6)).isEqualTo(1);
    }

    @Test
    void aucIsTheShareOfPairsInOrder() {
        for (int seed = 0; seed < 50; seed++) {
            ScoredRows rows = Samples.coarse(seed, 80);
            double won = 0;
            double pairs = 0;
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < rows.size(); j++) {
                    if (rows.labels()[i] && !rows.labels()[j]) {
                        won += (1 + Math.signum(rows.scores()[i] - rows.scores()[j])) / 2;
                        pairs++;
                    }
                }
            }
            assertThat(RankingCurve.of(rows.scores(), rows.labels()).auc()).isCloseTo(won / pairs, within(1e-12));
        }
    }

    @Test
    void scoresByHand() {
        assertThat(CalibrationMetrics.brier(ROWS)).isCloseTo((.01 + .04 + .64 + .09 + .81) / 5, within(1e-15));
        assertThat(CalibrationMetrics.logLoss(ROWS))
                .isCloseTo(
                        -(Math.log(.9) + Math.log(.8) + Math.log(.2) + Math.log(.7) + Math.log(.1)) / 5, within(1e-12));
    }

    @Test
    void calibrationErrorByHand() {
        // [0, .5): two rows, mean .2, half positive; [.5, 1]: three rows, mean 2.5 / 3, two thirds positive
        assertThat(ReliabilityTable.equalWidth(ROWS, 2).expectedCalibrationError())
                .isCloseTo(.4 * .3 + .6 * (2.5 / 3 - 2 / 3.0), within(1e-12));
        assertThat(ReliabilityTable.equalWeight(ROWS, 1).expectedCalibrationError())
                .isCloseTo(Math.abs(2.9 / 5 - 3 / 5.0), within(1e-12));
    }

    @Test
    void theGridSeesWhatTheScoreAloneHides() {
        int size = 10_000;
        double[] scores = new double[size];
        boolean[] labels = new boolean[size];
        double[] uncertainties = new double[size];
        for (int i = 0; i < size; i++) {
            scores[i] = .5;
            uncertainties[i] = i % 2;
            labels[i] = i % 10 < (i % 2 == 0 ? 10 : 0);
        }
        CalibrationMetrics metrics = CalibrationMetrics.of(ScoredRows.of(scores, labels, uncertainties), 2);

        assertThat(metrics.ece()).isCloseTo(0, within(1e-12));
        assertThat(metrics.equalWeightEce()).isCloseTo(0, within(1e-12));
        assertThat(metrics.gridEce()).isCloseTo(.5, within(1e-12));
        assertThat(metrics.reliability().bins()).containsExactly(new ReliabilityBin(.5, .5, size));
    }

    @Test
    void reliabilityBinsAscend() {
        assertThat(ReliabilityTable.equalWeight(Samples.fine(1, 1000), 10).bins())
                .hasSize(10)
                .isSortedAccordingTo((a, b) -> Double.compare(a.predicted(), b.predicted()))
                .allSatisfy(bin -> assertThat(bin.weight()).isBetween(99.0, 101.0));
    }

    @Test
    void thePrecisionLessStandardErrorsIsWilsonsLowerEnd() {
        // (.9 + .05 - sqrt(.1 (.09 + .025))) / 1.1
        assertThat(new Flagged(9, 10).precisionLess(1, 1)).isCloseTo(0.766148, within(1e-6));
        assertThat(new Flagged(90, 100).precisionLess(1, 0.1)).isCloseTo(0.766148, within(1e-6));
        assertThat(new Flagged(9, 10).precisionLess(0, 1)).isEqualTo(0.9);
        assertThat(Flagged.NONE.precisionLess(1, 1)).isZero();
    }
}
