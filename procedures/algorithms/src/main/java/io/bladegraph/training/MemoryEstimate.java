// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many bytes a training takes, before it begins.
 *
 * <p>The smaller figure assumes that no vertex has more neighbors than it has edges, the larger one that every vertex fills
 * its fan-out.
 *
 * @param bytesMin at least so many
 * @param bytesMax at most so many
 * @param parts bytes at most by what they hold
 */
public record MemoryEstimate(long bytesMin, long bytesMax, Map<String, Long> parts) {
    private static final long BYTES_PER_MESSAGE = 20 + 12; // values twice, columns twice, a map; chunks while sampling
    private static final long BYTES_PER_EDGE = 12 + 8 + 3 * 4; // both adjacencies, masks, batches

    /**
     * Estimates.
     *
     * @param nodeCount number of nodes
     * @param edgeCount number of edges
     * @param featureDimension columns of the features; 0 where there are none
     * @param config how to train
     * @return the estimate; one training edge set at a time
     */
    public static MemoryEstimate of(long nodeCount, long edgeCount, long featureDimension, TrainingConfig config) {
        long table = 2 * nodeCount * config.model().embeddingDimension() * Float.BYTES;
        long layers = config.model().encoder() == BladeConfig.Kind.PAPER
                ? 8L * config.model().layers()
                : config.model().layers();
        long fanOut = Math.max(config.sampler().fanOut(), config.sampler().minFanOut());
        long filled = 2 * nodeCount * fanOut;
        int directions = config.sampler().reverseWeight() > 0 ? 2 : 1;
        long messages = Math.min(2L * directions * edgeCount, filled) * BYTES_PER_MESSAGE;
        long negatives = config.loss().kind() == LossConfig.Kind.SOFTMAX
                ? (long) config.schedule().batchSize() * config.loss().negatives() * Float.BYTES
                : (long) config.schedule().batchSize() * config.loss().negatives() * 16;
        var parts = new LinkedHashMap<String, Long>();
        parts.put("graph", (edgeCount * BYTES_PER_EDGE + nodeCount * 16) * (1 + directions));
        parts.put("parameters, gradient, two moments, best epoch", table * 5);
        parts.put("layers, embeddings and their gradient", table * (layers + 2));
        parts.put("validation", table * 2);
        parts.put("neighborhoods", filled * BYTES_PER_MESSAGE);
        parts.put(
                "batch",
                negatives + 3L * config.schedule().batchSize() * config.model().embeddingDimension() * 4);
        if (featureDimension > 0 && config.model().encoder() == BladeConfig.Kind.LINEAR) {
            long weights = 2 * featureDimension * config.model().embeddingDimension() * Float.BYTES;
            parts.put("features", weights * 5 + table * 3);
        }
        long max = parts.values().stream().mapToLong(Long::longValue).sum();
        return new MemoryEstimate(max - filled * BYTES_PER_MESSAGE + messages, max, parts);
    }
}
