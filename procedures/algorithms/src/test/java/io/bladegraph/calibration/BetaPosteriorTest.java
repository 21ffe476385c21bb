// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.calibration.BetaPosterior.Evidence;
import io.bladegraph.calibration.BetaPosterior.Prior;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaPosteriorTest {

    @Test
    void knowsTheMomentsOfBetaDistributions() {
        BetaPosterior uniform = BetaPosterior.of(1, 1);
        BetaPosterior belief = BetaPosterior.of(2, 3);

        assertThat(uniform.mean()).isEqualTo(0.5);
        assertThat(uniform.variance()).isCloseTo(1.0 / 12, within(1e-15));
        assertThat(uniform.entropy()).isCloseTo(0, within(1e-14));
        assertThat(belief.mean()).isEqualTo(0.4);
        assertThat(belief.variance()).isCloseTo(0.04, within(1e-15));
        // ln B(2, 3) - psi(2) - 2 psi(3) + 3 psi(5), with psi(m) = H(m - 1) - gamma
        assertThat(belief.entropy()).isCloseTo(Math.log(1.0 / 12) - 1 - 3 + 3 * 25.0 / 12, within(1e-14));
        assertThat(belief.strength()).isEqualTo(5);
    }

    @Test
    void moreEvidenceIsLessDoubt() {
        double last = Double.POSITIVE_INFINITY;
        for (double n = 1; n < 1e6; n *= 3) {
            double entropy = BetaPosterior.of(new Evidence(n / 4, n * 3 / 4), Prior.UNIFORM, 1)
                    .entropy();
            assertThat(entropy).isLessThan(last);
            last = entropy;
        }
    }

    /** The examples of a model with the prior Beta(1, 1), a true prior Beta(.5, 4.5), and tau = 3. */
    @ParameterizedTest
    @CsvSource({
        "0.95, 30, 0.713",
        "0.95, 100, 0.804",
        "0.95, 1000, 0.857",
        "0.8, 5, 0.388",
        "0.8, 30, 0.511",
        "0.5, 2, 0.165",
        "0.5, 30, 0.238"
    })
    void recalibratesScoresOfUnderSampledModels(double score, double n, double expected) {
        double k = Math.min(n, score * (n + 2) - 1);

        double mean =
                BetaPosterior.of(new Evidence(k, n - k), new Prior(.5, 4.5), 3).mean();

        assertThat(mean).isCloseTo(expected, within(0.0006));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, .1, .9", "3, 7, .1, .9", "1, 0, .05, .05", "500, 2, 1, 1", "200000, 800000, 2, 3", "0, 50, 1, 9"
    })
    void isABetaDistributionWithoutUnderSampling(double positives, double negatives, double b1, double b0) {
        BetaPosterior expected = BetaPosterior.of(positives + b1, negatives + b0);

        BetaPosterior actual =
                UnderSampledPosterior.of(new Evidence(positives, negatives), new Prior(b1, b0), 1 + 1e-13);

        assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-8 * expected.mean()));
        assertThat(actual.variance()).isCloseTo(expected.variance(), within(1e-6 * expected.variance()));
        assertThat(actual.entropy()).isCloseTo(expected.entropy(), within(1e-6));
    }

    @Test
    void agreesWithASimulation() {
        SplittableRandom random = Seeds.stream(7);
        double tau = 4;
        double sum = 0;
        double square = 0;
        int kept = 0;
        while (kept < 40_000) {
            double r = random.nextDouble(); // the prior Beta(1, 1)
            double trainRate = tau * r / (1 + (tau - 1) * r);
            int positives = 0;
            for (int i = 0; i < 6; i++) {
                positives += random.nextDouble() < trainRate ? 1 : 0;
            }
            if (positives == 4) {
                sum += r;
                square += r * r;
                kept++;
            }
        }
        BetaPosterior posterior = BetaPosterior.of(new Evidence(4, 2), Prior.UNIFORM, tau);

        double error = 4 * Math.sqrt(posterior.variance() / kept);
        assertThat(posterior.mean()).isCloseTo(sum / kept, within(error));
        assertThat(posterior.variance())
                .isCloseTo(square / kept - (sum / kept) * (sum / kept), within(0.05 * posterior.variance()));
    }

    @Test
    void becomesTheUnderSamplingCorrectionWithMuchEvidence() {
        double mean = BetaPosterior.of(new Evidence(950_000, 50_000), Prior.UNIFORM, 3)
                .mean();

        assertThat(mean).isCloseTo(.95 / (.95 + 3 * .05), within(1e-4));
    }

    @Test
    void risesWithThePositives() {
        double last = 0;
        for (int k = 0; k <= 20; k++) {
            double mean = BetaPosterior.of(new Evidence(k, 20 - k), new Prior(.1, .9), 5)
                    .mean();
            assertThat(mean).isGreaterThan(last);
            last = mean;
        }
    }

    @Test
    void refusesWhatCannotBeCounted() {
        assertThatThrownBy(() -> new Evidence(-1, 0))
                .hasMessage("`positives` must be a finite number >= 0, but was -1.0.");
        assertThatThrownBy(() -> new Evidence(0, Double.NaN))
                .hasMessage("`negatives` must be a finite number >= 0, but was NaN.");
        assertThatThrownBy(() -> new Prior(0, 1))
                .hasMessage("`priorPositives` must be a positive finite number, but was 0.0.");
        assertThatThrownBy(() -> BetaPosterior.of(new Evidence(1, 1), Prior.UNIFORM, 0.5))
                .hasMessage("`negativeSamplingRate` must be at least 1 and below 1e9, but was 0.5.");
    }

    @Test
    void ensemblesThatAgreeKnow() {
        EnsembleMoments torn = EnsembleMoments.of(new double[] {0, 1});
        EnsembleMoments agreed = EnsembleMoments.of(new double[] {.5, .5, .5});
        EnsembleMoments mixed = EnsembleMoments.of(new double[] {.2, .3, .4});

        assertThat(torn.mutualInformation()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(agreed.variance()).isZero();
        assertThat(agreed.mutualInformation()).isCloseTo(0, within(1e-15));
        assertThat(mixed.variance()).isCloseTo(0.01, within(1e-15));
        assertThat(mixed.asBeta().mean()).isCloseTo(mixed.mean(), within(1e-12));
        assertThat(mixed.asBeta().variance()).isCloseTo(mixed.variance(), within(1e-12));
        assertThatThrownBy(agreed::asBeta)
                .hasMessage("`variance` must be between 0 and mean (1 - mean), both excluded, but was 0.0.");
        assertThatThrownBy(() -> EnsembleMoments.of(new double[] {.5}))
                .hasMessage("`probabilities` must be at least 2, but was 1.");
    }
}
