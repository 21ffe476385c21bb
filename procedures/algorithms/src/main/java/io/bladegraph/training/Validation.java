// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.DegreeBucket;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.evaluation.Ranker;
import io.bladegraph.evaluation.RankingMetrics;
import io.bladegraph.gnn.Encoder;
import io.bladegraph.gnn.Messages;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures an encoder on the validation edges, after every epoch the same ones. */
final class Validation {
    private static final int CUTOFF = 10;

    private final HeldOut heldOut;
    private final DirectedGraph train;
    private final TrainingConfig config;
    private final Workers workers;
    private final Monitor monitor;

    Validation(EdgeSplit split, TrainingConfig config, Workers workers, Monitor monitor) {
        this.heldOut = HeldOutEdges.validation(split);
        this.train = split.train();
        this.config = config;
        this.workers = workers;
        this.monitor = monitor;
    }

    EpochReport report(int epoch, double loss, double seconds, Encoder encoder, Messages messages) {
        if (heldOut.size() == 0) {
            return new EpochReport(epoch, loss, Double.NaN, Double.NaN, Map.of(), seconds);
        }
        float[] stacked = encoder.forward(messages, workers);
        var scorer = EmbeddingScorer.ofStacked(stacked, config.model().embeddingDimension());
        int[] ranks = Ranker.ranks(scorer, heldOut, workers, monitor);
        return new EpochReport(
                epoch,
                loss,
                RankingMetrics.hitRate(ranks, CUTOFF),
                RankingMetrics.meanReciprocalRank(ranks, CUTOFF),
                hitRateByDegree(ranks),
                seconds);
    }

    private Map<String, Double> hitRateByDegree(int[] ranks) {
        Map<String, Double> rates = new LinkedHashMap<>();
        RanksByDegree.of(heldOut, train, ranks).forEach((bucket, part) -> {
            if (part.length > 0 && !bucket.equals(DegreeBucket.ALL)) {
                rates.put(bucket.name(), RankingMetrics.hitRate(part, CUTOFF));
            }
        });
        return rates;
    }
}
