// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import static org.bytedeco.pytorch.global.torch.bmm;
import static org.bytedeco.pytorch.global.torch.mm;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.softplus;
import static org.bytedeco.pytorch.global.torch.sparse_coo_tensor;
import static org.bytedeco.pytorch.global.torch.tensor;

import io.bladegraph.Seeds;
import io.bladegraph.graph.DirectedGraph;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The linear encoder and the logistic loss as one would write them in PyTorch: two tables one above the other, (2 n, 64), a
 * sparse matrix P that is applied to all of it twice per batch, gradients by autograd, AdamW.
 *
 * <p>Written for speed, of what was tried on an AMD EPYC with one thread: the product of a coordinate matrix and a dense one (a
 * compressed one took as long, index_add five times as long), index_select instead of indexing, and bmm for the negatives (a
 * quarter faster than products and sums).
 */
final class PyTorchModel {
    private static final int DIMENSION = TrainingSpeed.DIMENSION;
    private static final int NEGATIVES = TrainingSpeed.NEGATIVES;
    private static final double DEVIATION = 0.1;

    private final DirectedGraph graph;
    private final int nodes;
    private final int[] sources;
    private final Tensor messages;
    private final Tensor table;
    private final AdamW optimizer;

    PyTorchModel(DirectedGraph graph, double learningRate) {
        this.graph = graph;
        this.nodes = graph.nodeCount();
        this.sources = graph.sources();
        this.messages = messages();
        this.table =
                randn(2L * nodes, DIMENSION).mul(new Scalar(DEVIATION)).detach().requires_grad_(true);
        this.optimizer = new AdamW(new TensorVector(table), new AdamWOptions(learningRate));
    }

    /** P, (2 n, 2 n), symmetrically normalized: sources hear targets and targets sources. */
    private Tensor messages() {
        int edges = graph.edgeCount();
        long[] places = new long[4 * edges];
        float[] values = new float[2 * edges];
        for (int edge = 0; edge < edges; edge++) {
            int source = sources[edge];
            int target = graph.target(edge);
            places[edge] = source;
            places[edges + edge] = (long) nodes + target;
            places[2 * edges + edge] = (long) nodes + target;
            places[3 * edges + edge] = source;
            values[edge] = (float) (1 / Math.sqrt((double) graph.outDegree(source) * graph.inDegree(target)));
            values[edges + edge] = values[edge];
        }
        return sparse_coo_tensor(tensor(places).view(2, 2L * edges), tensor(values), 2L * nodes, 2L * nodes)
                .coalesce();
    }

    /** One pass over all edges, in random order; returns the mean loss. */
    double pass(int batchSize, SplittableRandom random) {
        int[] order = Seeds.shuffled(sources.length, random);
        double loss = 0;
        for (int begin = 0; begin < order.length; begin += batchSize) {
            int size = Math.min(batchSize, order.length - begin);
            long[] from = new long[size];
            long[] to = new long[size];
            long[] others = new long[size * NEGATIVES];
            for (int i = 0; i < size; i++) {
                from[i] = sources[order[begin + i]];
                to[i] = (long) nodes + graph.target(order[begin + i]);
            }
            for (int i = 0; i < others.length; i++) {
                others[i] = (long) nodes + random.nextInt(nodes);
            }
            loss += step(from, to, others) * size;
        }
        return loss / order.length;
    }

    /** The scope frees all tensors made in it. */
    @SuppressWarnings("try")
    private double step(long[] from, long[] to, long[] others) {
        int size = from.length;
        try (var ignored = new PointerScope()) {
            Tensor first = mm(messages, table);
            Tensor second = mm(messages, first);
            Tensor embeddings = table.add(first).add(second).div(new Scalar(3));
            Tensor source = embeddings.index_select(0, tensor(from)); // (size, 64)
            Tensor target = embeddings.index_select(0, tensor(to));
            Tensor negatives = embeddings.index_select(0, tensor(others)).view(size, NEGATIVES, DIMENSION);
            Tensor linked = source.mul(target).sum(1); // (size)
            Tensor unlinked = bmm(negatives, source.view(size, DIMENSION, 1)); // (size, 5, 1)
            Tensor loss =
                    softplus(linked.neg()).sum().add(softplus(unlinked).sum()).div(new Scalar(size));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return loss.item_float();
        }
    }
}
