// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
 * products of 2 S N dimension flops each for S sources, done for as many sources at a time as a cache holds. Memory: see
 * {@link #bytes}. Reference: Bengio, Senecal, "Adaptive Importance Sampling to Accelerate Training of a Neural Probabilistic
 * Language Model", 2008; shared negatives for recommendation: Wu et al., "On the Effectiveness of Sampled Softmax Loss for Item
 * Recommendation", 2022.
 */
final class SampledSoftmax {
    /** Slices of the sources, each of which adds up what it owes the negatives; as many whatever the number of threads. */
    private static final int SLICES = 64;

    /** Sources whose vectors and logits stay in a cache until all is done with them. */
    private static final int BLOCK = 128;

    /** Slices are multiples of so many sources. */
    private static final int STEP = 64;

    private static final int CHUNK = 16;

    private final Kernels kernels = KernelChoice.best();
    private final DirectedGraph graph;
    private final int nodes;
    private final int[] columnOf;
    /** A row per source: first inner products, then the derivatives by them. */
    private final PairMatrix positives;
    /** What no thread works on now: kept from one batch to the next. */
    private final Queue<Block> idle = new ConcurrentLinkedQueue<>();

    private final float[][] owedToNegatives = new float[SLICES][]; // by slice (N, dimension)
    private int[] heads = new int[0];

    SampledSoftmax(DirectedGraph graph) {
        this.graph = graph;
        this.nodes = graph.nodeCount();
        this.positives = new PairMatrix(2 * nodes);
        this.columnOf = new int[nodes];
        Arrays.fill(columnOf, -1);
    }

    /** What the slices and the blocks of so many threads take, the positives left out. */
    static long bytes(long negatives, long dimension, int threads) {
        long owedToNegatives = negatives * dimension;
        long block = BLOCK * (negatives + 2 * dimension) + owedToNegatives;
        return (SLICES * owedToNegatives + threads * block) * Float.BYTES;
    }

    /** Adds the gradient to {@code gradient} and returns the loss. */
    double add(EdgeBatch batch, float[] embeddings, float[] gradient, int dimension, Workers workers) {
        var step = new Step(batch, embeddings, gradient, dimension);
        for (int j = 0; j < batch.negatives().length; j++) {
            columnOf[batch.negatives()[j]] = j;
        }
        workers.run(step.sourceCount, step.sliceLength, step::pass);
        for (int node : batch.negatives()) {
            columnOf[node] = -1;
        }
        workers.run(batch.negatives().length, CHUNK, step::addToNegatives);
        positives.gatherBySecond(kernels, embeddings, gradient, workers);
        return Arrays.stream(step.losses).sum() / batch.size();
    }

    /** The vectors of some sources, what they owe, and their logits, which become the derivatives of the loss by them. */
    private record Block(float[] sources, float[] logits, float[] owed, float[] owedToNegatives) {
        Block(int negatives, int dimension) {
            this(
                    new float[BLOCK * dimension],
                    new float[BLOCK * negatives],
                    new float[BLOCK * dimension],
                    new float[negatives * dimension]);
        }

        boolean fits(int negatives, int dimension) {
            return logits.length == BLOCK * negatives && owed.length == BLOCK * dimension;
        }
    }

    private final class Step {
        private final EdgeBatch batch;
        private final float[] embeddings;
        private final float[] gradient;
        private final int dimension;
        private final int negatives;
        private final int sourceCount;
        private final int sliceLength;
        private final Matrix targets;
        private final Matrix targetsTransposed;
        private final double[] losses; // per slice

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
            this.sliceLength = ceilDiv(ceilDiv(sourceCount, SLICES), STEP) * STEP;
            this.losses = new double[ceilDiv(sourceCount, sliceLength)];
            this.targets = Matrix.of(new float[negatives * dimension], negatives, dimension);
            for (int j = 0; j < negatives; j++) {
                copy(nodes + batch.negatives()[j], targets.data(), j);
            }
            this.targetsTransposed = targets.transposed().packed();
        }

        private void copy(int vertex, float[] rows, int row) {
            System.arraycopy(embeddings, vertex * dimension, rows, row * dimension, dimension);
        }

        /** The losses of a slice of sources and all that it owes, but what it owes the targets of its positives. */
        void pass(int begin, int end) {
            Block free = idle.poll();
            Block block = free != null && free.fits(negatives, dimension) ? free : new Block(negatives, dimension);
            int slice = begin / sliceLength;
            float[] sum = sumOf(slice);
            for (int first = begin; first < end; first += BLOCK) {
                losses[slice] += pass(positives.rows().part(first, Math.min(end, first + BLOCK)), block);
                kernels.addMultiple(1, block.owedToNegatives, 0, sum, 0, sum.length);
            }
            idle.add(block);
        }

        private float[] sumOf(int slice) {
            float[] last = owedToNegatives[slice];
            if (last == null || last.length != negatives * dimension) {
                owedToNegatives[slice] = new float[negatives * dimension];
            } else {
                Arrays.fill(last, 0f);
            }
            return owedToNegatives[slice];
        }

        /** Returns the loss of a block of sources; leaves in the block what it owes the negatives. */
        private double pass(SparseRows some, Block block) {
            int count = some.end() - some.begin();
            Matrix sources = Matrix.of(block.sources, count, dimension);
            Matrix logits = Matrix.of(block.logits, count, negatives);
            for (int i = 0; i < count; i++) {
                copy(some.rows()[some.begin() + i], block.sources, i);
            }
            kernels.multiply(sources, targetsTransposed, logits);
            kernels.dots(some, embeddings, embeddings);
            double loss = 0;
            for (int i = 0; i < count; i++) {
                loss += differentiate(some.begin() + i, block.logits, i * negatives);
            }
            positives.transpose(some.begin(), some.end());
            kernels.gather(some, embeddings, gradient);
            kernels.multiply(logits, targets, Matrix.of(block.owed, count, dimension));
            for (int i = 0; i < count; i++) {
                add(block.owed, i, some.rows()[some.begin() + i]);
            }
            kernels.multiply(logits.transposed(), sources, Matrix.of(block.owedToNegatives, negatives, dimension));
            return loss;
        }

        /**
         * Turns the logits of a source and the inner products of its positives into derivatives and returns its loss. With m
         * the largest logit, or the least inner product if that is larger, the negatives of every positive owe a multiple of
         * e<sup>logit - m</sup>, and at least one of these multiples is no small number.
         */
        private double differentiate(int i, float[] derivatives, int first) {
            int end = first + negatives;
            leaveOutLinked(positives.rows().rows()[i], derivatives, first);
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

        private void leaveOutLinked(int source, float[] logits, int first) {
            leaveOut(source, logits, first);
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                leaveOut(graph.target(edge), logits, first);
            }
        }

        private void leaveOut(int node, float[] logits, int first) {
            if (columnOf[node] >= 0) {
                logits[first + columnOf[node]] = Float.NEGATIVE_INFINITY;
            }
        }

        /** Negatives are distinct: each has a row of the gradient to itself. */
        void addToNegatives(int begin, int end) {
            for (int j = begin; j < end; j++) {
                for (int slice = 0; slice < losses.length; slice++) {
                    add(owedToNegatives[slice], j, nodes + batch.negatives()[j]);
                }
            }
        }

        private void add(float[] rows, int row, int vertex) {
            kernels.addMultiple(1, rows, row * dimension, gradient, vertex * dimension, dimension);
        }
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
