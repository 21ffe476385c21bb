// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

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
            names = "--time-format",
            paramLabel = "FORMAT",
            description =
                    "iso, epochSeconds, epochMillis or a pattern like `M/d/yyyy H:mm` (default: ${DEFAULT-VALUE})")
    String timeFormat = "iso";

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "zone of times that name none (default: ${DEFAULT-VALUE})")
    String timeZone = "UTC";

    FileFormat format() {
        return new FileFormat(delimiter, !noHeader, encoding, maxBadLines);
    }

    TimeFormat times() {
        return TimeFormat.of(timeFormat, timeZone);
    }
}
