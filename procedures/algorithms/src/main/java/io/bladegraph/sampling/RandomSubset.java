// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Some of the numbers from 0 to n - 1, each set of as many being equally likely.
 *
 * <p>Those that are in are drawn or those that are out, whichever are fewer, by one chance each: O(min(k, n - k) + n / 64)
 * time. Reference: Floyd's algorithm in Bentley, Floyd, "Programming pearls: a sample of brilliance", Communications of the
 * ACM 30(9), 1987. Not thread-safe; drawn again and again.
 */
final class RandomSubset {
    /** 2 to this power bits make a word. */
    private static final int WORD = 6;

    private long[] members = new long[1];
    /** Turns those that are out into those that are in, or leaves them. */
    private long mask;

    /** Draws k of n numbers; all of them, without chance, if there are no more than k. */
    void draw(int k, int n, SplittableRandom random) {
        int missing = Math.max(n - k, 0);
        mask = missing < k ? -1 : 0;
        int first = n - Math.min(k, missing);
        if (n < Long.SIZE) {
            members[0] = drawFew(first, n, random);
        } else {
            drawMany(first, n, random);
        }
    }

    /** Most vertices have few neighbors, whose bits fit a register. */
    private static long drawFew(int first, int n, SplittableRandom random) {
        long drawn = 0;
        for (int next = first; next < n; next++) {
            long candidate = 1L << random.nextInt(next + 1);
            drawn |= (drawn & candidate) == 0 ? candidate : 1L << next;
        }
        return drawn;
    }

    private void drawMany(int first, int n, SplittableRandom random) {
        int words = (n >>> WORD) + 1;
        if (words > members.length) {
            members = new long[words];
        }
        Arrays.fill(members, 0, words, 0);
        for (int next = first; next < n; next++) {
            int candidate = random.nextInt(next + 1);
            boolean isNew = (members[candidate >>> WORD] >>> candidate & 1) == 0;
            int number = isNew ? candidate : next;
            members[number >>> WORD] |= 1L << number;
        }
    }

    /** 1 for a number that was drawn, 0 for another one; may be asked of n as well, where the answer means nothing. */
    int count(int number) {
        return (int) ((members[number >>> WORD] ^ mask) >>> number) & 1;
    }
}
