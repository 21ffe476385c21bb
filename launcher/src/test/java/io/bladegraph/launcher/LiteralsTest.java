// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
    @Test
    void readsScalars() {
        assertThat(Literals.parse("17")).isEqualTo(17L);
        assertThat(Literals.parse("-2.5")).isEqualTo(-2.5);
        assertThat(Literals.parse("1e-3")).isEqualTo(0.001);
        assertThat(Literals.parse("true")).isEqualTo(true);
        assertThat(Literals.parse("null")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-17", "10-20", "phone case", "1.2.3", "", "NaN", "99999999999999999999", "a=b", "a, b"})
    void takesAllElseAsText(String text) {
        assertThat(Literals.parse(text)).isEqualTo(text);
    }

    @Test
    void quotesMakeTextOfNumbers() {
        assertThat(Literals.parse("\"17\"")).isEqualTo("17");
        assertThat(Literals.parse("'it\\'s\\n'")).isEqualTo("it's\n");
    }

    @Test
    void readsNestedListsAndMaps() {
        assertThat(Literals.parse("[1, 'a, b', [], null]")).isEqualTo(Arrays.asList(1L, "a, b", List.of(), null));
        assertThat(Literals.parse("{ks: [5, 10], \"deep\": {x: 0.5, y: word}}"))
                .isEqualTo(Map.of("ks", List.of(5L, 10L), "deep", Map.of("x", 0.5, "y", "word")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1 2]|`--param` must have `,` or `]` at character 4, but was `2]`.",
                "{a 1}|`--param` must have `:` at character 4, but was `1}`.",
                "[1] x|`--param` must have the end at character 5, but was `x`.",
                "[1,|`--param` must have a value at character 4, but was the end.",
                "\"abc|`--param` must have `\"` at character 5, but was the end."
            })
    void saysWhereItFails(String text, String message) {
        assertThatThrownBy(() -> Literals.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
