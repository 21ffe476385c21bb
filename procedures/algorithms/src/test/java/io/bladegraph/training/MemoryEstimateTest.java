// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.sampling.SamplerConfig;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {
    private static final TrainingConfig CONFIG = TrainingConfig.DEFAULT;
    private static final MemoryEstimate ESTIMATE = MemoryEstimate.of(10_000, 100_000, 0, CONFIG);

    @Test
    void partsSumToTheMost() {
        assertThat(ESTIMATE.parts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(ESTIMATE.bytesMax());
        assertThat(ESTIMATE.bytesMin()).isPositive().isLessThanOrEqualTo(ESTIMATE.bytesMax());
    }

    /** Values, gradient, two moments and the best epoch: five tables of 2 * 10,000 * 64 floats. */
    @Test
    void parametersByHand() {
        assertThat(ESTIMATE.parts()).containsEntry("parameters, gradient, two moments, best epoch", 25_600_000L);
    }

    /**
     * 1024 positives of 36 bytes and 10,000 nodes of 40; 64 sums of 512 vectors of 64 floats, 4 threads with one more and with
     * 128 sources of 512 logits and two vectors each.
     */
    @Test
    void batchByHand() {
        assertThat(ESTIMATE.parts()).containsEntry("batch", 36_864L + 400_000L + 8_388_608L + 524_288L + 1_310_720L);
    }

    @Test
    void growsWithEverythingThatTakesMemory() {
        assertThat(MemoryEstimate.of(20_000, 100_000, 0, CONFIG).bytesMin()).isGreaterThan(ESTIMATE.bytesMin());
        assertThat(MemoryEstimate.of(10_000, 200_000, 0, CONFIG).bytesMin()).isGreaterThan(ESTIMATE.bytesMin());
        assertThat(MemoryEstimate.of(10_000, 100_000, 1, CONFIG).bytesMin()).isGreaterThan(ESTIMATE.bytesMin());
        assertGrows(with(new BladeConfig(BladeConfig.Kind.LINEAR, 128, 2, 5), CONFIG.sampler(), CONFIG.loss()));
        assertGrows(with(new BladeConfig(BladeConfig.Kind.LINEAR, 64, 4, 5), CONFIG.sampler(), CONFIG.loss()));
        assertGrows(with(CONFIG.model(), SamplerConfig.uniform(200), CONFIG.loss()));
        assertGrows(with(CONFIG.model(), CONFIG.sampler(), new LossConfig(LossConfig.Kind.SOFTMAX, 1_000, 0, 0)));
    }

    private static void assertGrows(TrainingConfig config) {
        assertThat(MemoryEstimate.of(10_000, 100_000, 0, config).bytesMax()).isGreaterThan(ESTIMATE.bytesMax());
    }

    private static TrainingConfig with(BladeConfig model, SamplerConfig sampler, LossConfig loss) {
        return new TrainingConfig(model, sampler, loss, CONFIG.schedule(), 0.05, 42);
    }

    /** Two tables of embeddings, each twice, 2 threads with 32 products for each 64th node, 10 numbers and scores for each. */
    @Test
    void rankingByHand() {
        var ranking = MemoryEstimate.ofRanking(10_000, 100_000, 64, 10, 2);

        assertThat(ranking.parts())
                .containsEntry("embeddings", 10_240_000L)
                .containsEntry("scores", 280_000L)
                .containsEntry("rankings", 1_440_000L);
        assertThat(ranking.bytesMin()).isEqualTo(ranking.bytesMax());
    }

    @Test
    void anEvaluationTakesMoreThanItsTrainingAndEaseASquare() {
        var without = MemoryEstimate.ofEvaluation(ESTIMATE, 10_000, 1, 0);
        var with = MemoryEstimate.ofEvaluation(ESTIMATE, 10_000, 1, 1);

        assertThat(without.bytesMin()).isGreaterThan(ESTIMATE.bytesMin());
        assertThat(with.bytesMax() - without.bytesMax()).isEqualTo(400_000_000L);
        assertThat(with.bytesMin()).isLessThanOrEqualTo(with.bytesMax());
    }

    @Test
    void embeddingsTakeLessThanTheirTraining() {
        var embedding = MemoryEstimate.ofEmbedding(10_000, 100_000, 0, CONFIG);

        assertThat(embedding.bytesMin()).isPositive().isLessThanOrEqualTo(embedding.bytesMax());
        assertThat(embedding.bytesMax()).isLessThan(ESTIMATE.bytesMax());
    }
}
