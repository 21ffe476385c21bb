// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.Seeded;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class TopKTest {

    /** Few different scores, so that ties abound; the items come in random order. */
    @ParameterizedTest
    @Seeded(30)
    void agreesWithAFullSort(long seed) {
        SplittableRandom random = Seeds.stream(seed);
        int count = random.nextInt(60);
        int k = 1 + random.nextInt(20);
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextInt(9) - 4;
        }
        var top = TopK.of(k);
        for (int i = 0; i < count; i++) {
            int item = (61 * i + (int) seed) % count; // 61 is prime: every item once
            top.offer(item, scores[item]);
        }

        TopK.Ranking ranking = top.drain();

        int[] expected = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
                .limit(k)
                .mapToInt(i -> i)
                .toArray();
        assertThat(ranking.size()).isEqualTo(Math.min(k, count));
        assertThat(ranking.items()).containsExactly(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(ranking.scores()[i]).isEqualTo(scores[expected[i]]);
        }
    }

    @Test
    void tellsWhatItTakesToEnter() {
        var top = TopK.of(2);
        assertThat(top.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        top.offer(1, 0.5f);
        assertThat(top.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        top.offer(2, 0.25f);
        assertThat(top.threshold()).isEqualTo(0.25f);
    }

    @Test
    void isEmptyAfterDraining() {
        var top = TopK.of(2);
        top.offer(1, 0.5f);

        assertThat(top.drain()).hasToString("[1] [0.5]");
        assertThat(top.drain().size()).isZero();
    }

    @Test
    void rejectsScoresThatAreNotFinite() {
        var top = TopK.of(1);

        assertThatThrownBy(() -> top.offer(3, Float.NaN))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The score of item 3 must be finite, but was NaN.");
        assertThatThrownBy(() -> top.offer(4, Float.POSITIVE_INFINITY))
                .hasMessage("The score of item 4 must be finite, but was Infinity.");
        assertThatThrownBy(() -> TopK.of(0)).hasMessage("`k` must be at least 1, but was 0.");
    }
}
