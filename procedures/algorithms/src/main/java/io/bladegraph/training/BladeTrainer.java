// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.gnn.AsymmetricLoss;
import io.bladegraph.gnn.DirectionOffset;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.gnn.EdgeBatch;
import io.bladegraph.gnn.Encoder;
import io.bladegraph.gnn.Encoders;
import io.bladegraph.gnn.Messages;
import io.bladegraph.gnn.Parameter;
import io.bladegraph.gnn.VertexSet;
import io.bladegraph.graph.CacheOrder;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Learns dual embeddings from a graph.
 *
 * <p>Each epoch: draw neighborhoods; for every batch of edges silence those edges, encode, take loss and gradient, go back
 * through the encoder, let the edges speak again, move the parameters; then validate. The parameters of the best epoch are
 * kept. Every random choice hangs on the seed, the epoch and the batch alone, so the result is the same to the bit for any
 * number of workers.
 *
 * <p>An epoch costs O((m / batchSize) L k dimension) for the messages of k sampled neighbors and O(m negatives dimension) for
 * the loss.
 */
public final class BladeTrainer {
    private static final long SPLIT = 10;
    private static final long PARAMETERS = 11;
    private static final long NEIGHBORHOODS = 12;
    private static final long RANDOM_PAIRS = 13;
    private static final long STRANGERS = 13;

    private final TrainingConfig config;
    private final Workers workers;
    private final Monitor monitor;

    /**
     * A trainer.
     *
     * @param config how to train
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     */
    public BladeTrainer(TrainingConfig config, Workers workers, Monitor monitor) {
        this.config = config;
        this.workers = workers;
        this.monitor = monitor;
    }

    /**
     * Holds out validation edges at random and trains on the rest.
     *
     * @param graph a graph with at least one purchase edge
     * @return the model of the best epoch
     */
    public TrainedModel train(ProductGraph graph) {
        long seed = Seeds.derive(config.randomSeed(), SPLIT);
        return train(graph, EdgeSplit.random(graph.purchases(), config.validationFraction(), 0, seed));
    }

    /**
     * Trains on the training part of a split and validates on its validation part.
     *
     * @param graph gives co-views and features; its purchases are not looked at
     * @param split the purchases
     * @return the model of the best epoch; of the last one where there is nothing to validate on
     */
    public TrainedModel train(ProductGraph graph, EdgeSplit split) {
        return train(graph.withPurchases(split.train()), split, null);
    }

    /**
     * Goes on from a trained model instead of random parameters.
     *
     * @param graph gives co-views and features; its purchases are not looked at
     * @param split the purchases
     * @param start a model of the same shape whose nodes are numbered as the graph's
     * @return the model of the best epoch
     * @throws IllegalArgumentException if the shapes differ
     */
    public TrainedModel continueFrom(TrainedModel start, ProductGraph graph, EdgeSplit split) {
        if (!start.config().model().shape().equals(config.model().shape()) || start.nodeCount() != graph.nodeCount()) {
            throw new IllegalArgumentException("`warmStart` needs a model of the same shape: "
                    + start.config().model().shape() + " of " + start.nodeCount() + " nodes is not "
                    + config.model().shape() + " of "
                    + graph.nodeCount() + ".");
        }
        return train(graph.withPurchases(split.train()), split, start);
    }

    /** Nodes are given numbers under which neighbors lie close to each other, and have their own ones back in the end. */
    private TrainedModel train(ProductGraph graph, EdgeSplit split, TrainedModel start) {
        int[] order = CacheOrder.of(graph.purchases(), monitor);
        int[] numbers = new int[order.length];
        for (int number = 0; number < order.length; number++) {
            numbers[order[number]] = number;
        }
        EdgeSplit moved = split.renumbered(numbers);
        var movedGraph = new ProductGraph(
                moved.train(),
                graph.coViews().renumbered(numbers),
                graph.features().of(order));
        List<Parameter> parameters = start == null
                ? Encoders.initialize(movedGraph, config.model(), Seeds.derive(config.randomSeed(), PARAMETERS))
                : copies(start.renumbered(order).parameters());
        return withOffset(learn(movedGraph, moved, parameters, start != null).renumbered(numbers), graph, split);
    }

    private static List<Parameter> copies(List<Parameter> parameters) {
        return DirectionOffset.without(parameters).stream()
                .map(p ->
                        Parameter.of(p.name(), p.rows(), p.columns(), p.values().clone()))
                .toList();
    }

