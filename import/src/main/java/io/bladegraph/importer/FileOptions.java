// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How files are laid out. */
final class FileOptions {
    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description = "character between columns, or `tab` (default: seen from the first line)")
    String delimiter = "auto";

    @Option(names = "--no-header", description = "the first line is data; columns are called 1, 2, 3, ...")
    boolean noHeader;

    @Option(names = "--encoding", paramLabel = "NAME", description = "character set (default: ${DEFAULT-VALUE})")
    String encoding = "UTF-8";

    @Option(
            names = "--max-bad-lines",
            paramLabel = "N",
            description = "refuse the file if more lines are bad (default: 1 %% of the lines)")
    long maxBadLines = -1;

    @Option(
            names = "--missing-values",
            paramLabel = "TEXT,...",
            description = "what other tools write where there is no value (default: ${DEFAULT-VALUE})")
    String missingValues = FileFormat.MISSING;

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = "iso, epochSeconds, epochMillis or a pattern like `M/d/yyyy H:mm` (default: iso, or days and"
                    + " months as numbers if the file shows which come first)")
    String timeFormat = "auto";

    @Option(names = "--any-date", description = "take times before 1990 and more than a day from now")
    boolean anyDate;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "zone of times that name none (default: ${DEFAULT-VALUE})")
    String timeZone = "UTC";

    FileFormat format() {
        Set<String> missing = Arrays.stream(missingValues.split(",", -1))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toSet());
        return new FileFormat(delimiter, !noHeader, encoding, maxBadLines, missing);
    }

    TimeFormat times() {
        return TimeFormat.of(timeFormat, timeZone, anyDate);
    }
}
