// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import java.util.Locale;

/**
 * Argument checks with one form of message: the name, the rule and the value.
 *
 * <p>Every condition is written so that NaN fails it. All methods throw {@link IllegalArgumentException}. The checks of
 * numbers stand in loops over edges: they make no text and no object unless they refuse.
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
        if (!(value >= min && value <= max)) {
            throw refusal(name, "between " + min + " and " + max, value);
        }
        return value;
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
        if (!(value >= min)) {
            throw refusal(name, "at least " + min, value);
        }
        return value;
    }

    /**
     * Checks that a number is finite and greater than zero.
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @return {@code value}
     */
    public static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw refusal(name, "a positive finite number", value);
        }
        return value;
    }

    /**
     * Checks that a number is finite and not negative.
     *
     * @param name the argument as the user wrote it
     * @param value the user's value
     * @return {@code value}
     */
    public static double nonNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw refusal(name, "a finite number >= 0", value);
        }
        return value;
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
        if (!(value >= min && value <= max)) {
            throw refusal(name, "in [" + plain(min) + ", " + plain(max) + "]", value);
        }
        return value;
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
        if (!(value >= min && value < max)) {
            throw refusal(name, "in [" + plain(min) + ", " + plain(max) + ")", value);
        }
        return value;
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
            throw refusal(name, rule, shown);
        }
        return value;
    }

    private static IllegalArgumentException refusal(String name, String rule, Object shown) {
        return new IllegalArgumentException("`" + name + "` must be " + rule + ", but was " + shown + ".");
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? String.format(Locale.ROOT, "%.0f", bound)
                : Double.toString(bound);
    }
}
