// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

/**
 * How a text file is laid out.
 *
 * @param delimiter between columns, a single character, {@code tab}, or {@code auto} to see it from the first line
 * @param header whether the first line names the columns; without one they are called 1, 2, 3, ...
 * @param encoding character set
 * @param maxBadLines how many lines may be bad before the file is refused; negative for 1 % of the lines
 */
public record FileFormat(String delimiter, boolean header, String encoding, long maxBadLines) {
    /** With a header, delimiter by sight, UTF-8, up to 1 % bad lines. */
    public static final FileFormat DEFAULT = new FileFormat("auto", true, "UTF-8", -1);
}
