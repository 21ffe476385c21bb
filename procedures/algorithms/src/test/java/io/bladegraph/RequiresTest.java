// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RequiresTest {

    @Test
    void valuesOnTheBoundsPass() {
        assertThat(Requires.inRange("k", 1, 1, 3)).isEqualTo(1);
        assertThat(Requires.inRange("k", 3, 1, 3)).isEqualTo(3);
        assertThat(Requires.atLeast("k", 2, 2)).isEqualTo(2);
        assertThat(Requires.positive("x", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Requires.nonNegative("x", 0)).isZero();
        assertThat(Requires.inClosed("x", 1, 0, 1)).isEqualTo(1);
        assertThat(Requires.inHalfOpen("x", 0, 0, 1)).isZero();
        assertThat(Requires.that(true, "x", "anything", "shown", "value")).isEqualTo("value");
    }

    @Test
    void messagesNameTheArgumentTheRuleAndTheValue() {
        refuses(() -> Requires.inRange("epochs", 0, 1, 10), "`epochs` must be between 1 and 10, but was 0.");
        refuses(() -> Requires.inRange("epochs", 11, 1, 10), "`epochs` must be between 1 and 10, but was 11.");
        refuses(() -> Requires.atLeast("k", -3, 1), "`k` must be at least 1, but was -3.");
        refuses(() -> Requires.positive("lambda", 0), "`lambda` must be a positive finite number, but was 0.0.");
        refuses(() -> Requires.nonNegative("weight", -1.5), "`weight` must be a finite number >= 0, but was -1.5.");
        refuses(() -> Requires.inClosed("share", 1.5, 0, 1), "`share` must be in [0, 1], but was 1.5.");
        refuses(() -> Requires.inClosed("share", 2, 0.25, 1), "`share` must be in [0.25, 1], but was 2.0.");
        refuses(() -> Requires.inHalfOpen("share", 1, 0, 1), "`share` must be in [0, 1), but was 1.0.");
        refuses(() -> Requires.that(false, "loss", "'softmax'", "log", 1), "`loss` must be 'softmax', but was log.");
    }

    @Test
    void nanFailsEveryRule() {
        double nan = Double.NaN;

        refuses(() -> Requires.positive("x", nan), "`x` must be a positive finite number, but was NaN.");
        refuses(() -> Requires.nonNegative("x", nan), "`x` must be a finite number >= 0, but was NaN.");
        refuses(() -> Requires.inClosed("x", nan, 0, 1), "`x` must be in [0, 1], but was NaN.");
        refuses(() -> Requires.inHalfOpen("x", nan, 0, 1), "`x` must be in [0, 1), but was NaN.");
    }

    @Test
    void infinityIsNotFinite() {
        double infinity = Double.POSITIVE_INFINITY;

        refuses(() -> Requires.positive("x", infinity), "`x` must be a positive finite number, but was Infinity.");
        refuses(() -> Requires.nonNegative("x", infinity), "`x` must be a finite number >= 0, but was Infinity.");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
