// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

class TableTest {
    @Test
    void alignsTextLeftAndNumbersRight() {
        String text = print(
                List.of("name", "score"),
                List.of(
                        List.of(Values.value("Nova 5 case"), Values.value(12.5)),
                        List.of(Values.value("ß"), Values.NULL)));

        assertThat(text)
                .isEqualTo(
                        """
                        name         score
                        -----------  -----
                        Nova 5 case   12.5
                        ß             null
                        """);
    }

    @Test
    void quotesTextInsideListsAndMaps() {
        String text = print(List.of("x"), List.of(List.of(Values.value(List.of("a", Map.of("b", 1L))))));

        assertThat(text).endsWith("['a', {b: 1}]\n");
    }

    @Test
    void shortensVectorsOnly() {
        String text = print(
                List.of("vector", "few"),
                List.of(List.of(
                        Values.value(List.of(1, 2, 3, 4, 5, 6, 7)),
                        Values.value(List.of("a", "b", "c", "d", "e", "f", "g")))));

        assertThat(text).contains("[1, 2, 3, ... 7 numbers]").contains("['a', 'b', 'c', 'd', 'e', 'f', 'g']");
    }

    @Test
    void keepsRowsOnOneLine() {
        assertThat(print(List.of("x"), List.of(List.of(Values.value("a\nb"))))).endsWith("a\\nb\n");
    }

    private static String print(List<String> columns, List<List<Value>> rows) {
        StringWriter text = new StringWriter();
        new Table(columns, rows).print(new PrintWriter(text, true), "");
        return text.toString();
    }
}