    /** Lets go of gradients, moments and layers before all embeddings are computed once more for the offset. */
    private TrainedModel learn(ProductGraph graph, EdgeSplit split, List<Parameter> parameters, boolean warm) {
        if (graph.purchases().edgeCount() == 0) {
            throw new IllegalArgumentException("There is no relationship to train on.");
        }
        Encoder encoder = Encoders.of(graph, config.model(), parameters);
        var loss = new AsymmetricLoss(graph.purchases(), config.loss());
        var batches = new EdgeBatches(graph, config);
        var adam = new Adam(encoder.parameters(), config.schedule().weightDecay());
        var sampling = new GraphSampling(graph, config.sampler(), config.model(), workers);
        var validation = new Validation(split, config, workers, monitor);
        var epochs = new ArrayList<EpochReport>();
        var best = new BestParameters(parameters);
        Messages messages = null;
        for (int epoch = 1; epoch <= config.schedule().epochs(); epoch++) {
            long start = System.nanoTime();
            if (messages == null || config.schedule().resample()) {
                messages =
                        sampling.sample(Seeds.derive(config.randomSeed(), NEIGHBORHOODS, epoch), workers, Monitor.NONE);
            }
            if (warm && epoch == 1) {
                long before = System.nanoTime();
                epochs.add(validation.report(0, Double.NaN, 0, encoder, messages));
                start += System.nanoTime() - before;
            }
            double mean = new Epoch(epoch, messages, batches, graph).run(encoder, loss, adam);
            double seconds = (System.nanoTime() - start) * 1e-9;
            EpochReport report = validation.report(epoch, mean, seconds, encoder, messages);
            epochs.add(report);
            best.offer(epoch, report.hitRate());
            if (epoch - best.epoch() >= config.schedule().patience()) {
                return model(graph, best, epochs, StopReason.PATIENCE);
            }
        }
        return model(graph, best, epochs, StopReason.EPOCHS);
    }

    private TrainedModel model(ProductGraph graph, BestParameters best, List<EpochReport> epochs, StopReason reason) {
        return new TrainedModel(
                config, graph.nodeCount(), best.parameters(), List.copyOf(epochs), best.epoch(), reason);
    }

    private TrainedModel withOffset(TrainedModel model, ProductGraph graph, EdgeSplit split) {
        if (!config.model().hasDirectionOffset()) {
            return model;
        }
        OneWayPairs pairs = OneWayPairs.of(split);
        if (pairs.tails().length == 0) {
            return model;
        }
        DualEmbeddings embeddings = model.embed(graph, workers, monitor);
        monitor.progress("Fitting the direction", 0, 0);
        var random = Seeds.stream(config.randomSeed(), RANDOM_PAIRS);
        return model.with(
                DirectionOffset.fit(graph.purchases(), embeddings, pairs.tails(), pairs.heads(), random, workers));
    }

    /** One pass over the edges. */
    private final class Epoch {
        private final int epoch;
        private final Messages messages;
        private final EdgeBatches batches;
        private final DirectedGraph graph;
        private final double newShare;

        Epoch(int epoch, Messages messages, EdgeBatches batches, ProductGraph graph) {
            this.epoch = epoch;
            this.messages = messages;
            this.batches = batches;
            this.graph = graph.purchases();
            this.newShare =
                    graph.featureDimension() > 0 ? config.model().features().newShare() : 0;
        }

        /** Returns the mean loss of the batches. */
        double run(Encoder encoder, AsymmetricLoss loss, Adam adam) {
            int[] order = batches.shuffled(epoch);
            int size = config.schedule().batchSize();
            int steps = batches.count();
            String task =
                    "Training, epoch " + epoch + " of " + config.schedule().epochs();
            var wanted = VertexSet.none(2 * graph.nodeCount());
            double sum = 0;
            for (int step = 0; step < steps; step++) {
                monitor.progress(task, step, steps);
                int begin = step * size;
                int end = Math.min(order.length, begin + size);
                messages.purchases().mask(order, begin, end, workers);
                EdgeBatch batch = batches.batch(epoch, order, begin, end, workers);
                wanted.replaceBy(batch, config.loss(), workers);
                if (newShare > 0) {
                    encoder.treatAsNew(strangers(step));
                }
                float[] embeddings = encoder.forward(messages, wanted, workers);
                float[] gradient = encoder.zeroGradient(wanted, workers);
                sum += loss.lossAndGradient(batch, embeddings, gradient, workers);
                encoder.backward(gradient, wanted, workers);
                messages.purchases().unmask(order, begin, end, workers);
                double done =
                        (epoch - 1 + (double) step / steps) / config.schedule().epochs();
                adam.step(config.schedule().learningRate(done), workers);
            }
            if (newShare > 0) {
                encoder.treatAsNew(vertex -> false);
            }
            if (!Double.isFinite(sum)) {
                throw new IllegalStateException("The loss of epoch " + epoch + " is " + sum / steps
                        + ": the training diverged. Maybe lower `learningRate`, "
                        + config.schedule().learningRate() + ".");
            }
            return sum / steps;
        }

        private IntPredicate strangers(int step) {
            long seed = Seeds.derive(config.randomSeed(), STRANGERS, epoch, step);
            return vertex -> (Seeds.mix(seed + vertex) >>> 11) * 0x1p-53 < newShare;
        }
    }
}
