// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Two learned tables, smoothed over the graph: the embeddings are a weighted sum of layers, without any nonlinearity.
 *
 * <p>E = diag(w) T + F W + P Z + P<sup>2</sup> Z + ... + P<sup>L</sup> Z with Z = T + F W, where T stacks the source and the
 * target table, F W is what the features of a product say in either role (nothing, where there are none), P is the
 * {@link MessageGraph} and w(u) = d(u) / (d(u) + c) for a vertex of degree d(u): a product of which little is known is
 * described by its neighbors, one with a long history also by a vector of its own. c = 0 gives w = 1.
 *
 * <p>One forward pass costs O(L k dimension) for k sampled neighbors in all, and so does one backward pass; where only some
 * vertices are wanted, the last layer and the first step back are done for them alone. Memory: max(L, 2) (2 n
 * dimension) floats beside the parameters. Reference for the form: He et al., "LightGCN", SIGIR 2020, equations 7 and 8, on the bipartite graph
 * of roles; the layers alternate roles as in DAEMON (Virinchi et al., ECML-PKDD 2022, section 4.2). The weights w are ours.
 */
public final class LinearEncoder implements Encoder {
    private static final int CHUNK = 128;
    private static final int FILL = 1 << 16;

    private final int layers;
    private final int dimension;
    private final BaseVectors base;
    private final float[] ownWeights;
    private final float[] shownWeights;
    private final boolean[] asNew;
    private final float[][] hidden;
    private final Kernels kernels = KernelChoice.best();
    /** Made when a gradient may be asked for: inference has tables of its own. */
    private float[] embeddings;

