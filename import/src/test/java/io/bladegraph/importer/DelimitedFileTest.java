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
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedFileTest {
    private static final List<Column> COLUMNS = Column.named(List.of("b", "a"));

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
                .read(Column.named(List.of("2")), (values, report) -> rows.add(values));

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

    @Test
    void trimsNamesAndValuesAndReadsQuotesBehindABlank() throws IOException {
        Path file = write("a , b\n one , \"two, \"\"three\"\"\" \n1,\u00A02\u00A0\n   \n");

        assertThat(read(file, FileFormat.DEFAULT)).containsExactly(List.of("two, \"three\"", "one"), List.of("2", "1"));
    }

    @Test
    void readsGzipOfAnyName() throws IOException {
        Path file = folder.resolve("table.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(file, FileFormat.DEFAULT)).containsExactly(List.of("2", "1"));
        assertThat(read(Files.writeString(folder.resolve("plain.csv.gz"), "a,b\n1,2\n"), FileFormat.DEFAULT))
                .containsExactly(List.of("2", "1"));
    }

    @Test
    void anOddQuoteIsOneBadLineNamedWhereItBegins() throws IOException {
        Path file = write("a,b\n1,\"x\ny\"\np1,\"Weird_Al\"_Yankovic\np2,\"open\np3,3\np4,\"4\"\n");
        List<List<String>> rows = new ArrayList<>();

        LineReport report = new DelimitedFile(file, new FileFormat("auto", true, "UTF-8", 2))
                .read(COLUMNS, (values, lines) -> rows.add(values));

        assertThat(rows).containsExactly(List.of("x\ny", "1"), List.of("3", "p3"), List.of("4", "p4"));
        assertThat(report.toString().lines())
                .containsExactly(
                        "table.csv: 5 lines, 3 used, 0 skipped, 2 bad",
                        "  line 4: a quoted value goes on behind its closing quote",
                        "  line 5: a quoted value goes on behind its closing quote");
    }

    @Test
    void aQuoteThatIsNotClosedIsReportedWhereItOpened() throws IOException {
        Path file = write("a,b\n1,2\np2,\"open\n" + "3,4\n".repeat(3_000));
        List<List<String>> rows = new ArrayList<>();

        LineReport report =
                new DelimitedFile(file, FileFormat.DEFAULT).read(COLUMNS, (values, lines) -> rows.add(values));

        assertThat(rows).hasSize(3_001);
        assertThat(report.toString()).endsWith("  line 3: a quote is opened before `open` and not closed");
    }

    @Test
    void readsUtf16WithAByteOrderMarkAndNamesItWithout() throws IOException {
        Path marked = Files.write(folder.resolve("marked.txt"), "a\tb\n1\t\u00A32\n".getBytes(StandardCharsets.UTF_16));
        assertThat(read(marked, FileFormat.DEFAULT)).containsExactly(List.of("\u00A32", "1"));

        Path bare = Files.write(folder.resolve("bare.txt"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> read(bare, FileFormat.DEFAULT))
                .hasMessage("Cannot read `" + bare + "`: it is UTF-16 without a byte order mark."
                        + " Maybe set `--encoding` to UTF-16LE.");
        assertThat(read(bare, new FileFormat("auto", true, "UTF-16LE", 0))).containsExactly(List.of("2", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "504b0304140006 | a ZIP archive or a spreadsheet (.xlsx); maybe unpack it, or save it as CSV",
                "504152311504   | a Parquet file; maybe save it as CSV",
                "28b52ffd0458   | Zstandard; maybe unpack it",
                "616200006300   | binary, not text"
            })
    void namesWhatIsNoText(String bytes, String kind) throws IOException {
        Path file = Files.write(folder.resolve("file.csv"), HexFormat.of().parseHex(bytes));

        assertThatThrownBy(() -> read(file, FileFormat.DEFAULT))
                .isInstanceOf(ImportException.class)
                .hasMessage("Cannot read `" + file + "`: it is " + kind + ".");
    }

    @Test
    void refusesAColumnThatIsTwiceThere() throws IOException {
        Path file = write("a,b,a\n1,2,3\n");

        assertThatThrownBy(() -> read(file, FileFormat.DEFAULT))
                .isInstanceOf(ImportException.class)
                .hasMessage("`" + file + "` has the column `a` twice. Its columns are: a, b, a.");
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
