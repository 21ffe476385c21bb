// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Seeds;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.RoleGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes encoders: with fresh parameters for a training, or around the parameters of a trained model. */
public final class Encoders {
    /** The learned vectors: a row per node and role that has one of its own. */
    public static final String TABLE_NAME = "table";

    private static final String FEATURE_WEIGHTS = "featureWeights";
    private static final double TABLE_DEVIATION = 0.1;
    private static final long TABLE = 1;
    private static final long WEIGHTS = 2;

    private Encoders() {}

    /**
     * Fresh parameters.
     *
     * @param graph gives the number of nodes and their features
     * @param config the shape of the model
     * @param seed same seed, same numbers
     * @return what {@link #of} takes
     */
    public static List<Parameter> initialize(ProductGraph graph, BladeConfig config, long seed) {
        int nodes = graph.nodeCount();
        int dimension = config.embeddingDimension();
        long tableSeed = Seeds.derive(seed, TABLE);
        if (config.encoder() == BladeConfig.Kind.LINEAR) {
            return linearParameters(graph, config, seed);
        }
        var parameters = new ArrayList<Parameter>();
        boolean learned = graph.featureDimension() == 0;
        if (learned) {
            parameters.add(Parameter.gaussian(TABLE_NAME, nodes, dimension, TABLE_DEVIATION, tableSeed));
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            int rows = layer == 0 && !learned ? graph.featureDimension() : dimension;
            double deviation = Math.sqrt(2.0 / (rows + dimension)); // Glorot, Bengio 2010, equation 16
            parameters.add(Parameter.gaussian(
                    "weights" + (layer + 1), rows, dimension, deviation, Seeds.derive(seed, WEIGHTS, layer)));
        }
        return List.copyOf(parameters);
    }

    /** Weights of words that no product has are zeros, not noise: nothing will be learned of them. */
    private static List<Parameter> linearParameters(ProductGraph graph, BladeConfig config, long seed) {
        int dimension = config.embeddingDimension();
        var parameters = new ArrayList<Parameter>();
        if (config.features().ownTables() || graph.featureDimension() == 0) {
            parameters.add(Parameter.gaussian(
                    TABLE_NAME, 2 * graph.nodeCount(), dimension, TABLE_DEVIATION, Seeds.derive(seed, TABLE)));
        }
        int features = graph.featureDimension();
        if (features > 0) {
            var weights = Parameter.gaussian(
                    FEATURE_WEIGHTS, 2 * features, dimension, TABLE_DEVIATION, Seeds.derive(seed, WEIGHTS));
            boolean[] seen = new boolean[features];
            for (int column : graph.features().columns()) {
                seen[column] = true;
            }
            for (int row = 0; row < 2 * features; row++) {
                if (!seen[row % features]) {
                    Arrays.fill(weights.values(), row * dimension, (row + 1) * dimension, 0f);
                }
            }
            parameters.add(weights);
        }
        if (config.hasDirectionOffset()) {
            parameters.forEach(DirectionOffset::clearLastColumn);
        }
        return List.copyOf(parameters);
    }

    /**
     * An encoder.
     *
     * @param graph the graph that messages pass along: gives degrees and features
     * @param config the shape of the model
     * @param parameters of {@link #initialize}, or of a trained model with the same nodes; kept, not copied
     * @return an encoder of these parameters
     * @throws IllegalArgumentException if the parameters were made for another number of features
     */
    public static Encoder of(ProductGraph graph, BladeConfig config, List<Parameter> parameters) {
        if (config.encoder() == BladeConfig.Kind.LINEAR) {
            Parameter weights = named(FEATURE_WEIGHTS, parameters);
            requireFeatures(graph, weights == null ? 0 : weights.rows() / 2);
            var base = new BaseVectors(named(TABLE_NAME, parameters), weights, graph.features());
            return new LinearEncoder(base, config.layers(), ownWeights(graph, config.ownDegree()));
        }
        boolean learned = named(TABLE_NAME, parameters) != null;
        requireFeatures(graph, learned ? 0 : parameters.get(0).rows());
        Parameter inputs = learned ? parameters.get(0) : inputs(graph.features());
        return new PaperEncoder(inputs, learned, learned ? parameters.subList(1, parameters.size()) : parameters);
    }

    private static Parameter named(String name, List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static void requireFeatures(ProductGraph graph, int expected) {
        if (graph.featureDimension() != expected) {
            throw new IllegalArgumentException("The graph has " + graph.featureDimension()
                    + " features per node, but the model expects " + expected + ".");
        }
    }

    private static Parameter inputs(NodeFeatures features) {
        int columns = features.dimension();
        float[] dense = new float[Math.multiplyExact(features.nodeCount(), columns)];
        for (int node = 0; node < features.nodeCount(); node++) {
            for (int entry = features.offsets()[node]; entry < features.offsets()[node + 1]; entry++) {
                dense[node * columns + features.columns()[entry]] += features.values()[entry];
            }
        }
        return Parameter.of("features", features.nodeCount(), columns, dense);
    }

    /** w = d / (d + c) by vertex, 0 for isolated vertices, so that what was never learned is never shown. */
    private static float[] ownWeights(ProductGraph graph, double ownDegree) {
        RoleGraph roles = RoleGraph.of(graph.purchases());
        float[] weights = new float[roles.vertexCount()];
        for (int vertex = 0; vertex < weights.length; vertex++) {
            int degree = roles.degree(vertex);
            weights[vertex] = degree == 0 ? 0f : (float) (degree / (degree + ownDegree));
        }
        return weights;
    }
}
