// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import java.util.Locale;

/**
 * Argument checks with one form of message: the name, the rule and the value.
 *
 * <p>Every condition is written so that NaN fails it. All methods throw {@link IllegalArgumentException}.
 */
public final class Requires {
    private Requires() {}

    /**
     * Checks that a whole number lies in a closed range.
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @param min smallest allowed value
     * @param max largest allowed value
     * @return {@code value}
     */
    public static long inRange(String name, long value, long min, long max) {
        return that(value >= min && value <= max, name, "between " + min + " and " + max, value, value);
    }

    /**
     * Checks that a whole number is at least {@code min}.
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @param min smallest allowed value
     * @return {@code value}
     */
    public static long atLeast(String name, long value, long min) {
        return that(value >= min, name, "at least " + min, value, value);
    }

    /**
     * Checks that a number is finite and greater than zero.
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @return {@code value}
     */
    public static double positive(String name, double value) {
        return that(value > 0 && value < Double.POSITIVE_INFINITY, name, "a positive finite number", value, value);
    }

    /**
     * Checks that a number is finite and not negative.
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @return {@code value}
     */
    public static double nonNegative(String name, double value) {
        return that(value >= 0 && value < Double.POSITIVE_INFINITY, name, "a finite number >= 0", value, value);
    }

    /**
     * Checks that a number lies in [min, max].
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @param min smallest allowed value
     * @param max largest allowed value
     * @return {@code value}
     */
    public static double inClosed(String name, double value, double min, double max) {
        return that(value >= min && value <= max, name, "in [" + plain(min) + ", " + plain(max) + "]", value, value);
    }

    /**
     * Checks that a number lies in [min, max).
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @param min smallest allowed value
     * @param max smallest value that is too large
     * @return {@code value}
     */
    public static double inHalfOpen(String name, double value, double min, double max) {
        return that(value >= min && value < max, name, "in [" + plain(min) + ", " + plain(max) + ")", value, value);
    }

    /**
     * Checks any condition.
     *
     * @param condition the rule, true if the value obeys it
     * @param name the argument as the user wrote it
     * @param rule the rest of the sentence "must be ..."
     * @param shown the value as the message shows it
     * @param value what to return
     * @param <T> type of the value
     * @return {@code value}
     */
    public static <T> T that(boolean condition, String name, String rule, Object shown, T value) {
        if (!condition) {
            throw new IllegalArgumentException("`" + name + "` must be " + rule + ", but was " + shown + ".");
        }
        return value;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? String.format(Locale.ROOT, "%.0f", bound)
                : Double.toString(bound);
    }
}
