// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Seeds;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.RoleGraph;
import java.util.ArrayList;
import java.util.List;

/** Makes encoders: with fresh parameters for a training, or around the parameters of a trained model. */
public final class Encoders {
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
            return List.of(Parameter.gaussian("table", 2 * nodes, dimension, TABLE_DEVIATION, tableSeed));
        }
        var parameters = new ArrayList<Parameter>();
        boolean learned = graph.featureDimension() == 0;
        if (learned) {
            parameters.add(Parameter.gaussian("table", nodes, dimension, TABLE_DEVIATION, tableSeed));
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            int rows = layer == 0 && !learned ? graph.featureDimension() : dimension;
            double deviation = Math.sqrt(2.0 / (rows + dimension)); // Glorot, Bengio 2010, equation 16
            parameters.add(Parameter.gaussian(
                    "weights" + (layer + 1), rows, dimension, deviation, Seeds.derive(seed, WEIGHTS, layer)));
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
            return new LinearEncoder(parameters.get(0), config.layers(), ownWeights(graph, config.ownDegree()));
        }
        boolean learned = parameters.get(0).name().equals("table");
        int expected = learned ? 0 : parameters.get(0).rows();
        if (graph.featureDimension() != expected) {
            throw new IllegalArgumentException("The graph has " + graph.featureDimension()
                    + " features per node, but the model expects " + expected + ".");
        }
        Parameter inputs = learned
                ? parameters.get(0)
                : Parameter.of("features", graph.nodeCount(), graph.featureDimension(), graph.features());
        return new PaperEncoder(inputs, learned, learned ? parameters.subList(1, parameters.size()) : parameters);
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
