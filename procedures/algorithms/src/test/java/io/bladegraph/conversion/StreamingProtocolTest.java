// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.conversion.ConversionConfig.Schedule;
import io.bladegraph.conversion.StreamMethod.Arrivals;
import io.bladegraph.conversion.StreamMethod.Weight;
import io.bladegraph.conversion.StreamMethod.Weighting;
import io.bladegraph.conversion.StreamingProtocol.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StreamingProtocolTest {
    private static final long ABSENT = StreamEvents.ABSENT;
    private static final Workers WORKERS = Workers.of(1);
    private static final ConversionConfig CONFIG =
            new ConversionConfig(true, Uncertainty.POSTERIOR, 2, new Schedule(5, 32, .03, 0, 5), .1, 3);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    private static final StreamEvents FEW = few();

    /** Forty events to learn from beforehand, then four; the windows are 1 and 4. */
    private static StreamEvents few() {
        float[] x = new float[44];
        long[] eventAt = new long[44];
        long[] convertedAt = new long[44];
        for (int event = 0; event < 40; event++) {
            x[event] = event % 3;
            eventAt[event] = event;
            convertedAt[event] = event % 2 == 0 ? event : ABSENT;
        }
        System.arraycopy(new long[] {100, 200, 300, 400}, 0, eventAt, 40, 4);
        System.arraycopy(new long[] {101, 203, 305, ABSENT}, 0, convertedAt, 40, 4);
        return new StreamEvents(FeatureRows.ofNumbers(1, x), eventAt, convertedAt, convertedAt);
    }

    /** What a method saw, as "event kind @time". */
    private static List<String> arrivals(Arrivals arrivals) {
        List<String> seen = new ArrayList<>();
        Weighting spy = row -> {
            seen.add(row.event() + " " + row.kind() + " @" + row.at());
            return Weighting.PLAIN.weigh(row);
        };
        var protocol = new StreamingProtocol(FEW, new StreamClock(50, 500, 10, 1, 4), CONFIG, 0, WORKERS);
        protocol.run(List.of(new StreamMethod("spy", arrivals, spy, false)), Monitor.NONE);
        return seen;
    }

    @Test
    void everyEventArrivesOnceUnlessItsStreamHasCopies() {
        assertThat(arrivals(Arrivals.NEVER)).isEmpty();
        assertThat(arrivals(Arrivals.TRUTH))
                .containsExactly(
                        "40 FIRST_POSITIVE @100",
                        "41 FIRST_POSITIVE @200",
                        "42 FIRST_NEGATIVE @300",
                        "43 FIRST_NEGATIVE @400");
        assertThat(arrivals(Arrivals.MATURE))
                .containsExactly(
                        "40 FIRST_POSITIVE @104",
                        "41 FIRST_POSITIVE @204",
                        "42 FIRST_NEGATIVE @304",
                        "43 FIRST_NEGATIVE @404");
        assertThat(arrivals(Arrivals.WINDOW))
                .containsExactly(
                        "40 FIRST_POSITIVE @101",
                        "41 FIRST_NEGATIVE @201",
                        "42 FIRST_NEGATIVE @301",
                        "43 FIRST_NEGATIVE @401");
    }

    @Test
    void eventsArriveAgainWhereTheirStreamHasCopies() {
        assertThat(arrivals(Arrivals.COPIES))
                .containsExactly(
                        "40 FIRST_POSITIVE @101",
                        "41 FIRST_NEGATIVE @201",
                        "41 COPY @203",
                        "42 FIRST_NEGATIVE @301",
                        "43 FIRST_NEGATIVE @401");
        assertThat(arrivals(Arrivals.SECOND_LOOKS))
                .containsExactly(
                        "40 FIRST_POSITIVE @101",
                        "40 FINAL_POSITIVE @101",
                        "41 FIRST_NEGATIVE @201",
                        "41 FINAL_POSITIVE @203",
                        "42 FIRST_NEGATIVE @301",
                        "42 FINAL_NEGATIVE @304",
                        "43 FIRST_NEGATIVE @401",
                        "43 FINAL_NEGATIVE @404");
        assertThat(arrivals(Arrivals.AT_ONCE))
                .containsExactly(
                        "40 FIRST_NEGATIVE @100",
                        "40 COPY @101",
                        "41 FIRST_NEGATIVE @200",
                        "41 COPY @203",
                        "42 FIRST_NEGATIVE @300",
                        "43 FIRST_NEGATIVE @400");
    }

    /** Conversions whose rate rises after the pre-training and of which half come after the observation window. */
    private static StreamEvents drifting(int count, long seed) {
        var random = Seeds.stream(seed);
        float[] x = new float[count];
        long[] eventAt = new long[count];
        long[] convertedAt = new long[count];
        for (int event = 0; event < count; event++) {
            eventAt[event] = event;
            x[event] = random.nextInt(2);
            double rate = (event < count / 2 ? .2 : .4) + .2 * x[event];
            boolean late = random.nextBoolean();
            convertedAt[event] = random.nextDouble() < rate ? event + (late ? 400 : 5) : ABSENT;
        }
        return new StreamEvents(FeatureRows.ofNumbers(1, x), eventAt, convertedAt, convertedAt);
    }

    private static final int COUNT = 20_000;
    private static final StreamClock CLOCK = new StreamClock(COUNT / 2, COUNT - 500, 200, 10, 500);

    private static List<Outcome> outcomes(StreamMethod... methods) {
        return new StreamingProtocol(drifting(COUNT, 1), CLOCK, CONFIG, 0, WORKERS).run(List.of(methods), Monitor.NONE);
    }

    @Test
    void methodsLieBetweenThePretrainedModelAndTheOracle() {
        float[] x = drifting(COUNT, 1).features().dense();
        // of the observed negatives with feature x, the chance to convert later is (r/2) / (1 - r/2) for a rate r
        Weighting exact = row -> {
            double rate = .4 + .2 * x[row.event()];
            return row.label() ? new Weight(1, 0) : new Weight(0, (1 - rate) / (1 - rate / 2));
        };
        List<Outcome> outcomes = outcomes(
                StreamMethod.pretrained(false),
                StreamMethod.vanilla(false),
                new StreamMethod("exact", Arrivals.COPIES, exact, false),
                StreamMethod.oracle(false));

        Outcome vanilla = outcomes.get(1);
        Outcome oracle = outcomes.get(3);
        assertThat(vanilla.metrics().predictedOverObserved()).isCloseTo(.5, within(.05));
        assertThat(outcomes.get(0).metrics().predictedOverObserved()).isCloseTo(.6, within(.05));
        assertThat(outcomes.get(2).metrics().predictedOverObserved()).isCloseTo(1, within(.03));
        assertThat(outcomes.get(2).gapClosed(vanilla, oracle)).isBetween(.9, 1.1);
        assertThat(vanilla.gapClosed(vanilla, oracle)).isZero();
        assertThat(oracle.gapClosed(vanilla, oracle)).isEqualTo(1);
        assertThat(oracle.method()).isEqualTo("oracle");
        assertThat(oracle.events()).hasSize(COUNT / 2 - 1000);
    }

    @Test
    void whatHappensAfterAPredictionCannotChangeIt() {
        StreamEvents events = drifting(COUNT, 1);
        long[] convertedAt = events.convertedAt().clone();
        long cut = 15_000;
        for (int event = 0; event < COUNT; event++) {
            if (convertedAt[event] != ABSENT && convertedAt[event] > cut) {
                convertedAt[event] = ABSENT;
            }
        }
        var censored = new StreamEvents(events.features(), events.eventAt(), convertedAt, convertedAt);
        List<StreamMethod> methods = new ArrayList<>();
        for (Arrivals arrivals : Arrivals.values()) {
            if (arrivals != Arrivals.TRUTH) {
                methods.add(new StreamMethod(arrivals.name(), arrivals, Weighting.PLAIN, true));
            }
        }

        List<Outcome> seen = new StreamingProtocol(events, CLOCK, CONFIG, 0, WORKERS).run(methods, Monitor.NONE);
        List<Outcome> blind = new StreamingProtocol(censored, CLOCK, CONFIG, 0, WORKERS).run(methods, Monitor.NONE);

        int before = (int) (cut - CLOCK.testBegin());
        for (int m = 0; m < methods.size(); m++) {
            assertThat(Arrays.copyOf(blind.get(m).probability(), before))
                    .as(methods.get(m).name())
                    .isEqualTo(Arrays.copyOf(seen.get(m).probability(), before));
        }
    }

    @Test
    void refusesTimesThatMakeNoExperiment() {
        assertThatThrownBy(() -> new StreamClock(0, 10, 1, 5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`attributionWindow` must be longer than `observationWindow`, 5 ms, but was 5 ms.");
        assertThatThrownBy(() -> new StreamClock(0, 10, 1, 5, 20))
                .hasMessage("`testEnd` must be after `pretrainEnd` plus `attributionWindow`, 20, but was 10.");
        var late = new StreamingProtocol(FEW, new StreamClock(1000, 2000, 10, 1, 4), CONFIG, 0, WORKERS);
        assertThatThrownBy(() -> late.run(List.of(StreamMethod.oracle(false)), Monitor.NONE))
                .hasMessage("There is no event to test on: none lies between the end of the pre-training plus"
                        + " `attributionWindow` and the end of the test.");
    }
}
