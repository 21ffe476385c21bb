// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedFileTest {
    private static final List<String> COLUMNS = List.of("b", "a");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";", "|"})
    void seesTheDelimiter(String delimiter) throws IOException {
        Path file = write("a,b,c\n1,2,3\n".replace(",", delimiter));

        assertThat(read(file, FileFormat.DEFAULT)).containsExactly(List.of("2", "1"));
    }

    @Test
    void readsGzip() throws IOException {
        Path file = folder.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(file, FileFormat.DEFAULT)).containsExactly(List.of("2", "1"));
    }

    @Test
    void readsQuotedValuesAByteOrderMarkAndWindowsLineEnds() throws IOException {
        Path file = write("\uFEFFa,b\r\n\"one, two\",\"say \"\"hi\"\"\"\r\n");

        assertThat(read(file, FileFormat.DEFAULT)).containsExactly(List.of("say \"hi\"", "one, two"));
    }

    @Test
    void takesQuotesInTabSeparatedValuesAsTheyStand() throws IOException {
        assertThat(read(write("a\tb\n15\" sleeve\tx\n"), FileFormat.DEFAULT))
                .containsExactly(List.of("x", "15\" sleeve"));
    }

    @Test
    void numbersTheColumnsOfAFileWithoutHeader() throws IOException {
        Path file = write("1,2\n3,4\n");
        List<List<String>> rows = new ArrayList<>();

        new DelimitedFile(file, new FileFormat("auto", false, "UTF-8", 0))
                .read(List.of("2"), (values, report) -> rows.add(values));

        assertThat(rows).containsExactly(List.of("2"), List.of("4"));
    }

    @Test
    void namesTheColumnsThatAreThere() throws IOException {
        Path file = write("x,y,a\n1,2,3\n");

        assertThatThrownBy(() -> read(file, FileFormat.DEFAULT))
                .isInstanceOf(ImportException.class)
                .hasMessage("`" + file + "` has no column `b`. Its columns are: x, y, a.");
    }

    @Test
    void refusesAFileWithTooManyBadLinesAndShowsTheFirstTen() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n1,2\n");
        for (int i = 0; i < 12; i++) {
            text.append("1,2,").append(i).append('\n');
        }
        Path file = write(text.toString());

        assertThatThrownBy(() -> read(file, new FileFormat("auto", true, "UTF-8", 11)))
                .isInstanceOf(ImportException.class)
                .message()
                .startsWith("`" + file + "` has 12 bad lines of 13, more than the 11 that `--max-bad-lines` allows. "
                        + "Nothing was imported.")
                .contains("line 3: has 3 columns instead of 2", "line 12: has 3 columns instead of 2")
                .doesNotContain("line 13:");
    }

    @Test
    void acceptsAsManyBadLinesAsAreAllowed() throws IOException {
        Path file = write("a,b\n1\n1,2\n");
        FileFormat oneBad = new FileFormat("auto", true, "UTF-8", 1);

        LineReport report = new DelimitedFile(file, oneBad).read(COLUMNS, (values, lines) -> {});

        assertThat(report)
                .hasToString("table.csv: 2 lines, 1 used, 0 skipped, 1 bad" + System.lineSeparator()
                        + "  line 2: has 1 columns instead of 2");
    }

    @Test
    void allowsOnePercentByDefault() throws IOException {
        String hundred = "1,2\n".repeat(99) + "bad\n";

        assertThat(read(write("a,b\n" + hundred), FileFormat.DEFAULT)).hasSize(99);
        assertThatThrownBy(() -> read(write("a,b\n" + hundred + "bad\n"), FileFormat.DEFAULT))
                .hasMessageContaining("has 2 bad lines of 101, more than the 1 that `--max-bad-lines` allows.");
    }

    @Test
    void saysWhichFileIsMissingEmptyOrOfAnotherEncoding() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertThatThrownBy(() -> read(missing, FileFormat.DEFAULT)).hasMessage("No file `" + missing + "`.");

        Path empty = write("");
        assertThatThrownBy(() -> read(empty, FileFormat.DEFAULT)).hasMessage("`" + empty + "` is empty.");

        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "a,b\n\u00a35,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(latin, FileFormat.DEFAULT))
                .hasMessage("Cannot read `" + latin
                        + "`: it is not UTF-8. Maybe set `--encoding`, for instance to ISO-8859-1.");
        assertThat(read(latin, new FileFormat("auto", true, "ISO-8859-1", 0))).containsExactly(List.of("2", "\u00a35"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private static List<List<String>> read(Path file, FileFormat format) {
        List<List<String>> rows = new ArrayList<>();
        new DelimitedFile(file, format).read(COLUMNS, (values, report) -> rows.add(values));
        return rows;
    }
}
