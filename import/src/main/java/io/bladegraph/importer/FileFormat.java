// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.Set;

/**
 * How a text file is laid out.
 *
 * @param delimiter between columns, a single character, {@code tab}, or {@code auto} to see it from the first line
 * @param header whether the first line names the columns; without one they are called 1, 2, 3, ...
 * @param encoding character set
 * @param maxBadLines how many lines may be bad before the file is refused; negative for 1 % of the lines
 * @param missing texts by which other tools say that there is no value
 */
public record FileFormat(String delimiter, boolean header, String encoding, long maxBadLines, Set<String> missing) {
    /** As pandas, R, Java and SQL write it. */
    static final String MISSING = "nan,NaN,None,<NA>,NaT,NULL,null,\\N";

    /** With a header, delimiter by sight, UTF-8, up to 1 % bad lines. */
    public static final FileFormat DEFAULT = new FileFormat("auto", true, "UTF-8", -1);

    public FileFormat {
        missing = Set.copyOf(missing);
    }

    /** With the usual texts for missing values. */
    public FileFormat(String delimiter, boolean header, String encoding, long maxBadLines) {
        this(delimiter, header, encoding, maxBadLines, Set.of(MISSING.split(",", -1)));
    }
}
