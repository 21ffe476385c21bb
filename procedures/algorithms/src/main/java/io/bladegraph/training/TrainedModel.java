// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.DirectionOffset;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.gnn.Encoders;
import io.bladegraph.gnn.Parameter;
import io.bladegraph.graph.ProductGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training leaves behind: parameters, and the story of how they came about.
 *
 * <p>Embeddings are not part of it: they are computed from the graph as it is when they are asked for, so products bought
 * since, and even products unknown at training time, get theirs from their neighbors.
 *
 * @param config how it was trained
 * @param nodeCount number of nodes it knows
 * @param parameters the learned numbers of the best epoch
 * @param epochs every epoch that was run; before them, as epoch 0, what a warm start began with
 * @param bestEpoch the epoch whose parameters these are
 * @param stopReason why the training ended
 */
public record TrainedModel(
        TrainingConfig config,
        int nodeCount,
        List<Parameter> parameters,
        List<EpochReport> epochs,
        int bestEpoch,
        StopReason stopReason) {

    /**
     * The report of the best epoch.
     *
     * @return its loss and metrics
     */
    public EpochReport best() {
        return epochs.stream()
                .filter(report -> report.epoch() == bestEpoch)
                .findFirst()
                .orElseThrow();
    }

    /**
     * How often the training went over the edges.
     *
     * @return the number of epochs, without the report of what a warm start began with
     */
    public int ranEpochs() {
        return epochs.get(epochs.size() - 1).epoch();
    }

    /**
     * Computes the embeddings of all nodes of a graph.
     *
     * @param graph a graph whose nodes are numbered as the model's; see {@link #renumbered}
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return the same embeddings every time
     * @throws IllegalArgumentException if the graph has another number of nodes or of features
     */
    public DualEmbeddings embed(ProductGraph graph, Workers workers, Monitor monitor) {
        if (graph.nodeCount() != nodeCount) {
            throw new IllegalArgumentException(
                    "The graph has " + graph.nodeCount() + " nodes, but the model expects " + nodeCount + ".");
        }
        long seed = Seeds.derive(config.randomSeed(), GraphSampling.INFERENCE);
        var messages = GraphSampling.toInfer(graph, config.sampler(), config.model(), seed, workers, monitor);
        var embeddings = Encoders.of(graph, config.model(), parameters).embed(messages, workers);
        DirectionOffset.in(parameters).ifPresent(offset -> offset.addTo(embeddings, graph.purchases(), workers));
        return embeddings;
    }

    /** The same model with an offset. */
    TrainedModel with(DirectionOffset offset) {
        var all = new ArrayList<>(DirectionOffset.without(parameters));
        all.add(offset.toParameter());
        return new TrainedModel(config, nodeCount, List.copyOf(all), epochs, bestEpoch, stopReason);
    }

    /**
     * The same model for other node numbers.
     *
     * @param nodeOf by new node its number in this model, or -1 if this model does not know it: such a node has a vector of
     *     zeros of its own and lives by its neighbors and features
     * @return a model of {@code nodeOf.length} nodes; this one if no number changes
     */
    public TrainedModel renumbered(int[] nodeOf) {
        int alike = 0;
        while (alike < nodeOf.length && nodeOf[alike] == alike) {
            alike++;
        }
        if (alike == nodeCount && alike == nodeOf.length) {
            return this;
        }
        List<Parameter> moved = parameters.stream()
                .map(parameter ->
                        parameter.name().equals(Encoders.TABLE_NAME) ? renumbered(parameter, nodeOf) : parameter)
                .toList();
        return new TrainedModel(config, nodeOf.length, moved, epochs, bestEpoch, stopReason);
    }

    private Parameter renumbered(Parameter table, int[] nodeOf) {
        int roles = config.model().encoder() == BladeConfig.Kind.LINEAR ? 2 : 1;
        int columns = table.columns();
        float[] values = new float[roles * nodeOf.length * columns];
        for (int role = 0; role < roles; role++) {
            for (int node = 0; node < nodeOf.length; node++) {
                if (nodeOf[node] >= 0) {
                    int from = (role * nodeCount + nodeOf[node]) * columns;
                    System.arraycopy(table.values(), from, values, (role * nodeOf.length + node) * columns, columns);
                }
            }
        }
        return Parameter.of(table.name(), roles * nodeOf.length, columns, values);
    }
}
