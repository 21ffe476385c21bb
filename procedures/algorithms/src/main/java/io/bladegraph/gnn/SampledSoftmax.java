// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
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
 * uniform, so that no correction for their frequency is due. Three dense products of 2 B N dimension flops each; memory
 * B N floats. Reference: Bengio, Senecal, "Adaptive Importance Sampling to Accelerate Training of a Neural
 * Probabilistic Language Model", 2008; shared negatives for recommendation: Wu et al., "On the Effectiveness of Sampled
 * Softmax Loss for Item Recommendation", 2022.
 */
final class SampledSoftmax {
    private static final int CHUNK = 64;
    /** Positives whose logits and vectors stay in a cache while negatives gather what they are owed. */
    private static final int BLOCK = 2048;

    private final Kernels kernels = KernelChoice.best();
    private final DirectedGraph graph;
    private final int nodes;
    private final int[] columnOf;
    private Memory memory = new Memory(0, 0, 0);

    SampledSoftmax(DirectedGraph graph) {
        this.graph = graph;
        this.nodes = graph.nodeCount();
        this.columnOf = new int[nodes];
        Arrays.fill(columnOf, -1);
    }

    /** Adds the gradient to {@code gradient} and returns the loss. */
    double add(EdgeBatch batch, float[] embeddings, float[] gradient, int dimension, Workers workers) {
        if (!memory.suffices(batch.size(), batch.negatives().length, dimension)) {
            memory = new Memory(batch.size(), batch.negatives().length, dimension);
        }
        var step = new Step(batch, embeddings, gradient, dimension);
        for (int j = 0; j < batch.negatives().length; j++) {
            columnOf[batch.negatives()[j]] = j;
        }
        workers.run(batch.size(), CHUNK, step::forward);
        for (int node : batch.negatives()) {
            columnOf[node] = -1;
        }
        workers.run(step.blocks * step.negativeChunks(), 1, (task, end) -> step.backwardToNegatives(task));
        workers.run(batch.negatives().length, CHUNK, step::addToNegatives);
        workers.run(batch.size(), CHUNK, step::backwardToSources);
        workers.run(dimension, workers.slice(dimension), step::backwardToPositives);
        return Arrays.stream(step.losses).sum() / batch.size();
    }

    /** The matrices of B positives by N negatives: large, so kept from one batch to the next. */
    private record Memory(
            float[] sources, // (B, dimension): first copies, then the derivatives by them
            float[] targets, // (N, dimension)
            float[] derivatives, // (B, N): first logits, then the derivatives of the loss by them
            float[] targetGradient) { // (blocks of positives, N, dimension)

        Memory(int positives, int negatives, int dimension) {
            this(
                    new float[positives * dimension],
                    new float[negatives * dimension],
                    new float[positives * negatives],
                    new float[blocks(positives) * negatives * dimension]);
        }

        boolean suffices(int positives, int negatives, int dimension) {
            return sources.length >= positives * dimension
                    && targets.length >= negatives * dimension
                    && derivatives.length >= positives * negatives
                    && targetGradient.length >= blocks(positives) * negatives * dimension;
        }
    }

    private static int blocks(int positives) {
        return (positives + BLOCK - 1) / BLOCK;
    }

    private final class Step {
        private final EdgeBatch batch;
        private final float[] embeddings;
        private final float[] gradient;
        private final int dimension;
        private final int negatives;
        private final int blocks;
        private final Matrix sources;
        private final Matrix targets;
        private final Matrix targetsTransposed;
        private final Matrix logits;
        private final float[] derivatives;
        private final float[] positiveDerivatives; // (B)
        private final double[] losses; // per chunk

