// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.bladegraph.docs.MarkdownPage.Fenced;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every Cypher block does what its page says, from top to bottom on a database that is empty at the top. */
class DocumentationIT {

    @TestFactory
    Stream<DynamicContainer> everyCypherBlockHolds() {
        return Checkout.pages().stream()
                .map(MarkdownPage::of)
                .filter(page -> page.blocks().stream().anyMatch(DocumentationIT::isCypher))
                .map(page -> dynamicContainer(page.name(), Stream.concat(Stream.of(beginning(page)), tests(page))));
    }

    private static DynamicTest beginning(MarkdownPage page) {
        return dynamicTest("begins with an empty database", () -> {
            Neo4j.wipe();
            page.scripts().forEach(script -> Neo4j.runScript(Checkout.read(script)));
        });
    }

    private static Stream<DynamicTest> tests(MarkdownPage page) {
        return page.blocks().stream()
                .filter(DocumentationIT::isCypher)
                .map(block -> dynamicTest("line " + block.line() + ", " + block.info(), () -> check(block)));
    }

    private static boolean isCypher(Fenced block) {
        return block.info().startsWith("cypher");
    }

    private static void check(Fenced block) {
        switch (block.info()) {
            case "cypher" -> Checkout.statements(block.text()).forEach(statement -> Neo4j.run("EXPLAIN " + statement));
            case "cypher setup" -> Neo4j.runScript(block.text());
            case "cypher example" -> checkExample(block);
            case "cypher error" ->
                assertThat(Neo4j.error(block.text()))
                        .as("the block after it is the message")
                        .isEqualTo(block.next());
            case "cypher ignore" -> assertThat(block.text()).isNotBlank();
            default -> throw new AssertionError("`" + block.info() + "` is no kind of block.");
        }
    }

    /** All statements run; the last one returns the table that follows, or at least a row if no table does. */
    private static void checkExample(Fenced block) {
        List<Neo4j.Answer> answers =
                Checkout.statements(block.text()).stream().map(Neo4j::run).toList();
        Neo4j.Answer answer = answers.get(answers.size() - 1);
        assertThat(answer.rows()).isNotEmpty();
        if (block.table() != null) {
            assertThat(answer.columns()).isEqualTo(block.table().header());
            assertThat(answer.rows().stream()
                            .map(row -> row.stream().map(DocumentationIT::shown).toList()))
                    .isEqualTo(block.table().rows());
        }
    }

    /** A value as tables show it: floats with up to four decimals, texts without quotes. */
    static String shown(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            var rounded = BigDecimal.valueOf(number)
                    .setScale(4, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            return rounded.setScale(Math.max(1, rounded.scale()), RoundingMode.UNNECESSARY)
                    .toPlainString();
        } else if (value instanceof List<?> list) {
            return list.stream().map(DocumentationIT::shown).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
