// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
    @ParameterizedTest
    @CsvSource({
        "iso, UTC, 2025-03-01, 2025-03-01T00:00:00Z",
        "iso, UTC, 2025-03-01T10:20, 2025-03-01T10:20:00Z",
        "iso, UTC, 2025-03-01 10:20:30, 2025-03-01T10:20:30Z",
        "iso, UTC, 2025-03-01T10:20:30.5+02:00, 2025-03-01T08:20:30.500Z",
        "iso, Europe/Berlin, 2025-07-01T10:00:00, 2025-07-01T08:00:00Z",
        "iso, Europe/Berlin, 2025-07-01T10:00:00Z, 2025-07-01T10:00:00Z",
        "iso, UTC, 2016-06-22 19:10:25-07, 2016-06-23T02:10:25Z",
        "iso, UTC, 2016-06-22 19:10:25.123456-07, 2016-06-23T02:10:25.123Z",
        "iso, UTC, 2016-06-22 19:10:25+0000, 2016-06-22T19:10:25Z",
        "iso, UTC, 2016-06-22 19:10:25 +05:30, 2016-06-22T13:40:25Z",
        "iso, Europe/Berlin, 2016-06-22 19:10:25 UTC, 2016-06-22T19:10:25Z",
        "iso, UTC, 2016-06-22T19:10:25+02:00[Europe/Paris], 2016-06-22T17:10:25Z",
        "auto, UTC, 2016-06-22 19:10:25.5 UTC, 2016-06-22T19:10:25.500Z",
        "epochSeconds, UTC, 965779200, 2000-08-09T00:00:00Z",
        "epochMillis, UTC, 965779200000, 2000-08-09T00:00:00Z",
        "M/d/yyyy H:mm, UTC, 12/1/2010 8:26, 2010-12-01T08:26:00Z",
        "dd.MM.yyyy, UTC, 24.12.2025, 2025-12-24T00:00:00Z"
    })
    void readsEveryForm(String format, String zone, String text, String expected) {
        assertThat(TimeFormat.of(format, zone, false).parse(text))
                .isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @Test
    void doesNotGuessWhatANumberMeans() {
        assertThatThrownBy(() -> TimeFormat.ISO.parse("965779200"))
                .hasMessage("time `965779200` does not have the format iso; "
                        + "maybe set `--time-format` to epochSeconds or epochMillis");
    }

    @Test
    void namesTheTimeAndTheFormat() {
        assertThatThrownBy(() -> TimeFormat.ISO.parse("12/1/2010 8:26"))
                .hasMessage("time `12/1/2010 8:26` does not have the format iso");
        assertThatThrownBy(() -> TimeFormat.of("epochSeconds", "UTC", false).parse("yesterday"))
                .hasMessage("time `yesterday` does not have the format epochSeconds");
    }

    @Test
    void refusesUnknownFormatsAndZones() {
        assertThatThrownBy(() -> TimeFormat.of("epoch", "UTC", false))
                .hasMessage(
                        "`--time-format` must be auto, iso, epochSeconds, epochMillis or a pattern like `M/d/yyyy H:mm`,"
                                + " but was `epoch`.");
        assertThatThrownBy(() -> TimeFormat.of("iso", "Mars", false))
                .hasMessage("Unknown time zone `Mars`. Maybe `UTC` or `Europe/London`.");
    }

    @ParameterizedTest
    @CsvSource({
        "iso, 2204-01-20T10:00:00Z, 2204-01-20T10:00:00Z, `--any-date` allows it",
        "iso, 9999-12-31, 9999-12-31T00:00:00Z, `--any-date` allows it",
        "iso, 1989-12-31, 1989-12-31T00:00:00Z, `--any-date` allows it",
        "epochMillis, 965779200, 1970-01-12T04:16:19.200Z, maybe set `--time-format` to epochSeconds",
        "epochSeconds, 965779200000, +32574-04-29T00:00:00Z, maybe set `--time-format` to epochMillis"
    })
    void refusesTimesThatNoShopHasSeen(String format, String text, String time, String way) {
        assertThatThrownBy(() -> TimeFormat.of(format, "UTC", false).parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time `" + text + "` must be from 1990 to a day from now, but is " + time + "; " + way);
        assertThat(TimeFormat.of(format, "UTC", true).parse(text))
                .isEqualTo(Instant.parse(time).toEpochMilli());
    }

    @Test
    void aDayFromNowIsFine() {
        String soon = Instant.now().plus(Duration.ofHours(23)).toString();

        assertThat(TimeFormat.ISO.parse(soon)).isEqualTo(Instant.parse(soon).toEpochMilli());
    }
}
