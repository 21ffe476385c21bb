// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the linear encoder smooths: Z = T + F W, with T a learned table, F the features and W learned weights per role.
 *
 * <p>F stands in both blocks of a matrix of 2 n rows, over source weights and target weights. Either of T and F W may be
 * missing. A pass costs O(f dimension) for f features in all, there and back; memory 6 n dimension floats where there are
 * features, none where there are not. Not thread-safe.
 */
final class BaseVectors {
    private static final int CHUNK = 128;

    private final Parameter table;
    private final Parameter weights;
    private final SparseRows features;
    private final SparseRows featuresTransposed;
    private final float[] described;
    private final float[] values;
    private final float[] gradient;
    private final int dimension;
    private final Kernels kernels = KernelChoice.best();

    /** Vectors from a table (2 n, dimension), weights (2 features, dimension), or both; what is missing is null. */
    BaseVectors(Parameter table, Parameter weights, NodeFeatures features) {
        this.table = table;
        this.weights = weights;
        this.dimension = (table == null ? weights : table).columns();
        SparseMatrix inBothRoles = weights == null ? null : inBothRoles(features);
        this.features = weights == null ? null : SparseRows.of(inBothRoles);
        this.featuresTransposed = weights == null ? null : SparseRows.of(inBothRoles.transposed());
        this.described = weights == null ? null : new float[2 * features.nodeCount() * dimension];
        this.values = weights == null ? table.values() : table == null ? described : new float[described.length];
        this.gradient = weights == null ? table.gradient() : new float[described.length];
    }

    private static SparseMatrix inBothRoles(NodeFeatures features) {
        int nodes = features.nodeCount();
        int entries = features.columns().length;
        int[] offsets = new int[2 * nodes + 1];
        int[] columns = new int[2 * entries];
        float[] values = new float[2 * entries];
        for (int role = 0; role < 2; role++) {
            for (int node = 0; node < nodes; node++) {
                offsets[role * nodes + node + 1] = role * entries + features.offsets()[node + 1];
            }
            for (int entry = 0; entry < entries; entry++) {
                columns[role * entries + entry] = role * features.dimension() + features.columns()[entry];
            }
            System.arraycopy(features.values(), 0, values, role * entries, entries);
        }
        return new SparseMatrix(2 * features.dimension(), offsets, columns, values);
    }

    List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        if (table != null) {
            parameters.add(table);
        }
        if (weights != null) {
            parameters.add(weights);
        }
        return List.copyOf(parameters);
    }

    int vertexCount() {
        return values.length / dimension;
    }

    int dimension() {
        return dimension;
    }

    /** Z, (2 n, dimension); overwritten by the next call. */
    float[] forward(Workers workers) {
        if (weights != null) {
            workers.run(vertexCount(), CHUNK, this::describe);
        }
        return values;
    }

    private void describe(int begin, int end) {
        kernels.multiply(features.part(begin, end), weights.values(), described);
        if (table != null) {
            for (int k = begin * dimension; k < end * dimension; k++) {
                values[k] = table.values()[k] + described[k];
            }
        }
    }

    /** Whether a vertex has any feature. */
    boolean isDescribed(int vertex) {
        return weights != null
                && features.matrix().offsets()[vertex] < features.matrix().offsets()[vertex + 1];
    }

    /** Writes what a vertex says of itself, w T + F W, into a row. */
    @SuppressWarnings("checkstyle:ParameterNumber")
    void own(int vertex, float ownWeight, float[] rows, int row) {
        int from = vertex * dimension;
        int to = row * dimension;
        if (weights == null) {
            Arrays.fill(rows, to, to + dimension, 0f);
        } else {
            System.arraycopy(described, from, rows, to, dimension);
        }
        if (table != null) {
            kernels.addMultiple(ownWeight, table.values(), from, rows, to, dimension);
        }
    }

    /** Where the derivative by Z belongs that comes by messages, (2 n, dimension). */
    float[] gradient() {
        return gradient;
    }

    /**
     * Sets the gradients of T and W from {@link #gradient}, which it uses up, and from the derivative by what some vertices
     * say of themselves.
     */
    void backward(float[] own, VertexSet wanted, float[] ownWeights, Workers workers) {
        if (weights != null && table != null) {
            workers.run(
                    vertexCount(),
                    CHUNK,
                    (begin, end) -> System.arraycopy(
                            gradient,
                            begin * dimension,
                            table.gradient(),
                            begin * dimension,
                            (end - begin) * dimension));
        }
        workers.run(wanted.size(), CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                int row = wanted.vertex(i) * dimension;
                if (table != null) {
                    kernels.addMultiple(ownWeights[wanted.vertex(i)], own, row, table.gradient(), row, dimension);
                }
                if (weights != null) {
                    kernels.addMultiple(1, own, row, gradient, row, dimension);
                }
            }
        });
        if (weights != null) {
            workers.run(
                    weights.rows(),
                    CHUNK,
                    (begin, end) ->
                            kernels.multiply(featuresTransposed.part(begin, end), gradient, weights.gradient()));
        }
    }
}
