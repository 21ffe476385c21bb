// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.feedback.Observation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fixed points: for one value of the features, the best constant under the weights is the chance of a conversion. All
 * expectations are exact sums over the masses of the rows.
 */
class FeedbackWeightTest {
    /** Events of one x: a share of them with their chances to convert within and after the observation window. */
    private record Cell(double share, double early, double late) {
        double fakeNegative() {
            return late / (1 - early);
        }
    }

    /** Engaged and not engaged, as far as it is seen when the observation window ends. */
    private static final List<Cell> CELLS = List.of(new Cell(0.3, 0.2, 0.3), new Cell(0.7, 0.01, 0.02));

    private static final double EARLY = 0.3 * 0.2 + 0.7 * 0.01;
    private static final double LATE = 0.3 * 0.3 + 0.7 * 0.02;
    private static final double P = EARLY + LATE;

    /** What a loss counts as positive and as negative. */
    private double positives;

    private double negatives;

    @Test
    void exactWeightsConditionedOnEngagementAreUnbiased() {
        for (Cell cell : CELLS) {
            addCopies(new ExactWeight(), cell, Beliefs.ofRealNegative(1 - cell.fakeNegative()));
        }

        assertThat(optimum()).isCloseTo(P, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void everyAlphaIsUnbiased(double alpha) {
        for (Cell cell : CELLS) {
            addCopies(new AlphaWeight(alpha), cell, Beliefs.ofRealNegative(1 - cell.fakeNegative()));
        }

        assertThat(optimum()).isCloseTo(P, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXACT", "ESDFM", "DEFUSE"})
    void weightsOfCopiesAreUnbiasedByFeaturesAlone(FeedbackMethod method) {
        addCopies(method.weight(0), pooled(), pooledBeliefs());

        assertThat(optimum()).isCloseTo(P, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(names = {"ESDFM", "DEFUSE"})
    void methodsWithAFactorOfTheFeaturesMayLookAtEngagementForRealNegativesOnly(FeedbackMethod method) {
        for (Cell cell : CELLS) {
            // late by x alone, real negatives by x and c
            addCopies(method.weight(0), cell, new Beliefs(P, LATE, 1 - cell.fakeNegative()));
        }

        assertThat(optimum()).isCloseTo(P, within(1e-15));
    }

    @Test
    void aFactorThatLooksAtEngagementIsTheTrapThatTheDefaultAvoids() {
        for (Cell cell : CELLS) {
            addCopies(new ElapsedTimeWeight(), cell, new Beliefs(P, cell.late(), 1 - cell.fakeNegative()));
        }

        // engaged events, which convert more, count 1.3 times, the others 1.02 times
        double engaged = 0.3 * 1.3;
        double others = 0.7 * 1.02;
        assertThat(optimum()).isCloseTo((engaged * 0.5 + others * 0.03) / (engaged + others), within(1e-15));
        assertThat(optimum() / P).isGreaterThan(1.12);
    }

    @Test
    void secondLooksAreUnbiasedWithTheJointChanceToBeLate() {
        var weight = new RealNegativeWeight();
        addSecondLooks(weight, pooledBeliefs());
        assertThat(optimum()).isCloseTo(P, within(1e-15));

        // as public code has it: the chance to be late given a conversion, and 2 p / p times the rest
        reset();
        double conditional = LATE / P;
        addSecondLooks(
                (kind, beliefs) -> kind.positive()
                        ? new ImportanceWeight(2 * (2 - conditional), 0)
                        : new ImportanceWeight(0, (1 - P) / (1 - P + conditional / 2)),
                pooledBeliefs());
        assertThat(optimum() / P).isGreaterThan(1.7);
    }

    @Test
    void defuseAsPublicCodeHasItPromisesFarTooMuch() {
        var right = new DefuseWeight();
        double z = LATE / (1 - EARLY);
        addCopies(
                (kind, beliefs) -> kind.positive() ? new ImportanceWeight(2 + LATE, 0) : right.weigh(kind, beliefs),
                pooled(),
                pooledBeliefs());

        double positive = (EARLY + LATE) * (2 + LATE) + (1 - EARLY) * z * LATE;
        assertThat(optimum()).isCloseTo(positive / (positive + (1 - P) * (1 + LATE)), within(1e-15));
        assertThat(optimum() / P).isGreaterThan(1.6);
    }

    @Test
    void fakeNegativeWeightsHaveTheChanceForAFixedPoint() {
        double f = 0.5;
        for (int iteration = 0; iteration < 1000; iteration++) {
            reset();
            addAtOnce(new FakeNegativeWeight(), new Beliefs(f, Double.NaN, Double.NaN));
            f = optimum();
        }

        assertThat(f).isCloseTo(P, within(1e-12));
    }

    @Test
    void fakeNegativeCalibrationCorrectsWhatWasLearned() {
        addAtOnce(new FakeNegativeCalibration(), null);

        assertThat(optimum()).isCloseTo(P / (1 + P), within(1e-15));
        assertThat(FakeNegativeCalibration.corrected(optimum())).isCloseTo(P, within(1e-15));
        assertThat(FakeNegativeCalibration.corrected(0.7)).isEqualTo(1);
    }

    @Test
    void theSecondHeadOfBiDefuseHasTheChanceToBeLateForAFixedPoint() {
        double g = 0.5;
        for (int iteration = 0; iteration < 1000; iteration++) {
            reset();
            addCopies(new BiDefuseWeight(), pooled(), new Beliefs(Double.NaN, g, Double.NaN));
            g = optimum();
        }

        assertThat(g).isCloseTo(LATE, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(names = {"FSIW", "LABEL_CORRECTION"})
    void snapshotsAreUnbiasedWithoutCopies(FeedbackMethod method) {
        for (Cell cell : CELLS) {
            // half of the late conversions have been seen
            double seen = cell.late() / 2;
            double waiting = 1 - cell.early() - seen;
            var beliefs = new Beliefs(cell.early() + cell.late(), seen, 1 - seen / waiting);
            add(cell.share() * cell.early(), method.weight(0).weigh(Kind.IMMEDIATE_POSITIVE, beliefs));
            add(cell.share() * seen, method.weight(0).weigh(Kind.DELAYED_POSITIVE, beliefs));
            add(cell.share() * waiting, method.weight(0).weigh(Kind.OBSERVED_NEGATIVE, beliefs));
        }

        assertThat(optimum()).isCloseTo(P, within(1e-15));
        assertThat(positives + negatives).isCloseTo(1, within(1e-15));
    }

    @Test
    void withCopiesLabelCorrectionWouldCountLateConversionsTwice() {
        addCopies(new LabelCorrectionWeight(), pooled(), pooledBeliefs());

        assertThat(positives).isCloseTo(P + LATE, within(1e-15));
    }

    @Test
    void exactWeightsOfASnapshotMissWhatHasNotConvertedYet() {
        var beliefs = Beliefs.ofRealNegative(1 - pooled().fakeNegative());
        add(EARLY, new ExactWeight().weigh(Kind.IMMEDIATE_POSITIVE, beliefs));
        add(1 - EARLY, new ExactWeight().weigh(Kind.OBSERVED_NEGATIVE, beliefs));

        assertThat(optimum()).isCloseTo(EARLY / (EARLY + 1 - P), within(1e-15)).isLessThan(P);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BI_DEFUSE", "FSIW"})
    void withoutLateConversionsAllMethodsTakeLabelsAtFaceValue(FeedbackMethod method) {
        var beliefs = new Beliefs(0, 0, 1);

        assertThat(method.weight(1).weigh(Kind.IMMEDIATE_POSITIVE, beliefs)).isEqualTo(ImportanceWeight.POSITIVE);
        assertThat(method.weight(1).weigh(Kind.OBSERVED_NEGATIVE, beliefs)).isEqualTo(ImportanceWeight.NEGATIVE);
        assertThat(method.weight(1).weigh(Kind.MATURE_NEGATIVE, beliefs)).isEqualTo(ImportanceWeight.NEGATIVE);
    }

    @Test
    void weightsAreClippedAndTheirWorthIsCounted() {
        var totals = new WeightTotals(4);

        totals.add(ImportanceWeight.POSITIVE);
        totals.add(new ImportanceWeight(0.25, 0.75));
        assertThat(totals.effectiveSampleSize()).isEqualTo(2);
        assertThat(totals.add(new ImportanceWeight(100, 0))).isEqualTo(new ImportanceWeight(4, 0));
        assertThat(totals.clipped()).isEqualTo(1);
        assertThat(totals.effectiveSampleSize()).isEqualTo(6.0 * 6 / (1 + 1 + 16));
        assertThat(new WeightTotals(1).effectiveSampleSize()).isZero();
    }

    @Test
    void beliefsThatNobodyHoldsAreNamed() {
        assertThatThrownBy(() -> new ElapsedTimeWeight().weigh(Kind.IMMEDIATE_POSITIVE, Beliefs.ofRealNegative(0.5)))
                .hasMessage("`delayedProbability` must be in [0, 1], but was NaN.");
        assertThatThrownBy(() -> new ExactWeight().weigh(Kind.OBSERVED_NEGATIVE, new Beliefs(0, 0, 1.5)))
                .hasMessage("`realNegativeProbability` must be in [0, 1], but was 1.5.");
        assertThatThrownBy(() -> new AlphaWeight(-1)).hasMessage("`alpha` must be in [0, 1], but was -1.0.");
    }

    private static Cell pooled() {
        return new Cell(1, EARLY, LATE);
    }

    private static Beliefs pooledBeliefs() {
        return new Beliefs(P, LATE, 1 - pooled().fakeNegative());
    }

    private void addCopies(FeedbackWeight weight, Cell cell, Beliefs beliefs) {
        add(cell.share() * cell.early(), weight.weigh(Kind.IMMEDIATE_POSITIVE, beliefs));
        add(cell.share() * (1 - cell.early()), weight.weigh(Kind.OBSERVED_NEGATIVE, beliefs));
        add(cell.share() * cell.late(), weight.weigh(Kind.DELAYED_POSITIVE, beliefs));
    }

    private void addSecondLooks(FeedbackWeight weight, Beliefs beliefs) {
        add(EARLY, weight.weigh(Kind.IMMEDIATE_POSITIVE, beliefs));
        add(1 - EARLY, weight.weigh(Kind.OBSERVED_NEGATIVE, beliefs));
        add(P, weight.weigh(Kind.DELAYED_POSITIVE, beliefs));
        add(1 - P, weight.weigh(Kind.MATURE_NEGATIVE, beliefs));
    }

    private void addAtOnce(FeedbackWeight weight, Beliefs beliefs) {
        add(1, weight.weigh(Kind.OBSERVED_NEGATIVE, beliefs));
        add(P, weight.weigh(Kind.DELAYED_POSITIVE, beliefs));
    }

    private void add(double mass, ImportanceWeight weight) {
        positives += mass * weight.positive();
        negatives += mass * weight.negative();
    }

    private double optimum() {
        return positives / (positives + negatives);
    }

    private void reset() {
        positives = 0;
        negatives = 0;
    }
}
