// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import java.util.Arrays;

/** A growing column of times, epoch milliseconds. Not thread-safe. */
public final class Times {
    private long[] values = new long[16];
    private int size;

    /** Adds a time. */
    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Adds absent times until there are as many as wanted. */
    Times fill(int wanted) {
        while (size < wanted) {
            add(EventTable.ABSENT);
        }
        return this;
    }

    /**
     * What was added.
     *
     * @return a copy
     */
    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
