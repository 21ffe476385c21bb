// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    private enum Search {
        AUTO,
        BY_INDEX
    }

    private static ConfigReader reader(String key, Object value) {
        Map<String, Object> map = new HashMap<>();
        map.put(key, value);
        return ConfigReader.of(map);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void absentKeysAndNullsHaveTheirDefaults() {
        var reader = reader("k", null);

        assertThat(reader.integer("k", 10)).isEqualTo(10);
        assertThat(reader.text("name", "x")).isEqualTo("x");
        assertThat(reader.flag("overwrite", true)).isTrue();
        assertThat(reader.number("rate", 0.5)).isEqualTo(0.5);
        assertThat(reader.choice("search", Search.AUTO)).isEqualTo(Search.AUTO);
        assertThat(reader.names("labels")).isEmpty();
        assertThat(reader.integers("ks", List.of(5, 10))).containsExactly(5, 10);
    }

    @Test
    void finishReportsTheEffectiveConfigurationInTheOrderOfReading() {
        var reader = ConfigReader.of(Map.of("search", "byIndex", "labels", "Product"));
        reader.names("labels");
        reader.integer("k", 10, 1, 100);
        reader.choice("search", Search.AUTO);

        Map<String, Object> effective = reader.finish();

        assertThat(effective).containsEntry("k", 10L).containsEntry("search", "byIndex");
        assertThat(effective.keySet()).containsExactly("labels", "k", "search");
    }

    @Test
    void refusesAnUnknownKeyWithTheNearestKnownOne() {
        var reader = reader("fanOuts", 10L);
        reader.integer("fanOut", 10);
        reader.integer("epochs", 10);

        assertRefused(reader::finish, "Unknown configuration key `fanOuts`. Did you mean `fanOut`?");
    }

    @Test
    void refusesAnUnknownKeyThatIsLikeNoneWithAllKnownOnes() {
        var reader = reader("colour", "blue");
        reader.integer("k", 10);
        reader.integer("epochs", 10);

        assertRefused(reader::finish, "Unknown configuration key `colour`. Known keys: `epochs`, `k`.");
    }

    @Test
    void refusesWrongTypes() {
        assertRefused(() -> reader("k", "ten").integer("k", 1), "`k` must be a whole number, but was 'ten'.");
        assertRefused(() -> reader("k", 1.5).integer("k", 1), "`k` must be a whole number, but was 1.5.");
        assertRefused(() -> reader("r", true).number("r", 1), "`r` must be a number, but was true.");
        assertRefused(() -> reader("n", 7L).text("n", ""), "`n` must be a string, but was 7.");
        assertRefused(() -> reader("f", "yes").flag("f", true), "`f` must be true or false, but was 'yes'.");
        assertRefused(
                () -> reader("l", Arrays.asList("A", 1L)).names("l"),
                "`l` must be a string or a list of strings, but was [A, 1].");
        assertRefused(
                () -> reader("ks", List.of(1.5)).integers("ks", List.of()),
                "`ks` must be a whole number or a list of whole numbers, but was [1.5].");
        assertRefused(
                () -> reader("s", "quick").choice("s", Search.AUTO),
                "`s` must be one of 'auto', 'byIndex', but was 'quick'.");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertRefused(() -> reader("k", 0L).integer("k", 1, 1, 5), "`k` must be between 1 and 5, but was 0.");
    }

    @Test
    void refusesAMissingRequiredText() {
        assertRefused(() -> reader("other", "x").requiredText("modelName"), "`modelName` is missing.");
    }

    @Test
    void takesWholeFloatsForWholeNumbersBecauseJavaScriptSendsNoOthers() {
        assertThat(reader("k", 10.0).integer("k", 1)).isEqualTo(10);
    }

    @Test
    void takesASingleNameForAListAndDropsRepetitions() {
        assertThat(reader("labels", "A").names("labels")).containsExactly("A");
        assertThat(reader("labels", List.of("A", "B", "A")).names("labels")).containsExactly("A", "B");
    }
}
