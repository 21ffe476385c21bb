// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;

/**
 * Sampled softmax: each positive target against the same negatives.
 *
 * <p>For positives (u<sub>i</sub>, v<sub>i</sub>) of weight w<sub>i</sub> and negatives z<sub>1</sub>...z<sub>N</sub>, with x the
 * inner product of a source and a target embedding,
 *
 * <p>loss = 1/B sum<sub>i</sub> w<sub>i</sub> [ log( e<sup>x(u,v)</sup> + sum<sub>j</sub> e<sup>x(u,z)</sup> ) - x(u,v) ]
 *
 * <p>where the sum leaves out the negatives that u is linked to in the training graph, and u itself. Negatives are
 * uniform, so that no correction for their frequency is due. All positives of a source share its logits: three dense
 * products of 2 S N dimension flops each for S sources; memory S N floats. Reference: Bengio, Senecal, "Adaptive Importance
 * Sampling to Accelerate Training of a Neural Probabilistic Language Model", 2008; shared negatives for recommendation: Wu
 * et al., "On the Effectiveness of Sampled Softmax Loss for Item Recommendation", 2022.
 */
final class SampledSoftmax {
    private static final int CHUNK = 64;
    /** Sources whose logits and vectors stay in a cache while negatives gather what they are owed. */
    private static final int BLOCK = 512;

    private final Kernels kernels = KernelChoice.best();
    private final DirectedGraph graph;
    private final int nodes;
    private final int[] columnOf;
    /** A row per source: first inner products, then the derivatives by them. */
    private final PairMatrix positives;

    private int[] heads = new int[0];
    private Memory memory = new Memory(0, 0, 0);

    SampledSoftmax(DirectedGraph graph) {
        this.graph = graph;
        this.nodes = graph.nodeCount();
        this.positives = new PairMatrix(2 * nodes);
        this.columnOf = new int[nodes];
        Arrays.fill(columnOf, -1);
    }

    /** Adds the gradient to {@code gradient} and returns the loss. */
    double add(EdgeBatch batch, float[] embeddings, float[] gradient, int dimension, Workers workers) {
        var step = new Step(batch, embeddings, gradient, dimension);
        for (int j = 0; j < batch.negatives().length; j++) {
            columnOf[batch.negatives()[j]] = j;
        }
        workers.run(step.sourceCount, CHUNK, step::pass);
        for (int node : batch.negatives()) {
            columnOf[node] = -1;
        }
        workers.run(step.blocks * step.negativeChunks(), 1, (task, end) -> step.backwardToNegatives(task));
        workers.run(batch.negatives().length, CHUNK, step::addToNegatives);
        positives.gatherBySecond(kernels, embeddings, gradient, workers);
        return Arrays.stream(step.losses).sum() / batch.size();
    }

    /** The matrices of S sources by N negatives: large, so kept from one batch to the next. */
    private record Memory(
            float[] sources, // (S, dimension)
            float[] targets, // (N, dimension)
            float[] derivatives, // (S, N): first logits, then the derivatives of the loss by them
            float[] targetGradient) { // (blocks of sources, N, dimension)

        Memory(int sources, int negatives, int dimension) {
            this(
                    new float[sources * dimension],
                    new float[negatives * dimension],
                    new float[sources * negatives],
                    new float[blocks(sources) * negatives * dimension]);
        }

        boolean suffices(int wanted, int negatives, int dimension) {
            return sources.length >= wanted * dimension
                    && targets.length >= negatives * dimension
                    && derivatives.length >= wanted * negatives
                    && targetGradient.length >= blocks(wanted) * negatives * dimension;
        }
    }

    private static int blocks(int sources) {
        return (sources + BLOCK - 1) / BLOCK;
    }

    private final class Step {
        private final EdgeBatch batch;
        private final float[] embeddings;
        private final float[] gradient;
        private final int dimension;
        private final int negatives;
        private final int sourceCount;
        private final int blocks;
        private final Matrix sources;
        private final Matrix targets;
        private final Matrix targetsTransposed;
        private final Matrix logits;
        private final float[] derivatives;
        private final double[] losses; // per chunk

        Step(EdgeBatch batch, float[] embeddings, float[] gradient, int dimension) {
            this.batch = batch;
            this.embeddings = embeddings;
            this.gradient = gradient;
            this.dimension = dimension;
            this.negatives = batch.negatives().length;
            if (heads.length < batch.size()) {
                heads = new int[batch.size()];
            }
            for (int i = 0; i < batch.size(); i++) {
                heads[i] = nodes + batch.targets()[i];
            }
            positives.fill(batch.sources(), heads, batch.size());
            this.sourceCount = positives.rows().end();
            this.blocks = blocks(sourceCount);
            if (!memory.suffices(sourceCount, negatives, dimension)) {
                // other batches of this size have a few sources more
                memory = new Memory(Math.min(batch.size(), sourceCount + sourceCount / 8), negatives, dimension);
            }
            this.derivatives = memory.derivatives;
            this.sources = Matrix.of(memory.sources, sourceCount, dimension);
            this.targets = Matrix.of(memory.targets, negatives, dimension);
            this.logits = Matrix.of(derivatives, sourceCount, negatives);
            for (int j = 0; j < negatives; j++) {
                copy(nodes + batch.negatives()[j], memory.targets, j);
            }
            this.targetsTransposed = targets.transposed().packed();
            this.losses = new double[(sourceCount + CHUNK - 1) / CHUNK];
        }

