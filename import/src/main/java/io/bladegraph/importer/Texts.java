// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

/** How names and values are freed of what surrounds them: one rule for headers, values and lines of ids. */
final class Texts {
    private Texts() {}

    /** Without white space, no-break spaces and byte order marks at both ends. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || Character.isWhitespace(c);
    }
}
