// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import java.util.Arrays;

/** The edit distance of Levenshtein, by which errors find the name that was meant. */
public final class EditDistance {
    private EditDistance() {}

    /**
     * Counts the letters to insert, delete or replace that turn one text into the other. O(length of one times length of the
     * other).
     *
     * @param a a text
     * @param b another text
     * @return 0 if they are the same
     */
    public static int of(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
