// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionModelTest {
    private static final Coupons TRAINING = Coupons.of(20_000, 1);
    private static final Coupons TEST = Coupons.of(20_000, 2);
    private static final Workers WORKERS = Workers.of(2);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    private static ConversionModel fitted(boolean entireSpace, Uncertainty uncertainty, Coupons coupons) {
        ConversionModel model = Coupons.model(entireSpace, uncertainty);
        model.fit(coupons.rows(), coupons.targets(), WORKERS, Monitor.NONE);
        return model;
    }

    @ParameterizedTest
    @EnumSource
    void learnsTheProbabilitiesThatMadeTheRows(Uncertainty uncertainty) {
        Predictions predicted = fitted(true, uncertainty, TRAINING).predict(TEST.rows(), WORKERS);

        double best = TEST.metrics(TEST.probability()).logLoss();
        assertThat(TEST.metrics(predicted.probability()).logLoss()).isCloseTo(best, within(.002));
        assertThat(TEST.metrics(predicted.probability()).predictedOverObserved())
                .isCloseTo(1, within(.05));
        assertThat(ConversionMetrics.of(predicted.engagementProbability(), TEST.clipped())
                        .predictedOverObserved())
                .isCloseTo(1, within(.05));
    }

    @Test
    void theEntireSpaceTellsMoreThanASingleHead() {
        double product = TEST.metrics(fitted(true, Uncertainty.POSTERIOR, TRAINING)
                        .predict(TEST.rows(), WORKERS)
                        .probability())
                .logLoss();
        double single = TEST.metrics(fitted(false, Uncertainty.POSTERIOR, TRAINING)
                        .predict(TEST.rows(), WORKERS)
                        .probability())
                .logLoss();

        assertThat(product).isLessThan(single - .005);
    }

    @ParameterizedTest
    @EnumSource
    void theBitsDoNotDependOnTheNumberOfThreads(Uncertainty uncertainty) {
        float[] one;
        float[] four;
        try (var workers = Workers.of(1)) {
            ConversionModel model = Coupons.model(true, uncertainty);
            model.fit(TRAINING.rows(), TRAINING.targets(), workers, Monitor.NONE);
            model.step(TRAINING.rows(), TRAINING.targets(), workers);
            one = model.predict(TEST.rows(), workers).probability();
        }
        try (var workers = Workers.of(4)) {
            ConversionModel model = Coupons.model(true, uncertainty);
            model.fit(TRAINING.rows(), TRAINING.targets(), workers, Monitor.NONE);
            model.step(TRAINING.rows(), TRAINING.targets(), workers);
            four = model.predict(TEST.rows(), workers).probability();
        }

        assertThat(four).isEqualTo(one);
    }

    @ParameterizedTest
    @EnumSource
    void uncertaintyShrinksAsRowsAreAdded(Uncertainty uncertainty) {
        double few = mean(fitted(true, uncertainty, Coupons.of(1_000, 3)).predict(TEST.rows(), WORKERS));
        double many = mean(fitted(true, uncertainty, Coupons.of(16_000, 3)).predict(TEST.rows(), WORKERS));

        // sixteen times the rows, a quarter of the standard deviation, but for what the steps of the optimizer add
        assertThat(few / many).isBetween(2.0, 5.0);
    }

    /** The spread of models trained on independent data is what the uncertainty is meant to be. */
    @ParameterizedTest
    @EnumSource
    void uncertaintyIsTheSpreadOverOtherTrainingData(Uncertainty uncertainty) {
        int twins = 8;
        float[][] predictions = new float[twins][];
        double claimed = 0;
        for (int twin = 0; twin < twins; twin++) {
            Predictions predicted =
                    fitted(true, uncertainty, Coupons.of(4_000, 100 + twin)).predict(TEST.rows(), WORKERS);
            predictions[twin] = predicted.probability();
            claimed += mean(predicted) / twins;
        }
        double observed = 0;
        for (int row = 0; row < TEST.rows().count(); row++) {
            double sum = 0;
            double squares = 0;
            for (float[] prediction : predictions) {
                sum += prediction[row];
                squares += (double) prediction[row] * prediction[row];
            }
            observed += Math.sqrt((squares - sum * sum / twins) / (twins - 1))
                    / TEST.rows().count();
        }

        assertThat(claimed / observed).isBetween(.7, 1.5);
    }

    @Test
    void aWarmStartGoesOnFromWhatWasLearned() {
        ConversionModel model = fitted(true, Uncertainty.POSTERIOR, TRAINING);
        float[] before = model.predict(TEST.rows(), WORKERS).probability();
        Coupons night = Coupons.of(200, 9);

        model.fit(night.rows(), night.targets(), WORKERS, Monitor.NONE);

        double cold = TEST.metrics(fitted(true, Uncertainty.POSTERIOR, night)
                        .predict(TEST.rows(), WORKERS)
                        .probability())
                .logLoss();
        double warm =
                TEST.metrics(model.predict(TEST.rows(), WORKERS).probability()).logLoss();
        assertThat(warm).isLessThan(cold).isCloseTo(TEST.metrics(before).logLoss(), within(.01));
    }

    @Test
    void aStreamIsLearnedByStepsToo() {
        ConversionModel model = Coupons.model(true, Uncertainty.POSTERIOR);
        for (int night = 0; night < 10; night++) {
            Coupons rows = Coupons.of(4_000, 50 + night);
            model.step(rows.rows(), rows.targets(), WORKERS);
        }

        double best = TEST.metrics(TEST.probability()).logLoss();
        assertThat(TEST.metrics(model.predict(TEST.rows(), WORKERS).probability())
                        .logLoss())
                .isCloseTo(best, within(.01));
    }

    @Test
    void aCopyLearnsOnItsOwn() {
        ConversionModel model = fitted(true, Uncertainty.ENSEMBLE, TRAINING);
        float[] before = model.predict(TEST.rows(), WORKERS).probability();
        ConversionModel copy = model.copy();

        copy.step(TRAINING.rows(), TRAINING.targets(), WORKERS);

        assertThat(model.predict(TEST.rows(), WORKERS).probability()).isEqualTo(before);
        model.step(TRAINING.rows(), TRAINING.targets(), WORKERS);
        assertThat(model.predict(TEST.rows(), WORKERS).probability())
                .isEqualTo(copy.predict(TEST.rows(), WORKERS).probability())
                .isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasLearnedMakesTheSameModelAgain(Uncertainty uncertainty) {
        ConversionModel model = fitted(true, uncertainty, TRAINING);

        ConversionModel again = ConversionModel.of(model.config(), model.shape(), model.learned());

        assertThat(again.predict(TEST.rows(), WORKERS).probability())
                .isEqualTo(model.predict(TEST.rows(), WORKERS).probability());
        assertThat(again.predict(TEST.rows(), WORKERS).uncertainty()[0])
                .isCloseTo(model.predict(TEST.rows(), WORKERS).uncertainty()[0], within(1e-6f));
        Uncertainty other = uncertainty == Uncertainty.POSTERIOR ? Uncertainty.ENSEMBLE : Uncertainty.POSTERIOR;
        assertThatThrownBy(() -> ConversionModel.of(Coupons.config(true, other), model.shape(), model.learned()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A model of 2 heads and " + model.config().modelCount()
                        + " members cannot go on with other heads, members or another uncertainty.");
    }

    @Test
    void keepsTheBestEpochOnTheHeldOutRows() {
        // labels are chance: whatever is learned of the features is wrong, so the best epoch is an early one
        Coupons coupons = Coupons.of(300, 5);
        boolean[] chance = new boolean[300];
        for (int row = 0; row < chance.length; row++) {
            chance[row] = row % 7 < 2;
        }
        ConversionModel model = Coupons.model(false, Uncertainty.POSTERIOR);

        FitReport report = model.fit(coupons.rows(), Targets.ofLabels(chance, chance), WORKERS, Monitor.NONE);

        assertThat(report.bestEpoch()).isLessThan(report.ranEpochs());
        assertThat(report.trainingRows()).isEqualTo(270);
        assertThat(report.validationRows()).isEqualTo(30);
    }

    /** For a constant x, the optimum of weighted rows is a ratio of weights. */
    @Test
    void weightsAreWhatRowsCount() {
        int count = 20_000;
        float[] dense = new float[count];
        float[] positive = new float[count];
        float[] negative = new float[count];
        for (int row = 0; row < count; row++) {
            dense[row] = row % 2 == 0 ? 1 : -1;
            positive[row] = row % 10 < 3 ? 1 : 0;
            negative[row] = row % 10 < 3 ? .1f : .2f;
        }
        ConversionModel model = ConversionModel.create(Coupons.config(false, Uncertainty.POSTERIOR), 1, 0, 0);

        model.fit(FeatureRows.ofNumbers(1, dense), Targets.ofConversions(positive, negative), WORKERS, Monitor.NONE);

        float[] predicted = model.predict(FeatureRows.ofNumbers(1, new float[] {1, -1}), WORKERS)
                .probability();
        // of five even rows, two are of the first kind; of five odd ones, one
        assertThat((double) predicted[0]).isCloseTo(2 / (2 + .2 + .6), within(.02));
        assertThat((double) predicted[1]).isCloseTo(1 / (1 + .1 + .8), within(.02));
    }

    @Test
    void stopsWhenTheMonitorSaysSo() {
        ConversionModel model = Coupons.model(true, Uncertainty.ENSEMBLE);

        assertThatThrownBy(() -> model.fit(TRAINING.rows(), TRAINING.targets(), WORKERS, (task, done, total) -> {
                    throw new IllegalStateException(task);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Train");
    }

    @Test
    void refusesRowsOfOneClassOrOfAnotherShape() {
        ConversionModel model = Coupons.model(true, Uncertainty.POSTERIOR);
        var none = Targets.ofLabels(new boolean[20_000], TRAINING.clipped());
        var nobody = Targets.ofLabels(TRAINING.redeemed(), new boolean[20_000]);
        var narrow = FeatureRows.ofNumbers(2, new float[20]);

        assertThatThrownBy(() -> model.fit(TRAINING.rows(), none, WORKERS, Monitor.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be rows with conversion and rows without to train on, but those with weigh 0.0"
                        + " and those without 18000.0.");
        assertThatThrownBy(() -> model.fit(TRAINING.rows(), nobody, WORKERS, Monitor.NONE))
                .hasMessage("There must be rows with engagement and rows without to train on, but those with weigh 0.0"
                        + " and those without 18000.0.");
        assertThatThrownBy(() -> model.predict(narrow, WORKERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rows have 2 numbers and 0 categories, but the model expects 6 and 1.");
        assertThatThrownBy(() -> model.step(TRAINING.rows(), Coupons.of(3, 1).targets(), WORKERS))
                .hasMessage("There are 20000 rows, but targets of 3.");
        assertThatThrownBy(() -> Targets.ofConversions(new float[] {1}, new float[] {Float.NaN}))
                .hasMessage("`negative` must be a finite number >= 0, but was NaN.");
    }

    private static double mean(Predictions predictions) {
        double sum = 0;
        for (float uncertainty : predictions.uncertainty()) {
            sum += uncertainty;
        }
        return sum / predictions.uncertainty().length;
    }
}
