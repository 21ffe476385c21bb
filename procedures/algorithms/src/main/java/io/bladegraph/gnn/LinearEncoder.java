// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Two learned tables, smoothed over the graph: the embeddings are a weighted sum of layers, without any nonlinearity.
 *
 * <p>E = diag(w) T + F W + P Z + P<sup>2</sup> Z + ... + P<sup>L</sup> Z with Z = T + F W, where T stacks the source and the
 * target table, F W is what the features of a product say in either role (nothing, where there are none), P is the
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

    private final int layers;
    private final int dimension;
    private final BaseVectors base;
    private final float[] ownWeights;
    private final float[] shownWeights;
    private final boolean[] asNew;
    private final float[][] hidden;
    private final float[] embeddings;
    private final Kernels kernels = KernelChoice.best();
    private final ColumnSelection heardByWanted = new ColumnSelection();
    private Messages graph;

    /**
     * An encoder of given vectors.
     *
     * @param base Z, for 2 n vertices
     * @param layers L, at least 0
     * @param ownWeights w by vertex, length 2 n
     */
    LinearEncoder(BaseVectors base, int layers, float[] ownWeights) {
        this.base = base;
        this.layers = layers;
        this.dimension = base.dimension();
        this.ownWeights = ownWeights;
        this.shownWeights = ownWeights.clone();
        this.asNew = new boolean[ownWeights.length];
        int size = ownWeights.length * dimension;
        this.hidden = new float[layers + 1][layers == 0 ? 0 : size];
        this.embeddings = new float[size];
    }

    @Override
    public List<Parameter> parameters() {
        return base.parameters();
    }

    /** What others hear of strangers stays. One without features would be nobody, so it is left as it is. */
    @Override
    public void treatAsNew(IntPredicate strangers) {
        for (int vertex = 0; vertex < asNew.length; vertex++) {
            asNew[vertex] = base.isDescribed(vertex) && strangers.test(vertex);
            shownWeights[vertex] = asNew[vertex] ? 0 : ownWeights[vertex];
        }
    }

    @Override
    public float[] forward(Messages messages, Workers workers) {
        var all = VertexSet.none(asNew.length);
        for (int vertex = 0; vertex < asNew.length; vertex++) {
            all.add(vertex);
        }
        return forward(messages, all, workers);
    }

    @Override
    public float[] forward(Messages messages, VertexSet wanted, Workers workers) {
        this.graph = messages;
        hidden[0] = base.forward(workers);
        for (int layer = 1; layer < layers; layer++) {
            spread(messages.purchases().matrix(), hidden[layer - 1], hidden[layer], workers);
        }
        workers.run(wanted.size(), CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                int vertex = wanted.vertex(i);
                if (layers > 0 && !asNew[vertex]) {
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
            float sum = base.own(k, shownWeights[vertex]);
            for (int layer = 1; layer <= layers && !asNew[vertex]; layer++) {
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
            float[] here = layer == 0 ? base.gradient() : hidden[layer];
            if (above == gradient) {
                IntPredicate hearing = vertex -> wanted.contains(vertex) && !asNew[vertex];
                spread(heardByWanted.of(graph.purchases().transposed(), hearing, workers), gradient, here, workers);
            } else {
                spread(graph.purchases().transposed(), above, here, workers);
            }
            if (layer > 0) {
                addGradient(gradient, here, workers);
            }
            above = here;
        }
        if (layers == 0) {
            Arrays.fill(base.gradient(), 0f);
        }
        base.backward(gradient, shownWeights, workers);
    }

    private void addGradient(float[] gradient, float[] here, Workers workers) {
        workers.run(asNew.length, CHUNK, (begin, end) -> {
            for (int vertex = begin; vertex < end; vertex++) {
                for (int k = vertex * dimension; k < (vertex + 1) * dimension && !asNew[vertex]; k++) {
                    here[k] += gradient[k];
                }
            }
        });
    }

    private void spread(SparseMatrix matrix, float[] x, float[] y, Workers workers) {
        workers.run(matrix.rowCount(), CHUNK, (begin, end) -> kernels.multiply(matrix, x, y, begin, end));
    }
}
