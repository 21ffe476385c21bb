// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.MessageGraph;
import io.bladegraph.gnn.Messages;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.DirectSampler;
import io.bladegraph.sampling.NeighborSampler;
import io.bladegraph.sampling.RoleGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.sampling.TwoWayGraph;

/**
 * Draws the neighborhoods of a graph, along purchases and along co-views, again and again. The linear encoder hears both
 * relations in one sum, the paper's each for itself.
 */
final class GraphSampling {
    /** The stream of neighborhoods for inference: always the same one. */
    static final long INFERENCE = -1;

    private final TwoWayGraph purchases;
    private final NeighborSampler purchaseSampler;
    private final TwoWayGraph coViews;
    private final NeighborSampler coViewSampler;
    private final BladeConfig model;

    GraphSampling(ProductGraph graph, SamplerConfig config, BladeConfig model, Workers workers) {
        this.model = model;
        this.purchases = TwoWayGraph.of(graph.purchases(), config.reverseWeight(), workers);
        this.purchaseSampler = NeighborSampler.of(RoleGraph.of(purchases.mixed()), config, workers);
        boolean viewed = graph.coViews().edgeCount() > 0;
        this.coViews = viewed ? TwoWayGraph.of(graph.coViews(), 0, workers) : null;
        this.coViewSampler = viewed ? NeighborSampler.of(RoleGraph.of(graph.coViews()), config, workers) : null;
    }

    /** Neighborhoods to train on. */
    Messages sample(long seed, Workers workers, Monitor monitor) {
        return with(MessageGraph.sample(purchases, purchaseSampler, seed, workers, monitor), seed, workers, monitor);
    }

    /** The same neighborhoods to infer from, in less time. */
    @SuppressWarnings("checkstyle:ParameterNumber")
    static Messages toInfer(
            ProductGraph graph, SamplerConfig config, BladeConfig model, long seed, Workers workers, Monitor monitor) {
        if (DirectSampler.suits(config) && graph.coViews().edgeCount() == 0) {
            var sampler = new DirectSampler(graph.purchases(), config, workers);
            return new Messages(MessageGraph.sampleDirect(sampler, seed, workers, monitor), null);
        }
        var sampling = new GraphSampling(graph, config, model, workers);
        var bought =
                MessageGraph.sampleUnmaskable(sampling.purchases, sampling.purchaseSampler, seed, workers, monitor);
        return sampling.with(bought, seed, workers, monitor);
    }

    private Messages with(MessageGraph bought, long seed, Workers workers, Monitor monitor) {
        var viewed = coViews == null
                ? null
                : MessageGraph.sampleUnmaskable(coViews, coViewSampler, ~seed, workers, monitor)
                        .withinRoles();
        if (viewed != null && model.encoder() == BladeConfig.Kind.LINEAR) {
            return new Messages(bought.with(viewed, model.coViewShare()), null);
        }
        return new Messages(bought, viewed);
    }
}
