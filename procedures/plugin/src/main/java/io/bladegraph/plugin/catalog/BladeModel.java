// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.gnn.Parameter;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.config.Configs;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.ReadGraph;
import io.bladegraph.training.EpochReport;
import io.bladegraph.training.StopReason;
import io.bladegraph.training.TrainedModel;
import io.bladegraph.training.TrainingConfig;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained model with the database's nodes behind its rows.
 *
 * @param model what was learned
 * @param nodes by number in the model
 * @param featureProperties where the features came from that it was trained on
 */
public record BladeModel(TrainedModel model, NodeIds nodes, List<String> featureProperties) {
    /** The type of these models in the store. */
    public static final String TYPE = "blade";

    private static final String FEATURES = "featureProperties";

    /**
     * Makes a model from what the store kept of it.
     *
     * @param stored as loaded
     * @return a model that embeds as the one that was saved
     * @throws IllegalArgumentException if it is a model of another type
     */
    public static BladeModel from(StoredModel stored) {
        ModelHeader header = stored.header();
        TrainingConfig config = training(header);
        int columns = config.model().embeddingDimension();
        List<Parameter> parameters = stored.tables().entrySet().stream()
                .map(table ->
                        Parameter.of(table.getKey(), table.getValue().length / columns, columns, table.getValue()))
                .toList();
        int nodeCount = Math.toIntExact(header.nodeCount());
        var model = new TrainedModel(config, nodeCount, parameters, List.of(), 0, StopReason.EPOCHS);
        List<String> properties = ConfigReader.of(header.configuration()).names(FEATURES);
        return new BladeModel(model, NodeIds.of(stored.nodeIds()), properties);
    }

    /**
     * How a model was trained.
     *
     * @param header of the model
     * @return the configuration of the training
     * @throws IllegalArgumentException if it is a model of another type
     */
    public static TrainingConfig training(ModelHeader header) {
        header.requireType(TYPE);
        return Configs.training(ConfigReader.of(header.configuration()));
    }

    /**
     * The model as the store keeps it.
     *
     * @param name what the user calls it
     * @param user who trained it
     * @param configuration the effective configuration of the training
     * @return header and tables
     */
    public StoredModel toStored(String name, String user, Map<String, Object> configuration) {
        Map<String, float[]> tables = new LinkedHashMap<>();
        model.parameters().forEach(parameter -> tables.put(parameter.name(), parameter.values()));
        Map<String, Object> kept = new LinkedHashMap<>(configuration);
        kept.put(FEATURES, featureProperties);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new StoredModel(
                new ModelHeader(name, TYPE, now, user, nodes.size(), kept, metrics()), nodes.toArray(), tables);
    }

    /**
     * What the training measured at its best epoch.
     *
     * @return metrics by name; those that need validation edges are null without them
     */
    public Map<String, Object> metrics() {
        Map<String, Object> metrics = epoch(model.best());
        metrics.put("bestEpoch", (long) model.bestEpoch());
        metrics.remove("epoch");
        metrics.remove("seconds");
        return metrics;
    }

    /**
     * What the training measured, epoch by epoch.
     *
     * @return metrics by name
     */
    public List<Map<String, Object>> epochs() {
        return model.epochs().stream().map(BladeModel::epoch).toList();
    }

    /**
     * The speed of the training.
     *
     * @param edges of the graph, validation edges included
     * @return training edges per second, validation time left out
     */
    public double edgesPerSecond(int edges) {
        double seconds =
                model.epochs().stream().mapToDouble(EpochReport::seconds).sum();
        double trainingEdges = edges - Math.floor(edges * model.config().validationFraction());
        return model.ranEpochs() * trainingEdges / seconds;
    }

    private static Map<String, Object> epoch(EpochReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epoch", (long) report.epoch());
        map.put("loss", Double.isNaN(report.loss()) ? null : report.loss());
        map.put("hitRate@10", Double.isNaN(report.hitRate()) ? null : report.hitRate());
        map.put("mrr@10", Double.isNaN(report.meanReciprocalRank()) ? null : report.meanReciprocalRank());
        map.put("hitRateByDegree", new LinkedHashMap<String, Object>(report.hitRateByDegree()));
        map.put("seconds", report.seconds());
        return map;
    }

    /**
     * The same model for the nodes of a graph. Nodes that it does not know live by their neighbors and features.
     *
     * @param graph a graph as read
     * @return a model with the graph's numbers
     * @throws IllegalArgumentException if the graph has other features than the model was trained on
     */
    public TrainedModel numberedAs(ReadGraph graph) {
        if (!graph.featureProperties().equals(featureProperties)) {
            throw new IllegalArgumentException("The model was trained with `featureProperties` " + featureProperties
                    + ", but the graph has " + graph.featureProperties() + ".");
        }
        int[] nodeOf = new int[graph.nodes().size()];
        Arrays.setAll(nodeOf, i -> Math.max(-1, nodes.index(graph.nodes().id(i))));
        return model.renumbered(nodeOf);
    }

    /**
     * Computes the embeddings of a graph.
     *
     * @param graph a graph as read
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return embeddings with the graph's numbers
     */
    public DualEmbeddings embed(ReadGraph graph, Workers workers, Monitor monitor) {
        return numberedAs(graph).embed(graph.graph(), workers, monitor);
    }
}
