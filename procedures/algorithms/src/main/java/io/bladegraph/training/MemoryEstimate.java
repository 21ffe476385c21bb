// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.evaluation.Ranker;
import io.bladegraph.gnn.AsymmetricLoss;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.sampling.SamplerConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many bytes a computation takes, before it begins.
 *
 * <p>Where neighborhoods are sampled, the smaller figure assumes that no vertex has more neighbors than it has edges, the
 * larger one that every vertex fills its fan-out.
 *
 * @param bytesMin at least so many
 * @param bytesMax at most so many
 * @param parts bytes at most by what they hold
 */
public record MemoryEstimate(long bytesMin, long bytesMax, Map<String, Long> parts) {
    private static final long BYTES_PER_MESSAGE =
            24 + 16; // values twice, masked ones, columns twice, a map; chunks while sampling
    private static final long BYTES_PER_EDGE = 12 + 8 + 3 * 4; // both adjacencies, masks, batches

    private static final long BYTES_PER_PAIR = 32;
    private static final long BYTES_PER_POSITIVE = 36; // its ends, weight and places, and what it owes
    private static final long BYTES_PER_PAIRED = 40; // a node's rows in either role
    private static final int THREADS = 4; // each with scores or logits of its own

    private static final long BYTES_PER_RANKED = 8; // a number and a score
    private static final long BYTES_PER_OBJECT = 64; // a ranking with its arrays
    private static final long BYTES_PER_ORDERED = 24; // a sort key and two orders
    private static final long RANKED_AT_ONCE = 32; // blocks, with the 1/64 as many blocks of what is ranked

    /**
     * Estimates a training.
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
                ? 8L * config.model().layers() + 2
                : Math.max(config.model().layers(), 2);
        long fanOut = Math.max(config.sampler().fanOut(), config.sampler().minFanOut());
        long filled = 2 * nodeCount * fanOut;
        int directions = config.sampler().reverseWeight() > 0 ? 2 : 1;
        long messages = Math.min(2L * directions * edgeCount, filled) * BYTES_PER_MESSAGE;
        var parts = new LinkedHashMap<String, Long>();
        parts.put("graph", (edgeCount * BYTES_PER_EDGE + nodeCount * 16) * (1 + directions));
        parts.put("parameters, gradient, two moments, best epoch", table * 5);
        parts.put("layers, embeddings and their gradient", table * layers);
        parts.put("validation", table / 2 + THREADS * Ranker.bytesPerThread(nodeCount));
        parts.put("neighborhoods", filled * BYTES_PER_MESSAGE);
        if (config.sampler().kind() == SamplerConfig.Kind.ADAPTIVE
                && config.sampler().walks() > 0) {
            // chances of steps, and counters for a few threads
            parts.put("walks", 2L * directions * edgeCount * Float.BYTES + 2 * nodeCount * (8 + 4 * 16));
        }
        parts.put("batch", batch(nodeCount, edgeCount, config));
        if (featureDimension > 0 && config.model().encoder() == BladeConfig.Kind.LINEAR) {
            long weights = 2 * featureDimension * config.model().embeddingDimension() * Float.BYTES;
            parts.put("features", weights * 5 + table * 3);
        }
        long max = sum(parts);
        return new MemoryEstimate(max - filled * BYTES_PER_MESSAGE + messages, max, parts);
    }

    /** Sums and blocks of a softmax, or pairs; ends, weights and negatives of the edges. */
    private static long batch(long nodeCount, long edgeCount, TrainingConfig config) {
        long positives = Math.min(edgeCount, config.schedule().batchSize());
        long more = positives * BYTES_PER_POSITIVE + nodeCount * BYTES_PER_PAIRED;
        if (config.loss().kind() == LossConfig.Kind.LOGISTIC) {
            return more + positives * (config.loss().negatives() + 1) * BYTES_PER_PAIR;
        }
        long negatives = Math.min(config.loss().negatives(), nodeCount);
        return more + AsymmetricLoss.softmaxBytes(negatives, config.model().embeddingDimension(), THREADS);
    }

    /**
     * Estimates the embeddings of all nodes by a trained model.
     *
     * @param nodeCount number of nodes
     * @param edgeCount number of edges
     * @param featureDimension columns of the features; 0 where there are none
     * @param config how the model was trained
     * @return the estimate
     */
    public static MemoryEstimate ofEmbedding(
            long nodeCount, long edgeCount, long featureDimension, TrainingConfig config) {
        MemoryEstimate training = of(nodeCount, edgeCount, featureDimension, config);
        long table = 2 * nodeCount * config.model().embeddingDimension() * Float.BYTES;
        var parts = new LinkedHashMap<>(training.parts);
        parts.keySet().retainAll(List.of("graph", "neighborhoods", "walks"));
        parts.put("parameters, as saved and as numbered here", table * 2);
        parts.put("layers and embeddings", table * (config.model().layers() + 2));
        return new MemoryEstimate(sum(parts) - training.bytesMax + training.bytesMin, sum(parts), Map.copyOf(parts));
    }

    /**
     * Estimates an evaluation.
     *
     * @param training of one of its models, by the whole graph
     * @param nodeCount number of nodes
     * @param threads how many rank at once
     * @param squares how many n x n matrices the baselines need; 0 for those that need none
     * @return the estimate
     */
    public static MemoryEstimate ofEvaluation(MemoryEstimate training, long nodeCount, int threads, int squares) {
        var parts = new LinkedHashMap<>(training.parts);
        parts.put("split", training.parts.get("graph"));
        parts.put("scores", threads * Ranker.bytesPerThread(nodeCount));
        parts.put("baselines", squares * nodeCount * nodeCount * Float.BYTES);
        long more = sum(parts) - training.bytesMax;
        return new MemoryEstimate(training.bytesMin + more, sum(parts), parts);
    }

    /**
     * Estimates the ranking of all nodes for all nodes.
     *
     * @param nodeCount number of nodes
     * @param edgeCount number of edges
     * @param dimension of the embeddings
     * @param k how many are kept for each
     * @param threads how many rank at once
     * @return the estimate
     */
    public static MemoryEstimate ofRanking(long nodeCount, long edgeCount, long dimension, long k, int threads) {
        var parts = new LinkedHashMap<String, Long>();
        parts.put("graph", (edgeCount * BYTES_PER_EDGE + nodeCount * 16) * 2);
        parts.put("embeddings", 2 * 2 * nodeCount * dimension * Float.BYTES);
        parts.put("scores", nodeCount * (BYTES_PER_ORDERED + threads * RANKED_AT_ONCE * Float.BYTES / 64));
        parts.put("rankings", nodeCount * (Math.min(k, nodeCount) * BYTES_PER_RANKED + BYTES_PER_OBJECT));
        return new MemoryEstimate(sum(parts), sum(parts), parts);
    }

    private static long sum(Map<String, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }
}
