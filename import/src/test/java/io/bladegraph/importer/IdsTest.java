// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private final Ids ids = new Ids(FileFormat.DEFAULT.missing());

    @ParameterizedTest
    @CsvSource({
        "22423.0, 22423",
        "17850.00, 17850",
        "9007199254740992.0, 9007199254740992",
        "-1.0, -1",
        "1.5, 1.5",
        "12E5, 12E5",
        "85123A, 85123A",
        "90071992547409930, 90071992547409930"
    })
    void whatWentThroughFloatingPointIsTheWholeNumber(String text, String id) {
        assertThat(ids.of("product", text)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.58e+18", "1.58E+18", "1.58E18", "-1.5e+20", "1e+16", "9007199254740993000.0"})
    void whatMayHaveLostDigitsIsNoId(String text) {
        assertThatThrownBy(() -> ids.of("product", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("product `" + text + "` went through floating point and may have lost digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "None", "<NA>", "NULL", "NaN", "null", "NaT", "\\N"})
    void theMissingValuesOfOtherToolsAreNoIds(String text) {
        assertThatThrownBy(() -> ids.of("customer", text))
                .isInstanceOf(SkippedLine.class)
                .hasMessage("no customer, but `" + text + "`");
    }

    @Test
    void linesOfIdsMayHaveAByteOrderMarkWindowsLineEndsAndBlanks(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ids.txt"), "\uFEFFp1\r\np2 \r\n\t22423.0\r\n\r\nnan\np4\u00A0");

        assertThat(ids.ofLines(file)).containsExactly("p1", "p2", "22423", "", "", "p4");

        Path lost = Files.writeString(folder.resolve("lost.txt"), "p1\n1.58e+18\n");
        assertThatThrownBy(() -> ids.ofLines(lost))
                .hasMessage("Line 2 of `" + lost
                        + "`: id `1.58e+18` went through floating point and may have lost digits.");
    }
}
