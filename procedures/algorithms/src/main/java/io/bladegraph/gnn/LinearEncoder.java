// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Two learned tables, smoothed over the graph: the embeddings are a weighted sum of layers, without any nonlinearity.
 *
 * <p>E = diag(w) Z + P Z + P<sup>2</sup> Z + ... + P<sup>L</sup> Z, where Z stacks the source and the target table, P is the
 * {@link MessageGraph} and w(u) = d(u) / (d(u) + c) for a vertex of degree d(u): a product of which little is known is
 * described by its neighbors, one with a long history also by a vector of its own. c = 0 gives w = 1.
 *
 * <p>One forward pass costs O(L k dimension) for k sampled neighbors in all, and so does one backward pass; where only some
 * vertices are wanted, the last layer and the first step back are done for them alone. Memory: (3 + L) 2 n
 * dimension floats. Reference for the form: He et al., "LightGCN", SIGIR 2020, equations 7 and 8, on the bipartite graph
 * of roles; the layers alternate roles as in DAEMON (Virinchi et al., ECML-PKDD 2022, section 4.2). The weights w are ours.
 */
public final class LinearEncoder implements Encoder {
    private static final int CHUNK = 128;
    private static final int SLICE = 32;

    private final int layers;
    private final int dimension;
    private final Parameter table;
    private final float[] ownWeights;
    private final float[][] hidden;
    private final float[] embeddings;
    private final Kernels kernels = KernelChoice.best();
    private Messages graph;

    /**
     * An encoder of given tables.
     *
     * @param table the source table above the target table, (2 n, dimension)
     * @param layers L, at least 0
     * @param ownWeights w by vertex, length 2 n
     */
    public LinearEncoder(Parameter table, int layers, float[] ownWeights) {
        this.table = table;
        this.layers = layers;
        this.dimension = table.columns();
        this.ownWeights = ownWeights;
        this.hidden = new float[layers + 1][layers == 0 ? 0 : table.values().length];
        this.embeddings = new float[table.values().length];
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(table);
    }

    @Override
    public float[] forward(Messages messages, Workers workers) {
        var all = VertexSet.none(table.rows());
        for (int vertex = 0; vertex < table.rows(); vertex++) {
            all.add(vertex);
        }
        return forward(messages, all, workers);
    }

    @Override
    public float[] forward(Messages messages, VertexSet wanted, Workers workers) {
        this.graph = messages;
        hidden[0] = table.values();
        for (int layer = 1; layer < layers; layer++) {
            spread(messages.purchases().matrix(), hidden[layer - 1], hidden[layer], workers);
        }
        workers.run(wanted.size(), CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                int vertex = wanted.vertex(i);
                if (layers > 0) {
                    kernels.multiply(
                            messages.purchases().matrix(), hidden[layers - 1], hidden[layers], vertex, vertex + 1);
                }
                sumLayers(vertex);
            }
        });
        return embeddings;
    }

    private void sumLayers(int vertex) {
        for (int k = vertex * dimension; k < (vertex + 1) * dimension; k++) {
            float sum = ownWeights[vertex] * table.values()[k];
            for (int layer = 1; layer <= layers; layer++) {
                sum += hidden[layer][k];
            }
            embeddings[k] = sum;
        }
    }

    /** Horner's rule backward: the gradient of layer l is G + P' (gradient of layer l + 1). */
    @Override
    public void backward(float[] gradient, VertexSet wanted, Workers workers) {
        float[] above = gradient;
        for (int layer = layers - 1; layer >= 0; layer--) {
            float[] here = layer == 0 ? table.gradient() : hidden[layer];
            if (above == gradient) {
                scatter(graph.purchases().matrix(), gradient, here, wanted, workers);
            } else {
                spread(graph.purchases().transposed(), above, here, workers);
            }
            addGradient(gradient, here, layer == 0, workers);
            above = here;
        }
        if (layers == 0) {
            Arrays.fill(table.gradient(), 0f);
            addGradient(gradient, table.gradient(), true, workers);
        }
    }

    private void addGradient(float[] gradient, float[] here, boolean own, Workers workers) {
        workers.run(table.rows(), CHUNK, (begin, end) -> {
            for (int vertex = begin; vertex < end; vertex++) {
                float weight = own ? ownWeights[vertex] : 1f;
                for (int k = vertex * dimension; k < (vertex + 1) * dimension; k++) {
                    here[k] += weight * gradient[k];
                }
            }
        });
    }

    /** y = P' x for an x of which only the rows wanted are not zero. Threads share out the dimensions, as none else may write. */
    private void scatter(SparseMatrix matrix, float[] x, float[] y, VertexSet wanted, Workers workers) {
        workers.run(y.length, CHUNK * dimension, (begin, end) -> Arrays.fill(y, begin, end, 0f));
        workers.run(dimension, SLICE, (begin, end) -> {
            for (int i = 0; i < wanted.size(); i++) {
                int row = wanted.vertex(i);
                for (int entry = matrix.offsets()[row]; entry < matrix.offsets()[row + 1]; entry++) {
                    float value = matrix.values()[entry];
                    int to = matrix.columns()[entry] * dimension;
                    for (int k = begin; k < end; k++) {
                        y[to + k] += value * x[row * dimension + k];
                    }
                }
            }
        });
    }

    private void spread(SparseMatrix matrix, float[] x, float[] y, Workers workers) {
        workers.run(matrix.rowCount(), CHUNK, (begin, end) -> kernels.multiply(matrix, x, y, begin, end));
    }
}
