// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.Seeded;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MetricsTest {

    @Test
    void hitRateAndReciprocalRankByHand() {
        int[] ranks = {1, 4, 10, 11};

        assertThat(RankingMetrics.hitRate(ranks, 10)).isEqualTo(0.75);
        assertThat(RankingMetrics.hitRate(ranks, 3)).isEqualTo(0.25);
        assertThat(RankingMetrics.meanReciprocalRank(ranks, 10)).isCloseTo((1 + 0.25 + 0.1) / 4, within(1e-15));
        assertThat(RankingMetrics.meanReciprocalRank(ranks, 4)).isCloseTo((1 + 0.25) / 4, within(1e-15));
    }

    @Test
    void noRanksAreNoNumber() {
        assertThat(RankingMetrics.hitRate(new int[0], 10)).isNaN();
        assertThat(RankingMetrics.meanReciprocalRank(new int[0], 10)).isNaN();
    }

    /** Scores from 0 to 9, so that ties abound. */
    @ParameterizedTest
    @Seeded(10)
    void aucAgreesWithAllPairs(long seed) {
        SplittableRandom random = Seeds.stream(seed);
        float[] positives = scores(random, 1 + random.nextInt(40), 2);
        float[] negatives = scores(random, 1 + random.nextInt(40), 0);
        double right = 0;
        for (float positive : positives) {
            for (float negative : negatives) {
                right += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }

        assertThat(ClassificationMetrics.auc(positives, negatives))
                .isCloseTo(right / (positives.length * negatives.length), within(1e-12));
    }

    @Test
    void aucOfNothingIsChance() {
        assertThat(ClassificationMetrics.auc(new float[0], new float[] {1})).isEqualTo(0.5);
        assertThat(ClassificationMetrics.auc(new float[] {1}, new float[0])).isEqualTo(0.5);
        assertThat(ClassificationMetrics.pairwiseAccuracy(new float[0], new float[0]))
                .isEqualTo(0.5);
    }

    @Test
    void pairwiseAccuracyCountsTiesHalf() {
        assertThat(ClassificationMetrics.pairwiseAccuracy(new float[] {2, 1, 3, 0}, new float[] {1, 1, 5, -1}))
                .isEqualTo(2.5 / 4);
    }

    @Test
    void bucketsPartAllDegrees() {
        for (int degree : new int[] {0, 3, 4, 20, 21, 1_000_000}) {
            int bucketed = degree;
            for (var buckets : List.of(DegreeBucket.QUERIES, DegreeBucket.TARGETS)) {
                assertThat(buckets.stream().filter(bucket -> bucket.contains(bucketed)))
                        .hasSize(1);
            }
            assertThat(DegreeBucket.ALL.contains(degree)).isTrue();
        }
    }

    private static float[] scores(SplittableRandom random, int count, int shift) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = shift + random.nextInt(10);
        }
        return scores;
    }
}