        private void copy(int vertex, float[] rows, int row) {
            System.arraycopy(embeddings, vertex * dimension, rows, row * dimension, dimension);
        }

        /** The losses of some sources and the derivatives by them; leaves those by their logits and their positives. */
        void pass(int begin, int end) {
            SparseRows some = positives.rows().part(begin, end);
            for (int i = begin; i < end; i++) {
                copy(some.rows()[i], memory.sources, i);
            }
            kernels.multiply(sources.rows(begin, end), targetsTransposed, logits.rows(begin, end));
            kernels.dots(some, embeddings, embeddings);
            for (int i = begin; i < end; i++) {
                losses[begin / CHUNK] += differentiate(i);
            }
            positives.transpose(begin, end);
            kernels.gather(some, embeddings, gradient);
            float[] owed = new float[(end - begin) * dimension];
            kernels.multiply(logits.rows(begin, end), targets, Matrix.of(owed, end - begin, dimension));
            for (int i = begin; i < end; i++) {
                add(owed, i - begin, some.rows()[i]);
            }
        }

        /**
         * Turns the logits of a source and the inner products of its positives into derivatives and returns its loss. With m
         * the largest logit, or the least inner product if that is larger, the negatives of every positive owe a multiple of
         * e<sup>logit - m</sup>, and at least one of these multiples is no small number.
         */
        private double differentiate(int i) {
            int first = i * negatives;
            int end = first + negatives;
            leaveOutLinked(positives.rows().rows()[i], first);
            float[] products = positives.rows().matrix().values();
            int firstPositive = positives.rows().matrix().offsets()[i];
            int lastPositive = positives.rows().matrix().offsets()[i + 1];
            float least = Float.POSITIVE_INFINITY;
            for (int p = firstPositive; p < lastPositive; p++) {
                least = Math.min(least, products[p]);
            }
            float shift = Math.max(least, kernels.max(derivatives, first, end));
            double others = kernels.expSum(derivatives, first, end, shift);
            double owed = 0;
            double loss = 0;
            for (int p = firstPositive; p < lastPositive; p++) {
                float positive = products[p];
                float largest = Math.max(positive, shift);
                double exponential = Math.exp(positive - largest);
                double lowered = Math.exp(shift - largest);
                double sum = exponential + lowered * others;
                float weight = batch.weights()[p];
                owed += weight * lowered / sum;
                products[p] = (float) (weight * (exponential / sum - 1) / batch.size());
                loss += weight * (Math.log(sum) + largest - positive);
            }
            float scale = (float) (owed / batch.size());
            for (int j = first; j < end; j++) {
                derivatives[j] *= scale;
            }
            return loss;
        }

        private void leaveOutLinked(int source, int first) {
            leaveOut(source, first);
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                leaveOut(graph.target(edge), first);
            }
        }

        private void leaveOut(int node, int first) {
            if (columnOf[node] >= 0) {
                derivatives[first + columnOf[node]] = Float.NEGATIVE_INFINITY;
            }
        }

        int negativeChunks() {
            return (negatives + CHUNK - 1) / CHUNK;
        }

        /** What a block of sources owes a chunk of negatives. */
        void backwardToNegatives(int task) {
            int block = task % blocks;
            int begin = block * BLOCK;
            int end = Math.min(sourceCount, begin + BLOCK);
            int first = task / blocks * CHUNK;
            int last = Math.min(negatives, first + CHUNK);
            Matrix products = Matrix.of(memory.targetGradient, blocks * negatives, dimension);
            kernels.multiply(
                    logits.rows(begin, end).transposed().rows(first, last),
                    sources.rows(begin, end),
                    products.rows(block * negatives + first, block * negatives + last));
        }

        /** Negatives are distinct: each has a row of the gradient to itself. */
        void addToNegatives(int begin, int end) {
            for (int j = begin; j < end; j++) {
                for (int block = 0; block < blocks; block++) {
                    add(memory.targetGradient, block * negatives + j, nodes + batch.negatives()[j]);
                }
            }
        }

        private void add(float[] rows, int row, int vertex) {
            for (int k = 0; k < dimension; k++) {
                gradient[vertex * dimension + k] += rows[row * dimension + k];
            }
        }
    }
}
