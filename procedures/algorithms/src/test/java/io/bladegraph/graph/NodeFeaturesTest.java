// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeFeaturesTest {

    @Test
    void numbersKeepTheirColumnsAndZerosTakeNoRoom() {
        var features = NodeFeatures.dense(new float[] {1, 0, 0, 2, 3, 0}, 3);

        assertThat(features.nodeCount()).isEqualTo(2);
        assertThat(features.columns()).containsExactly(0, 0, 1);
        assertThat(features.values()).containsExactly(1, 2, 3);
    }

    @Test
    void theWordsOfAPropertyHaveLengthOne() {
        var features = words(64, List.of("case", "leather", "case", "black"), List.of());

        assertThat(features.values()).containsOnly((float) (1 / Math.sqrt(3)));
        assertThat(features.columns()).hasSize(3);
        assertThat(features.isEmpty(0)).isFalse();
        assertThat(features.isEmpty(1)).isTrue();
    }

    /** Stored models depend on it. */
    @Test
    void aWordKeepsItsBucketForEver() {
        assertThat(words(4096, List.of("case")).columns()).containsExactly(3996);
    }

    @Test
    void theSameWordOfAnotherPropertyIsAnotherWord() {
        var builder = NodeFeaturesBuilder.of(1, 2, 4096);
        builder.words("category", List.of("apple"));
        builder.words("brand", List.of("apple"));
        builder.endNode();

        int[] columns = builder.build().columns();
        assertThat(columns[0]).isNotEqualTo(columns[1]);
        for (int column : columns) {
            assertThat(column).isBetween(2, 4097);
        }
    }

    /** 4,000 words in 16 buckets: chi-squared of 15 degrees of freedom stays below 37.7 with probability .999. */
    @Test
    void wordsSpreadEvenly() {
        var features =
                words(16, IntStream.range(0, 4000).mapToObj(i -> "word" + i).toList());

        int[] counts = new int[16];
        for (int column : features.columns()) {
            counts[column]++;
        }
        double chiSquared = Arrays.stream(counts)
                .mapToDouble(count -> (count - 250.0) * (count - 250.0) / 250)
                .sum();
        assertThat(chiSquared).isLessThan(37.7);
    }

    @Test
    void rowsCanBeChosen() {
        var features = NodeFeatures.dense(new float[] {1, 2, 0, 3}, 1).of(new int[] {3, 2, 0});

        assertThat(features.offsets()).containsExactly(0, 1, 1, 2);
        assertThat(features.values()).containsExactly(3, 1);
    }

    @Test
    void rejectsWhatIsNoFeature() {
        assertThatThrownBy(() -> NodeFeatures.dense(new float[5], 3))
                .hasMessage("`features` must be 3 numbers per node, but was 5.");
        assertThatThrownBy(() -> NodeFeatures.dense(new float[] {1, Float.NaN}, 1))
                .hasMessage("`features` must be finite, but was NaN.");
        assertThatThrownBy(() -> new NodeFeatures(1, new int[] {0, 1}, new int[1], new float[] {1f / 0f}))
                .hasMessage("`features` must be finite, but was Infinity.");
    }

    @SafeVarargs
    private static NodeFeatures words(int buckets, List<String>... nodes) {
        var builder = NodeFeaturesBuilder.of(nodes.length, 0, buckets);
        for (List<String> node : nodes) {
            builder.words("category", node);
            builder.endNode();
        }
        return builder.build();
    }
}
