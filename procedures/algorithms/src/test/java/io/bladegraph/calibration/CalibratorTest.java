// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Logistic;
import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.calibration.BetaPosterior.Evidence;
import io.bladegraph.calibration.BetaPosterior.Prior;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibratorTest {
    private static final int[] NO_FOLDS = {};

    @Test
    void isotonicRegressionPoolsAdjacentViolators() {
        var rows = ScoredRows.of(
                new double[] {.1, .2, .3, .4, .5, .6}, new boolean[] {false, true, false, false, true, true});

        IsotonicCalibration map = IsotonicCalibration.fit(rows);

        assertThat(map.scores()).containsExactly(.1, .2, .4, .5, .6);
        assertThat(map.values()).containsExactly(0, 1 / 3.0, 1 / 3.0, 1, 1);
        assertThat(map.calibrate(.45, 0)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(map.calibrate(0, 0)).isZero();
        assertThat(map.calibrate(1, 0)).isEqualTo(1);
    }

    @Test
    void isotonicRegressionIsTheMinMaxFormula() {
        for (int seed = 0; seed < 100; seed++) {
            ScoredRows rows = Samples.coarse(seed, 60);
            IsotonicCalibration map = IsotonicCalibration.fit(rows);

            double[][] sums = ascendingSums(rows, -1, false);
            for (int group = 0; group < sums[0].length; group++) {
                assertThat(map.calibrate(sums[0][group], 0)).isCloseTo(minMax(sums, group), within(1e-12));
            }
        }
    }

    @Test
    void plattScalingFindsItsOwnLaw() {
        ScoredRows rows = drawn(s -> Logistic.sigmoid(.5 * Logistic.logit(s) - 1));

        LogisticCalibration map = LogisticCalibration.fitPlatt(rows);

        assertThat(map.a()).isEqualTo(map.b()).isCloseTo(.5, within(.03));
        assertThat(map.c()).isCloseTo(-1, within(.03));
    }

    @Test
    void temperatureScalingFindsItsOwnLaw() {
        LogisticCalibration map =
                LogisticCalibration.fitTemperature(drawn(s -> Logistic.sigmoid(Logistic.logit(s) / 3)));

        assertThat(map.a()).isEqualTo(map.b()).isCloseTo(1 / 3.0, within(.02));
        assertThat(map.c()).isZero();
    }

    @Test
    void betaCalibrationFindsItsOwnLawAndStaysMonotone() {
        LogisticCalibration map =
                LogisticCalibration.fitBeta(drawn(s -> Logistic.sigmoid(2 * Math.log(s) - .7 * Math.log1p(-s) + .4)));
        LogisticCalibration flat = LogisticCalibration.fitBeta(drawn(s -> .9 - .8 * s));

        assertThat(map.a()).isCloseTo(2, within(.1));
        assertThat(map.b()).isCloseTo(.7, within(.1));
        assertThat(map.c()).isCloseTo(.4, within(.1));
        assertThat(flat.a()).isNotNegative();
        assertThat(flat.b()).isNotNegative();
    }

    @Test
    void separableRowsHaveAFiniteMap() {
        var rows = ScoredRows.of(new double[] {0, .1, .9, 1}, new boolean[] {false, false, true, true});

        assertThat(LogisticCalibration.fitBeta(rows).calibrate(1, 0)).isBetween(.5, 1.0);
        assertThat(LogisticCalibration.fitPlatt(rows).calibrate(0, 0)).isBetween(0.0, .5);
    }

    @Test
    void vennAbersIsIsotonicRegressionWithTheRowAddedTwice() {
        for (int seed = 0; seed < 60; seed++) {
            ScoredRows rows = Samples.coarse(seed, 40);
            VennAbersCalibration map = VennAbersCalibration.fit(rows);

            for (double score : new double[] {0, 1 / 7.0, .2, .5, 4 / 7.0, .95, 1}) {
                double p0 = withAdded(rows, score, false);
                double p1 = withAdded(rows, score, true);
                assertThat(map.interval(score)[0]).isCloseTo(p0, within(1e-12));
                assertThat(map.interval(score)[1]).isCloseTo(p1, within(1e-12));
                assertThat(map.calibrate(score, 0))
                        .isCloseTo(p1 / (1 - p0 + p1), within(1e-12))
                        .isBetween(p0, p1);
            }
        }
    }

    @Test
    void multicalibrationLeavesNoLevelBiased() {
        ScoredRows rows = Samples.fine(1, 50_000);

        MultiCalibration map = MultiCalibration.fit(rows, 5);

        double[] gaps = new double[5];
        for (int row = 0; row < rows.size(); row++) {
            double p = map.calibrate(rows.scores()[row], rows.uncertainties()[row]);
            gaps[map.levels().level(rows.uncertainties()[row])] += (rows.labels()[row] ? 1 : 0) - p;
        }
        assertThat(Arrays.stream(gaps).map(Math::abs).max().orElseThrow() / 10_000)
                .isLessThan(.006);
    }

    @Test
    void thePosteriorIsTheBeliefOfWhoKnowsThePrior() {
        Prior assumed = new Prior(1, 1);
        Prior prior = new Prior(.2, 1.8);
        PosteriorCalibration map = PosteriorCalibration.of(assumed, prior, 3);

        for (double[] counts : new double[][] {{0, 5}, {3, 4}, {28, 2}, {50, 50}, {1, 99}, {950, 50}, {0, 1}}) {
            double a = counts[0] + 1;
            double b = counts[1] + 1;
            BetaPosterior model = BetaPosterior.of(a, b);
            double expected = BetaPosterior.of(new Evidence(counts[0], counts[1]), prior, 3)
                    .mean();
            assertThat(map.calibrate(model.mean(), model.variance())).isCloseTo(expected, within(.002));
        }
    }

    @Test
    void thePosteriorFindsItsPrior() {
        SplittableRandom random = Seeds.stream(3);
        int size = 20_000;
        double[] scores = new double[size];
        double[] variances = new double[size];
        boolean[] labels = new boolean[size];
        for (int i = 0; i < size; i++) {
            double r = Math.pow(random.nextDouble(), 4); // Beta(1/4, 1)
            int n = 1 + random.nextInt(30);
            int k = 0;
            for (int j = 0; j < n; j++) {
                k += random.nextDouble() < r ? 1 : 0;
            }
            BetaPosterior model = BetaPosterior.of(k + 1, n - k + 1);
            scores[i] = model.mean();
            variances[i] = model.variance();
            labels[i] = random.nextDouble() < r;
        }

        var map = PosteriorCalibration.fit(ScoredRows.of(scores, labels, variances), Prior.UNIFORM, 1);

        assertThat(map.prior().positives()).isCloseTo(.25, within(.06));
        assertThat(map.prior().negatives()).isCloseTo(1, within(.25));
    }

    @Test
    void thePosteriorNeedsVariances() {
        var rows = ScoredRows.of(new double[] {.1, .9}, new boolean[] {false, true});

        assertThatThrownBy(() -> PosteriorCalibration.fit(rows, Prior.UNIFORM, 1))
                .hasMessage("The posterior needs an `uncertainty` for each row: the variance of the score.");
    }

    @ParameterizedTest
    @EnumSource(value = CalibrationMethod.class, names = "POSTERIOR", mode = EnumSource.Mode.EXCLUDE)
    void everyMethodBetterCalibratesScoresThatClaimTooMuch(CalibrationMethod method) {
        var config = new CalibrationConfig(method, 5, Prior.UNIFORM, 1, 5, 42);

        CalibrationFit fit = CalibrationFit.fit(tooBold(), config, NO_FOLDS, Monitor.NONE);

        assertThat(fit.after().ece()).isLessThan(fit.before().ece() / 2);
        assertThat(fit.after().logLoss()).isLessThan(fit.before().logLoss());
        assertThat(fit.after().brier()).isLessThan(fit.before().brier());
    }

    @Test
    void onlyMulticalibrationRepairsWhatDependsOnTheUncertainty() {
        ScoredRows rows = Samples.fine(2, 50_000);
        var isotonic = new CalibrationConfig(CalibrationMethod.ISOTONIC, 5, Prior.UNIFORM, 1, 2, 42);
        var multi = new CalibrationConfig(CalibrationMethod.MULTICALIBRATION, 5, Prior.UNIFORM, 1, 2, 42);

        double oneDimension = CalibrationFit.fit(rows, isotonic, NO_FOLDS, Monitor.NONE)
                .after()
                .gridEce();
        double twoDimensions =
                CalibrationFit.fit(rows, multi, NO_FOLDS, Monitor.NONE).after().gridEce();

        assertThat(oneDimension).isGreaterThan(.05);
        assertThat(twoDimensions).isLessThan(oneDimension / 2);
    }

    private static ScoredRows tooBold() {
        return drawn(s -> Logistic.sigmoid(Logistic.logit(s) / 3));
    }

    /** 40,000 uniform scores with a given law of positivity; the uncertainty says nothing. */
    private static ScoredRows drawn(DoubleUnaryOperator positivity) {
        SplittableRandom random = Seeds.stream(11);
        double[] scores =
                DoubleStream.generate(random::nextDouble).limit(40_000).toArray();
        boolean[] labels = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            labels[i] = random.nextDouble() < positivity.applyAsDouble(scores[i]);
        }
        double[] noise =
                DoubleStream.generate(random::nextDouble).limit(scores.length).toArray();
        return ScoredRows.of(scores, labels, noise);
    }

    /** The value of isotonic regression at a score, after one row of that score was added. */
    private static double withAdded(ScoredRows rows, double score, boolean label) {
        double[][] sums = ascendingSums(rows, score, label);
        int group = Arrays.binarySearch(sums[0], score);
        return minMax(sums, group);
    }

    /** Distinct ascending scores, positives and counts, with a row added if {@code added >= 0}. */
    private static double[][] ascendingSums(ScoredRows rows, double added, boolean label) {
        double[] scores = DoubleStream.concat(Arrays.stream(rows.scores()), DoubleStream.of(added))
                .filter(score -> score >= 0)
                .distinct()
                .sorted()
                .toArray();
        double[] positives = new double[scores.length];
        double[] counts = new double[scores.length];
        for (int row = 0; row <= rows.size(); row++) {
            double score = row < rows.size() ? rows.scores()[row] : added;
            if (score >= 0) {
                int group = Arrays.binarySearch(scores, score);
                counts[group]++;
                positives[group] += (row < rows.size() ? rows.labels()[row] : label) ? 1 : 0;
            }
        }
        return new double[][] {scores, positives, counts};
    }

    /** Isotonic regression as max over i &lt;= group of min over j &gt;= group of the mean from i to j. */
    private static double minMax(double[][] sums, int group) {
        double highest = 0;
        for (int i = 0; i <= group; i++) {
            double lowest = 1;
            for (int j = group; j < sums[0].length; j++) {
                double positives = 0;
                double count = 0;
                for (int k = i; k <= j; k++) {
                    positives += sums[1][k];
                    count += sums[2][k];
                }
                lowest = Math.min(lowest, positives / count);
            }
            highest = Math.max(highest, lowest);
        }
        return highest;
    }
}
