// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.feedback.Observation.Conversion;
import io.bladegraph.feedback.Observation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {
    private static final FeedbackWindows WINDOWS = new FeedbackWindows(10, 100);

    @ParameterizedTest
    @CsvSource({
        // delay, now, kind, mature, conversion
        "    , 1005, OBSERVED_NEGATIVE,  false, NONE",
        "    , 1099, OBSERVED_NEGATIVE,  false, NONE",
        "    , 1100, MATURE_NEGATIVE,    true,  NONE",
        "0   , 1000, IMMEDIATE_POSITIVE, true,  COUNTS",
        "10  , 1010, IMMEDIATE_POSITIVE, true,  COUNTS",
        "10  , 1009, OBSERVED_NEGATIVE,  false, AFTER_NOW",
        "11  , 1011, DELAYED_POSITIVE,   true,  COUNTS",
        "100 , 1100, DELAYED_POSITIVE,   true,  COUNTS",
        "100 , 9999, DELAYED_POSITIVE,   true,  COUNTS",
        "101 , 1200, MATURE_NEGATIVE,    true,  TOO_LATE",
        "-1  , 1005, OBSERVED_NEGATIVE,  false, BEFORE_EVENT",
        "-1  , 1100, MATURE_NEGATIVE,    true,  BEFORE_EVENT",
    })
    void aLabelIsWhatCanBeKnown(Long delay, long now, Kind kind, boolean mature, Conversion conversion) {
        var seen = Observation.of(1000, delay == null ? Observation.ABSENT : 1000 + delay, now, WINDOWS);

        assertThat(seen).isEqualTo(new Observation(kind.positive(), kind, now - 1000, mature, conversion));
    }

    @Test
    void noEventIsSeenBeforeItHappens() {
        assertThatThrownBy(() -> Observation.of(1001, Observation.ABSENT, 1000, WINDOWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`eventAt` must not be after `now`, but was 1 ms after it.");
    }

    @Test
    void windowsAreTheRightWayRound() {
        assertThatThrownBy(() -> new FeedbackWindows(100, 100))
                .hasMessage("`attributionWindow` must be longer than `observationWindow`,"
                        + " but 100 ms is not longer than 100 ms.");
        assertThatThrownBy(() -> new FeedbackWindows(-1, 100))
                .hasMessage("`observationWindow` must not be negative, but was -1 ms.");
    }

    @Test
    void aCensusCountsWhatDoesNotCount() {
        long none = Observation.ABSENT;
        long[] eventAt = {1000, 1000, 1000, 1000, 1000, 1150, 2000};
        long[] convertedAt = {1005, 1050, none, 900, 1101, 1300, 2001};
        var rows = new EventRows(EventRows.Features.ofNumbers(0, new float[0]), eventAt, convertedAt, new long[0][]);

        assertThat(EventCensus.of(rows, 1200, WINDOWS)).isEqualTo(new EventCensus(6, 1, 1, 1, 1, 3, 5, 1, 1, 1));
    }
}