        Step(EdgeBatch batch, float[] embeddings, float[] gradient, int dimension) {
            this.batch = batch;
            this.embeddings = embeddings;
            this.gradient = gradient;
            this.dimension = dimension;
            this.negatives = batch.negatives().length;
            this.blocks = blocks(batch.size());
            this.derivatives = memory.derivatives;
            this.sources = Matrix.of(memory.sources, batch.size(), dimension);
            this.targets = Matrix.of(memory.targets, negatives, dimension);
            this.logits = Matrix.of(derivatives, batch.size(), negatives);
            copy(batch.negatives(), nodes, memory.targets, 0, negatives);
            this.targetsTransposed = targets.transposed().packed();
            this.positiveDerivatives = new float[batch.size()];
            this.losses = new double[(batch.size() + CHUNK - 1) / CHUNK];
        }

        @SuppressWarnings("checkstyle:ParameterNumber")
        private void copy(int[] rows, int shift, float[] to, int begin, int end) {
            for (int i = begin; i < end; i++) {
                System.arraycopy(embeddings, (shift + rows[i]) * dimension, to, i * dimension, dimension);
            }
        }

        void forward(int begin, int end) {
            copy(batch.sources(), 0, memory.sources, begin, end);
            kernels.multiply(sources.rows(begin, end), targetsTransposed, logits.rows(begin, end));
            for (int i = begin; i < end; i++) {
                losses[begin / CHUNK] += row(i);
            }
        }

        /** The derivative by every positive's source takes the place of its copy. */
        void backwardToSources(int begin, int end) {
            kernels.multiply(logits.rows(begin, end), targets, sources.rows(begin, end));
        }

        /** Turns the logits of a positive into derivatives and returns its loss. */
        private double row(int i) {
            int first = i * negatives;
            int end = first + negatives;
            leaveOutLinked(batch.sources()[i], first);
            float positive = dot(batch.sources()[i] * dimension, (nodes + batch.targets()[i]) * dimension);
            float largest = Math.max(positive, kernels.max(derivatives, first, end));
            double exponential = Math.exp(positive - largest);
            double sum = exponential + kernels.expSum(derivatives, first, end, largest);
            float weight = batch.weights()[i];
            float scale = (float) (weight / (sum * batch.size()));
            for (int j = first; j < end; j++) {
                derivatives[j] *= scale;
            }
            positiveDerivatives[i] = (float) (weight * (exponential / sum - 1) / batch.size());
            return weight * (Math.log(sum) + largest - positive);
        }

        private float dot(int first, int second) {
            float sum0 = 0;
            float sum1 = 0;
            int k = 0;
            for (; k + 2 <= dimension; k += 2) {
                sum0 += embeddings[first + k] * embeddings[second + k];
                sum1 += embeddings[first + k + 1] * embeddings[second + k + 1];
            }
            return k == dimension ? sum0 + sum1 : sum0 + sum1 + embeddings[first + k] * embeddings[second + k];
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

        /** What a block of positives owes a chunk of negatives. */
        void backwardToNegatives(int task) {
            int block = task % blocks;
            int begin = block * BLOCK;
            int end = Math.min(batch.size(), begin + BLOCK);
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
                int to = (nodes + batch.negatives()[j]) * dimension;
                for (int block = 0; block < blocks; block++) {
                    add(1, memory.targetGradient, (block * negatives + j) * dimension, to, dimension);
                }
            }
        }

        /** Positives share vertices: threads share out the dimensions, so that every sum is taken in their order. */
        void backwardToPositives(int from, int to) {
            for (int i = 0; i < batch.size(); i++) {
                int source = batch.sources()[i] * dimension + from;
                int target = (nodes + batch.targets()[i]) * dimension + from;
                add(1, memory.sources, i * dimension + from, source, to - from);
                add(positiveDerivatives[i], embeddings, target, source, to - from);
                add(positiveDerivatives[i], embeddings, source, target, to - from);
            }
        }

        @SuppressWarnings("checkstyle:ParameterNumber")
        private void add(float factor, float[] from, int begin, int to, int count) {
            for (int k = 0; k < count; k++) {
                gradient[to + k] += factor * from[begin + k];
            }
        }
    }
}
