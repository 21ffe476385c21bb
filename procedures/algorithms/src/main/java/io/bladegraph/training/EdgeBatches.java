// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.gnn.EdgeBatch;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.NegativeSampler;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The positives of an epoch in random order, with the negatives of each batch. Order and negatives depend on the seed, the
 * epoch and the batch alone.
 */
final class EdgeBatches {
    private static final long ORDER = 20;
    private static final long NEGATIVES = 21;
    private static final long CO_VIEWS = 22;
    private static final int CHUNK = 1024;

    private final DirectedGraph purchases;
    private final DirectedGraph coViews;
    private final TrainingConfig config;
    private final NegativeSampler negatives;
    private final int[] sources;
    private final int[] coViewSources;
    private final double meanWeight;
    private int[] batchSources = new int[0];
    private int[] batchTargets = new int[0];
    private float[] weights = new float[0];

    EdgeBatches(ProductGraph graph, TrainingConfig config) {
        this.purchases = graph.purchases();
        this.coViews = graph.coViews();
        this.config = config;
        this.negatives = new NegativeSampler(purchases);
        this.sources = purchases.sources();
        this.coViewSources = coViews.sources();
        double sum = 0;
        for (int edge = 0; edge < sources.length; edge++) {
            sum += purchases.weight(edge);
        }
        this.meanWeight = sum / sources.length;
    }

    /** The number of batches of an epoch. */
    int count() {
        int size = config.schedule().batchSize();
        return (sources.length + size - 1) / size;
    }

    /**
     * All edges, in random batches: the order is that of a shuffled deck, but within a batch, where it does not matter, edges
     * ascend, so that those of a source lie beside each other. O(edges).
     */
    int[] shuffled(int epoch) {
        int[] places = Seeds.shuffled(sources.length, Seeds.stream(config.randomSeed(), ORDER, epoch));
        int size = config.schedule().batchSize();
        int[] next = new int[count()];
        Arrays.setAll(next, batch -> batch * size);
        int[] order = new int[sources.length];
        for (int edge = 0; edge < places.length; edge++) {
            order[next[places[edge] / size]++] = edge;
        }
        return order;
    }

    /** The batch of the edges at positions begin to end - 1 of an order; overwritten by the next one. */
    EdgeBatch batch(int epoch, int[] order, int begin, int end, Workers workers) {
        if (weights.length != end - begin) {
            batchSources = new int[end - begin];
            batchTargets = new int[end - begin];
            weights = new float[end - begin];
        }
        workers.run(weights.length, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                int edge = order[begin + i];
                batchSources[i] = sources[edge];
                batchTargets[i] = purchases.target(edge);
                weights[i] = (float) (purchases.weight(edge) / meanWeight);
            }
        });
        long seed = Seeds.derive(config.randomSeed(), NEGATIVES, epoch, begin);
        int[] drawn = config.loss().kind() == LossConfig.Kind.SOFTMAX
                ? negatives.shared(config.loss().negatives(), Seeds.stream(seed))
                : perPositive(seed, workers);
        int[][] pairs = coViewPairs(epoch, begin, end);
        return new EdgeBatch(batchSources, batchTargets, weights, drawn, pairs[0], pairs[1]);
    }

    private int[] perPositive(long seed, Workers workers) {
        int count = config.loss().negatives();
        int[] drawn = new int[batchSources.length * count];
        workers.run(batchSources.length, CHUNK, (begin, end) -> {
            SplittableRandom random = Seeds.stream(seed, begin);
            for (int i = begin * count; i < end * count; i++) {
                drawn[i] = negatives.draw(batchSources[i / count], random);
            }
        });
        return drawn;
    }

    /** As many random co-view pairs as make all of them seen once per epoch on average. */
    private int[][] coViewPairs(int epoch, int begin, int end) {
        long first = (long) begin * coViewSources.length / sources.length;
        long last = (long) end * coViewSources.length / sources.length;
        int count = config.loss().coViewWeight() > 0 ? (int) (last - first) : 0;
        int[][] pairs = new int[2][count];
        SplittableRandom random = Seeds.stream(config.randomSeed(), CO_VIEWS, epoch, begin);
        for (int i = 0; i < count; i++) {
            int edge = random.nextInt(coViewSources.length);
            pairs[0][i] = coViewSources[edge];
            pairs[1][i] = coViews.target(edge);
        }
        return pairs;
    }
}
