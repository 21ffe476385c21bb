// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureTableTest {
    private static final Map<String, Object> FIRST =
            Map.of("price", 2, "isNew", true, "brand", "Acme", "embedding", List.of(.5, 1.5));

    private static FeatureTable table(Object... rows) {
        var table = new FeatureTable(FeatureSchema.of(rows[0], 1000, 1));
        for (int row = 0; row < rows.length; row++) {
            table.add(rows[row], row + 1);
        }
        return table;
    }

    private static Map<String, Object> first(String key, Object value) {
        Map<String, Object> map = new HashMap<>(FIRST);
        map.put(key, value);
        return map;
    }

    @Test
    void rowsBecomeNumbersAndBucketsInTheOrderOfTheirKeys() {
        FeatureTable table = table(FIRST, first("brand", "Best"), first("price", 4.0));

        assertThat(table.schema().fields())
                .extracting(FeatureField::name)
                .containsExactly("features.brand", "features.embedding", "features.isNew", "features.price");
        FeatureRows rows = table.raw();
        assertThat(rows.dense()).containsExactly(.5f, 1.5f, 1, 2, .5f, 1.5f, 1, 2, .5f, 1.5f, 1, 4);
        assertThat(rows.categories()[0]).isBetween(0, 999).isEqualTo(rows.categories()[2]);
        assertThat(rows.categories()[1]).isNotEqualTo(rows.categories()[0]);
    }

    @Test
    void theSameValueOfAnotherFieldIsAnotherBucket() {
        FeatureRows rows = table(Map.of("brand", "x", "color", "x")).raw();

        assertThat(rows.categories()[0]).isNotEqualTo(rows.categories()[1]);
    }

    @Test
    void arraysAreAsGoodAsLists() {
        FeatureRows lists =
                table(Map.of("v", List.of(1L, 2.5)), Map.of("v", List.of(3, 4))).raw();
        FeatureRows arrays = table(Map.of("v", new double[] {1, 2.5}), Map.of("v", new long[] {3, 4}))
                .raw();

        assertThat(arrays.dense()).isEqualTo(lists.dense());
        assertThat(table(new float[] {1, 2}).raw().dense()).containsExactly(1, 2);
    }

    @Test
    void normalizesByTheRowsFittedOn() {
        var encoder = FeatureEncoder.fit(table(List.of(1, 100), List.of(2, 300), List.of(3, 200)));

        FeatureRows rows = encoder.encode(List.of(2, 300));

        assertThat(rows.dense()[0]).isZero();
        assertThat((double) rows.dense()[1]).isCloseTo(Math.sqrt(1.5), within(1e-6));
        assertThat(encoder.encode(List.of(2, 1e9)).dense()[1]).isEqualTo(10);
    }

    @Test
    void refusesFeaturesThatNeverVary() {
        assertThatThrownBy(() -> FeatureEncoder.fit(table(List.of(1, 7), List.of(2, 7))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`features[1]` must vary, but is the same in all 2 rows. Leave it out.");
        assertThatThrownBy(() -> FeatureEncoder.fit(table(Map.of("a", 1, "b", "x"), Map.of("a", 2, "b", "x"))))
                .hasMessage("`features.b` must vary, but is the same in all 2 rows. Leave it out.");
        assertThatThrownBy(() -> FeatureEncoder.fit(
                        table(Map.of("a", 1, "v", List.of(0, 0)), Map.of("a", 2, "v", List.of(0, 0)))))
                .hasMessage("`features.v` must vary, but is the same in all 2 rows. Leave it out.");
    }

    @Test
    void aDeadComponentOfALivingVectorIsLeftAtZero() {
        var encoder = FeatureEncoder.fit(table(Map.of("v", List.of(0, 1)), Map.of("v", List.of(0, 2))));

        assertThat(encoder.encode(Map.of("v", List.of(5, 1))).dense()[0]).isZero();
    }

    @Test
    void refusesValuesThatAreNoFeatures() {
        assertThatThrownBy(() -> table("abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`features` must be a list of numbers or a map, but was 'abc' in row 1.");
        assertThatThrownBy(() -> table(List.of(1), List.of(Double.NaN)))
                .hasMessage("`features[0]` must be a finite number, but was NaN in row 2.");
        assertThatThrownBy(() -> table(List.of(1), List.of(1, 2)))
                .hasMessage("`features` must be a list of 1 numbers, but was [1, 2] in row 2.");
        assertThatThrownBy(() -> table(FIRST, List.of(1)))
                .hasMessage("`features` must be a map, but was [1] in row 2.");
        assertThatThrownBy(() -> table(FIRST, first("price", "cheap")))
                .hasMessage("`features.price` must be a finite number, but was 'cheap' in row 2.");
        assertThatThrownBy(() -> table(FIRST, first("brand", 3)))
                .hasMessage("`features.brand` must be a text, but was 3 in row 2.");
        assertThatThrownBy(() -> table(FIRST, first("price", null)))
                .hasMessage("`features.price` must be a finite number, but was null in row 2.");
        assertThatThrownBy(() -> table(FIRST, first("embedding", new float[3])))
                .hasMessage("`features.embedding` must be a list of 2 numbers, but was an array in row 2.");
        assertThatThrownBy(() -> table(FIRST, first("colour", "red")))
                .hasMessage("`features.colour` in row 2 is not among the features of the first row or of the model:"
                        + " brand, embedding, isNew, price.");
        assertThatThrownBy(() -> table(first("price", null)))
                .hasMessage("`features.price` must be a number, a text or a list of numbers, but was null in row 1.");
        assertThatThrownBy(() -> table(List.of()))
                .hasMessage("`features` must be at least one value in each row, but was empty.");
    }
}
