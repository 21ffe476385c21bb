// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class DelayModelTest {
    private static final long HOUR = 3_600_000;
    private static final FeedbackWindows WINDOWS = new FeedbackWindows(HOUR, 48 * HOUR);
    private static final long NOW = 400 * HOUR;
    private static final long NONE = Observation.ABSENT;

    @Test
    void believesWhatWasObserved() {
        EventRows rows = shop(20_000, 1);
        DelayFit fit = fit(rows, NOW, 1);

        double[] sums = new double[3];
        double[] truths = new double[3];
        int waiting = 0;
        for (int row = 0; row < rows.size(); row++) {
            long delay = rows.convertedAt()[row] - rows.eventAt()[row];
            boolean converts = rows.convertedAt()[row] != NONE && delay <= WINDOWS.attributionMillis();
            boolean late = converts && delay > HOUR;
            Beliefs beliefs = fit.model().believe(rows, row, HOUR, HOUR);
            sums[0] += beliefs.probability();
            truths[0] += converts ? 1 : 0;
            sums[1] += beliefs.delayed();
            truths[1] += late ? 1 : 0;
            if (late || !converts) {
                waiting++;
                sums[2] += beliefs.fakeNegative();
                truths[2] += late ? 1 : 0;
            }
        }
        assertThat(waiting).isGreaterThan(15_000);
        for (int k = 0; k < 3; k++) {
            assertThat(sums[k] / truths[k]).as("predicted over observed %d", k).isCloseTo(1, within(0.05));
        }
        assertThat(fit.calibration().realNegativeLogLoss())
                .isLessThan(0.9 * fit.calibration().constantLogLoss());
        assertThat(fit.census().conversionsAfterNow()).isPositive();
    }

    @Test
    void engagementTellsRealNegativesFromFakeOnes() {
        EventRows rows = shop(20_000, 1);
        DelayModel model = fit(rows, NOW, 1).model();
        float[] features = {0, 0};
        EventRows engaged = one(features, 5 * HOUR / 6);
        EventRows ignored = one(features, NONE);

        assertThat(model.believe(engaged, 0, HOUR, HOUR).fakeNegative())
                .isGreaterThan(10 * model.believe(ignored, 0, HOUR, HOUR).fakeNegative());
        // the belief about late conversions is one by the features alone: that is what factors may look at
        assertThat(model.believe(engaged, 0, HOUR, HOUR).delayed())
                .isEqualTo(model.believe(ignored, 0, HOUR, HOUR).delayed());
        // before it was seen, it was not known
        assertThat(model.believe(engaged, 0, HOUR, HOUR / 2)).isEqualTo(model.believe(ignored, 0, HOUR, HOUR / 2));
    }

    @Test
    void realNegativesAloneAreBelievedAsWithAllElse() {
        EventRows rows = shop(2000, 1);
        DelayModel model = fit(rows, NOW, 1).model();

        for (int row = 0; row < 40; row++) {
            for (long elapsed = -HOUR; elapsed <= 49 * HOUR; elapsed += HOUR / 4 + 1) {
                assertThat(model.realNegative(rows, row, elapsed))
                        .isCloseTo(model.believe(rows, row, HOUR, elapsed).realNegative(), within(1e-12));
            }
        }
    }

    @Test
    void withoutSignalsBeliefsAreThoseOfASurvivalModel() {
        EventRows rows = withoutSignals(shop(5000, 2));
        DelayModel model = fit(rows, NOW, 1).model();

        double last = 0;
        for (long elapsed = 0; elapsed <= 48 * HOUR; elapsed += HOUR / 2) {
            Beliefs beliefs = model.believe(rows, 7, elapsed, elapsed);
            double p = beliefs.probability();
            assertThat(beliefs.realNegative())
                    .isCloseTo((1 - p) / (1 - p + beliefs.delayed()), within(1e-12))
                    .isGreaterThanOrEqualTo(last);
            last = beliefs.realNegative();
        }
        assertThat(model.believe(rows, 7, 0, 0).delayed())
                .isEqualTo(model.believe(rows, 7, 0, 0).probability());
        assertThat(last).isEqualTo(1);
    }

    @ParameterizedTest
    @Seeded(3)
    void nothingAfterNowIsLookedAt(long seed) {
        EventRows rows = shop(3000, seed);
        EventRows altered = alteredAfter(rows, NOW, seed);

        assertThat(altered.convertedAt()).isNotEqualTo(rows.convertedAt());
        assertThat(altered.signalAt()[0]).isNotEqualTo(rows.signalAt()[0]);
        DelayFit known = fit(rows, NOW, 1);
        DelayFit other = fit(altered, NOW, 1);
        assertThat(other.model().tables().parameters())
                .isEqualTo(known.model().tables().parameters());
        assertThat(other.calibration()).isEqualTo(known.calibration());
        // the test can fail: what happened before now does matter
        assertThat(fit(rows, NOW - 24 * HOUR, 1).model().tables().parameters())
                .isNotEqualTo(known.model().tables().parameters());
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        EventRows rows = shop(20_000, 1);

        assertThat(fit(rows, NOW, 4).model().tables().parameters())
                .isEqualTo(fit(rows, NOW, 1).model().tables().parameters());
    }

    @Test
    void recentEventsDoNotBiasTheFit() {
        // no features: hazards are counts, so right-censored events must leave the estimate where it was
        EventRows rows = withoutSignals(shop(40_000, 3));
        double early = fit(rows, NOW, 1).model().believe(rows, 0, 0, 0).probability();
        double later =
                fit(rows, NOW + 1000 * HOUR, 1).model().believe(rows, 0, 0, 0).probability();

        assertThat(early).isCloseTo(later, within(0.02));
    }

    @Test
    void manySignalsFormALadder() {
        int n = 6000;
        EventRows base = shop(n, 4);
        long[][] signals = {base.signalAt()[0].clone(), new long[n], new long[n]};
        for (int row = 0; row < n; row++) {
            boolean bought = base.convertedAt()[row] != NONE;
            signals[1][row] = bought ? base.signalAt()[0][row] : NONE; // two at once
            signals[2][row] = bought ? base.convertedAt()[row] - HOUR / 60 : NONE;
        }
        var rows = new EventRows(base.features(), base.eventAt(), base.convertedAt(), signals);
        DelayModel model = fit(rows, NOW, 1).model();

        int engaged = IntStream.range(0, n)
                .filter(row -> rows.convertedAt()[row] - rows.eventAt()[row] > 2 * HOUR)
                .filter(row -> rows.signalsSeen(row, rows.eventAt()[row] + HOUR) == 2)
                .findFirst()
                .orElseThrow();
        assertThat(model.believe(rows, engaged, HOUR, HOUR).fakeNegative()).isGreaterThan(0.8);
        double p = 0;
        double observed = 0;
        for (int row = 0; row < n; row++) {
            p += model.believe(rows, row, HOUR, HOUR).probability();
            observed += rows.convertedAt()[row] != NONE
                            && rows.convertedAt()[row] - rows.eventAt()[row] <= WINDOWS.attributionMillis()
                    ? 1
                    : 0;
        }
        assertThat(p / observed).isCloseTo(1, within(0.08));
    }

    @Test
    void categoriesTeachToo() {
        int n = 8000;
        EventRows base = withoutSignals(shop(n, 5));
        int[] categories = new int[n];
        long[] convertedAt = base.convertedAt().clone();
        for (int row = 0; row < n; row++) {
            categories[row] = row % 4;
            convertedAt[row] = row % 4 == 3 ? NONE : convertedAt[row];
        }
        var features = new EventRows.Features(0, new float[0], 1, categories);
        var rows = new EventRows(features, base.eventAt(), convertedAt, new long[0][]);
        var config = DelayConfig.of(WINDOWS).withBuckets(4);
        DelayModel model;
        try (var workers = Workers.of(1)) {
            model = DelayFit.fit(rows, NOW, config, workers, Monitor.NONE).model();
        }

        assertThat(model.believe(rows, 3, HOUR, HOUR).probability()).isLessThan(0.02);
        assertThat(model.believe(rows, 2, HOUR, HOUR).probability()).isGreaterThan(0.1);
    }

    @Test
    void aHiddenLayerLearnsWhatFeaturesSayTogether() {
        int n = 8000;
        EventRows base = withoutSignals(shop(n, 6));
        float[] features = new float[2 * n];
        long[] convertedAt = new long[n];
        for (int row = 0; row < n; row++) { // converts if exactly one of two features is 1
            features[2 * row] = row % 2;
            features[2 * row + 1] = row / 2 % 2;
            boolean converts = row % 2 != row / 2 % 2 && row % 5 < 3;
            convertedAt[row] = converts ? base.eventAt()[row] + (row % 24) * HOUR : NONE;
        }
        var rows = new EventRows(EventRows.Features.ofNumbers(2, features), base.eventAt(), convertedAt, new long[0][]);
        DelayConfig linear = DelayConfig.of(WINDOWS);
        DelayFit without;
        DelayFit with;
        DelayFit again;
        try (var one = Workers.of(1);
                var two = Workers.of(2)) {
            without = DelayFit.fit(rows, NOW, linear, one, Monitor.NONE);
            with = DelayFit.fit(rows, NOW, linear.withHiddenUnits(4), one, Monitor.NONE);
            again = DelayFit.fit(rows, NOW, linear.withHiddenUnits(4), two, Monitor.NONE);
        }

        assertThat(with.model().believe(rows, 0, HOUR, 0).probability()).isLessThan(0.05);
        assertThat(with.model().believe(rows, 1, HOUR, 0).probability()).isCloseTo(0.6, within(0.1));
        assertThat(without.model().believe(rows, 1, HOUR, 0).probability()).isCloseTo(0.3, within(0.1));
        assertThat(with.calibration().realNegativeLogLoss())
                .isLessThan(0.7 * without.calibration().realNegativeLogLoss());
        assertThat(again.model().tables().parameters())
                .isEqualTo(with.model().tables().parameters());
        var copy = new DelayModel(with.model().form(), with.model().tables());
        assertThat(copy.believe(rows, 1, HOUR, 0)).isEqualTo(with.model().believe(rows, 1, HOUR, 0));
    }

    @Test
    void aModelIsMadeAgainFromItsTables() {
        EventRows rows = shop(2000, 1);
        DelayModel model = fit(rows, NOW, 1).model();
        var again = new DelayModel(model.form(), model.tables());

        assertThat(again.believe(rows, 5, HOUR, 3 * HOUR)).isEqualTo(model.believe(rows, 5, HOUR, 3 * HOUR));
        assertThatThrownBy(() -> new DelayModel(new DelayModel.Form(WINDOWS, 16, 3, 0, 1, 0), model.tables()))
                .hasMessage("The tables of the delay model do not fit together.");
        assertThatThrownBy(() -> model.believe(withoutSignals(rows), 0, HOUR, HOUR))
                .hasMessage("`engagedAt` has 0 signals, but the model expects 1.");
    }

    @Test
    void refusesWhatCannotTeach() {
        EventRows rows = shop(100, 1);
        long[] never = new long[100];
        Arrays.fill(never, NONE);
        assertThatThrownBy(() -> fit(rows, 40 * HOUR, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("No event is older than `attributionWindow` at `now`,"
                        + " so nobody can know yet how many conversions come late.");
        assertThatThrownBy(() -> fit(
                        new EventRows(rows.features(), rows.eventAt(), never, rows.signalAt()), NOW + 500 * HOUR, 1))
                .hasMessage("`convertedAt` must count in some rows, but no conversion is known at `now` in any of"
                        + " 100 rows.");
        assertThatThrownBy(() -> fit(
                        new EventRows(rows.features(), rows.eventAt(), rows.eventAt(), rows.signalAt()),
                        NOW + 500 * HOUR,
                        1))
                .hasMessage("`convertedAt` must be absent in some rows, but all 100 mature events have converted.");
        assertThatThrownBy(() -> EventRows.Features.ofNumbers(2, new float[] {1, 2, 3, Float.NaN}))
                .hasMessage("`features` must be finite, but number 2 of row 2 was NaN.");
    }

    @Test
    void stopsWhenToldTo() {
        EventRows rows = shop(1000, 1);
        int[] calls = {0};
        try (var workers = Workers.of(1)) {
            assertThatThrownBy(() -> DelayFit.fit(rows, NOW, DelayConfig.of(WINDOWS), workers, (task, done, total) -> {
                        if (++calls[0] == 2) {
                            throw new IllegalStateException("stop");
                        }
                    }))
                    .hasMessage("stop");
        }
        assertThat(calls[0]).isEqualTo(2);
    }

    static DelayFit fit(EventRows rows, long now, int threads) {
        try (var workers = Workers.of(threads)) {
            return DelayFit.fit(rows, now, DelayConfig.of(WINDOWS), workers, Monitor.NONE);
        }
    }

    /** Events of 400 hours: a third engages within the hour, of these about half buys, with delays that depend on x. */
    static EventRows shop(int n, long seed) {
        float[] features = new float[2 * n];
        long[] eventAt = new long[n];
        long[] convertedAt = new long[n];
        long[] engagedAt = new long[n];
        for (int row = 0; row < n; row++) {
            var chance = Seeds.stream(seed, row);
            double x = 2 * chance.nextDouble() - 1;
            double y = 2 * chance.nextDouble() - 1;
            features[2 * row] = (float) x;
            features[2 * row + 1] = (float) (100 + 10 * y);
            eventAt[row] = row * (NOW / n);
            boolean engages = chance.nextDouble() < 0.33 + 0.2 * x;
            boolean buys = engages && chance.nextDouble() < 0.5 + 0.3 * y;
            engagedAt[row] = engages ? eventAt[row] + (long) (chance.nextDouble() * HOUR) : NONE;
            double hours = 8 * Math.exp(x) * -Math.log(1 - chance.nextDouble());
            convertedAt[row] = buys ? engagedAt[row] + (long) (hours * HOUR) : NONE;
        }
        return new EventRows(EventRows.Features.ofNumbers(2, features), eventAt, convertedAt, new long[][] {engagedAt});
    }

    private static EventRows one(float[] features, long engagedAt) {
        float[] centered = {features[0], 100 + features[1]};
        return new EventRows(
                EventRows.Features.ofNumbers(2, centered), new long[] {0}, new long[] {NONE}, new long[][] {{engagedAt}
                });
    }

    private static EventRows withoutSignals(EventRows rows) {
        return new EventRows(rows.features(), rows.eventAt(), rows.convertedAt(), new long[0][]);
    }

    /** Everything after a moment is made up anew; what was absent may come later. */
    private static EventRows alteredAfter(EventRows rows, long now, long seed) {
        var chance = Seeds.stream(seed, 99);
        long[] convertedAt = rows.convertedAt().clone();
        long[] engagedAt = rows.signalAt()[0].clone();
        for (int row = 0; row < rows.size(); row++) {
            for (long[] times : new long[][] {convertedAt, engagedAt}) {
                if (times[row] == NONE || times[row] > now) {
                    times[row] = chance.nextBoolean() ? NONE : now + 1 + chance.nextInt(1_000_000);
                }
            }
        }
        return new EventRows(rows.features(), rows.eventAt(), convertedAt, new long[][] {engagedAt});
    }
}
