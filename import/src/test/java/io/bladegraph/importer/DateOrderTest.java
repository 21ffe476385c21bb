// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateOrderTest {
    private static final String ADVICE = " Set `--time-format`, for instance to `d/M/yyyy H:mm` or `M/d/yyyy H:mm`.";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1/2/2010 8:26, 13/2/2010, 2010-02-01T08:26:00Z",
        "1/2/2010 8:26:30, 2/13/2010, 2010-01-02T08:26:30Z",
        "1/2/2010 2:05 PM, 2/13/2010, 2010-01-02T14:05:00Z",
        "01.02.2010, 13.02.2010, 2010-02-01T00:00:00Z",
        "1/2/10 8:26, 2/13/10 8:30, 2010-01-02T08:26:00Z",
        "3/3/2010, 4/4/2010, 2010-03-03T00:00:00Z",
        "2010-01-02, 2010-02-13, 2010-01-02T00:00:00Z"
    })
    void theColumnShowsWhatComesFirst(String first, String second, String expected) throws IOException {
        TimeFormat times = times(first, second);

        assertThat(times.parse(first)).isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @Test
    void doesNotGuess() throws IOException {
        assertThatThrownBy(() -> times("1/2/2010", "3/2/2010"))
                .isInstanceOf(ImportException.class)
                .hasMessage("`" + folder.resolve("log.csv") + "` has times such as `3/2/2010`,"
                        + " none of which shows whether the day or the month comes first." + ADVICE);
        assertThatThrownBy(() -> times("13/2/2010", "2/13/2010"))
                .hasMessage("`" + folder.resolve("log.csv") + "` has times with the day first, such as `13/2/2010`,"
                        + " and with the month first, such as `2/13/2010`." + ADVICE);
    }

    private TimeFormat times(String first, String second) throws IOException {
        Path file = Files.writeString(folder.resolve("log.csv"), "at\n" + first + "\n" + second + "\n");
        return new DelimitedFile(file, FileFormat.DEFAULT)
                .times(TimeFormat.of("auto", "UTC", false), List.of(Column.TIME));
    }
}