    private MessageGraph graph;
    private boolean anyNew;

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
        this.hidden = new float[Math.max(layers - 1, 1)][];
    }

    @Override
    public List<Parameter> parameters() {
        return base.parameters();
    }

    /** What others hear of strangers stays. One without features would be nobody, so it is left as it is. */
    @Override
    public void treatAsNew(IntPredicate strangers) {
        anyNew = false;
        for (int vertex = 0; vertex < asNew.length; vertex++) {
            asNew[vertex] = base.isDescribed(vertex) && strangers.test(vertex);
            anyNew |= asNew[vertex];
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
        if (embeddings == null) {
            embeddings = new float[asNew.length * dimension];
        }
        float[] last = spreadButLast(messages, workers);
        workers.run(wanted.size(), CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                sumLayers(wanted.vertex(i), embeddings, wanted.vertex(i));
            }
        });
        if (layers > 0) {
            SparseRows rows = heardBy(withoutStrangers(wanted));
            workers.run(rows.end(), CHUNK, (begin, end) -> kernels.gather(rows.part(begin, end), last, embeddings));
        }
        return embeddings;
    }

    @Override
    public DualEmbeddings embed(Messages messages, Workers workers) {
        if (anyNew) {
            return DualEmbeddings.fromStacked(forward(messages, workers), dimension, workers);
        }
        float[] last = spreadButLast(messages, workers);
        int nodes = asNew.length / 2;
        float[][] roles = new float[2][];
        workers.run(2, 1, (role, next) -> roles[role] = new float[nodes * dimension]);
        int[] own = IntStream.range(0, nodes).toArray();
        for (int role = 0; role < 2; role++) {
            float[] rows = roles[role];
            int first = role * nodes;
            var heard = new SparseRows(
                    graph.matrix(), IntStream.range(first, first + nodes).toArray(), own, 0, nodes);
            workers.run(nodes, CHUNK, (begin, end) -> {
                for (int node = begin; node < end; node++) {
                    sumLayers(first + node, rows, node);
                }
                if (layers > 0) {
                    kernels.gather(heard.part(begin, end), last, rows);
                }
            });
        }
        return new DualEmbeddings(nodes, dimension, roles[0], roles[1]);
    }

    /** All layers but the last one, which is not needed of all vertices. */
    private float[] spreadButLast(Messages messages, Workers workers) {
        graph = messages.purchases();
        float[] y = base.forward(workers);
        for (int layer = 1; layer < layers; layer++) {
            y = spread(graph.rows(), y, hidden(layer - 1), workers);
        }
        return y;
    }

    private float[] hidden(int layer) {
        if (hidden[layer] == null) {
            hidden[layer] = new float[asNew.length * dimension];
        }
        return hidden[layer];
    }

    /** Writes the sum of all layers but the last one into a row. */
    private void sumLayers(int vertex, float[] rows, int row) {
        base.own(vertex, shownWeights[vertex], rows, row);
        for (int layer = 1; layer < layers && !asNew[vertex]; layer++) {
            kernels.addMultiple(1, hidden[layer - 1], vertex * dimension, rows, row * dimension, dimension);
        }
    }

    private SparseRows heardBy(VertexSet some) {
        return new SparseRows(graph.matrix(), some.vertices(), some.vertices(), 0, some.size());
    }

    private float[] spread(SparseRows rows, float[] x, float[] y, Workers workers) {
        workers.run(rows.end(), CHUNK, (begin, end) -> kernels.multiply(rows.part(begin, end), x, y));
        return y;
    }

    /** What some vertices owe those whom they hear. */
    private void spreadAmong(VertexSet hearing, float[] gradient, float[] y, Workers workers) {
        SparseRows rows = graph.transposed();
        workers.run(
                rows.end(),
                CHUNK,
                (begin, end) -> kernels.multiply(rows.part(begin, end).among(hearing.members()), gradient, y));
    }

    /** The first layer was only needed for the next one. */
    @Override
    public float[] zeroGradient(VertexSet wanted, Workers workers) {
        float[] gradient = hidden(0);
        if (isMost(wanted)) {
            fillWithZeros(gradient, workers);
        } else {
            workers.run(wanted.size(), CHUNK, (begin, end) -> {
                for (int i = begin; i < end; i++) {
                    int row = wanted.vertex(i) * dimension;
                    Arrays.fill(gradient, row, row + dimension, 0f);
                }
            });
        }
        return gradient;
    }

    /** Whether it costs less to look at all vertices than to tell these from the others. */
    private boolean isMost(VertexSet wanted) {
        return 2 * wanted.size() > asNew.length;
    }

    private static void fillWithZeros(float[] numbers, Workers workers) {
        workers.run(numbers.length, FILL, (begin, end) -> Arrays.fill(numbers, begin, end, 0f));
    }

    /**
     * Horner's rule backward: y = P' G, then y = P' (G + y), L - 1 times. Only the wanted rows of G are not zero: where these are
     * few, the first step gathers no others. G may be hidden[0], so y begins in the embeddings' place.
     */
    @Override
    public void backward(float[] gradient, VertexSet wanted, Workers workers) {
        float[] y = layers < 2 ? base.gradient() : embeddings;
        VertexSet hearing = withoutStrangers(wanted);
        if (layers == 0) {
            fillWithZeros(y, workers);
        } else if (!anyNew && isMost(wanted)) {
            spread(graph.transposed(), gradient, y, workers);
        } else {
            spreadAmong(hearing, gradient, y, workers);
        }
        for (int layer = layers - 1; layer > 0; layer--) {
            add(gradient, hearing, y, workers);
            float[] next = layer == 1 ? base.gradient() : y == embeddings ? hidden(1) : embeddings;
            y = spread(graph.transposed(), y, next, workers);
        }
        base.backward(gradient, wanted, shownWeights, workers);
    }

    private VertexSet withoutStrangers(VertexSet wanted) {
        if (!anyNew) {
            return wanted;
        }
        var hearing = VertexSet.none(asNew.length);
        for (int i = 0; i < wanted.size(); i++) {
            if (!asNew[wanted.vertex(i)]) {
                hearing.add(wanted.vertex(i));
            }
        }
        return hearing;
    }

    private void add(float[] gradient, VertexSet hearing, float[] to, Workers workers) {
        workers.run(hearing.size(), CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                int row = hearing.vertex(i) * dimension;
                kernels.addMultiple(1, gradient, row, to, row, dimension);
            }
        });
    }
}
