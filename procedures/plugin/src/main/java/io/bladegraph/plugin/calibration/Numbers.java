// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.calibration;

import java.util.Arrays;

/** A growing column of numbers. Not thread-safe. */
public final class Numbers {
    private final String name;
    private double[] values = new double[16];
    private int size;

    /**
     * An empty column.
     *
     * @param name as errors call it
     */
    public Numbers(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /**
     * Adds a number.
     *
     * @param value a number
     * @param row as errors call it
     * @throws IllegalArgumentException if it is none, or NaN
     */
    public void add(Object value, long row) {
        if (!(value instanceof Number number) || Double.isNaN(number.doubleValue())) {
            throw mistyped("a number", value, row);
        }
        append(number.doubleValue());
    }

    /**
     * Adds 1 for true and 0 for false.
     *
     * @param value a truth value, 0 or 1
     * @param row as errors call it
     * @throws IllegalArgumentException if it is neither
     */
    public void addLabel(Object value, long row) {
        if (value instanceof Boolean flag) {
            append(flag ? 1 : 0);
        } else if (value instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
            append(number.doubleValue());
        } else {
            throw mistyped("true, false, 1 or 0", value, row);
        }
    }

    /**
     * What was added.
     *
     * @return a copy
     */
    public double[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /**
     * What was added, as truth values.
     *
     * @return true where the number is 1
     */
    public boolean[] toFlags() {
        boolean[] flags = new boolean[size];
        for (int i = 0; i < size; i++) {
            flags[i] = values[i] == 1;
        }
        return flags;
    }

    private void append(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    private IllegalArgumentException mistyped(String rule, Object value, long row) {
        String shown = value instanceof String text ? "'" + text + "'" : String.valueOf(value);
        return new IllegalArgumentException(
                "`" + name + "` must be " + rule + ", but was " + shown + " in row " + row + ".");
    }
}
