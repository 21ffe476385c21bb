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
 * 2 B N floats. Reference: Bengio, Senecal, "Adaptive Importance Sampling to Accelerate Training of a Neural
 * Probabilistic Language Model", 2008; shared negatives for recommendation: Wu et al., "On the Effectiveness of Sampled
 * Softmax Loss for Item Recommendation", 2022.
 */
final class SampledSoftmax {
    private static final int CHUNK = 64;

    private final Kernels kernels = KernelChoice.best();
    private final DirectedGraph graph;
    private final int nodes;
    private final int[] columnOf;

    SampledSoftmax(DirectedGraph graph) {
        this.graph = graph;
        this.nodes = graph.nodeCount();
        this.columnOf = new int[nodes];
        Arrays.fill(columnOf, -1);
    }

    /** Adds the gradient to {@code gradient} and returns the loss. */
    double add(EdgeBatch batch, float[] embeddings, float[] gradient, int dimension, Workers workers) {
        var step = new Step(batch, embeddings, dimension);
        for (int j = 0; j < batch.negatives().length; j++) {
            columnOf[batch.negatives()[j]] = j;
        }
        workers.run(batch.size(), CHUNK, step::forward);
        for (int node : batch.negatives()) {
            columnOf[node] = -1;
        }
        step.backward(gradient, workers);
        double loss = 0;
        for (double part : step.losses) {
            loss += part;
        }
        return loss / batch.size();
    }

    /** The matrices of one batch: B positives by N negatives. */
    private final class Step {
        private final EdgeBatch batch;
        private final float[] embeddings;
        private final int dimension;
        private final int positives;
        private final int negatives;
        private final float[] sources; // (B, dimension)
        private final Matrix targets; // (N, dimension)
        private final Matrix targetsTransposed; // (dimension, N)
        private final float[] derivatives; // (B, N): first logits, then the derivatives of the loss by them
        private final float[] positiveDerivatives; // (B)
        private final float[] sourceGradient; // (B, dimension)
        private final double[] losses; // per chunk

        Step(EdgeBatch batch, float[] embeddings, int dimension) {
            this.batch = batch;
            this.embeddings = embeddings;
            this.dimension = dimension;
            this.positives = batch.size();
            this.negatives = batch.negatives().length;
            this.sources = gather(batch.sources(), 0);
            this.targets = Matrix.of(gather(batch.negatives(), nodes), negatives, dimension);
            this.targetsTransposed = targets.transposed().packed();
            this.derivatives = new float[positives * negatives];
            this.positiveDerivatives = new float[positives];
            this.sourceGradient = new float[positives * dimension];
            this.losses = new double[(positives + CHUNK - 1) / CHUNK];
        }

        private float[] gather(int[] rows, int shift) {
            float[] gathered = new float[rows.length * dimension];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(embeddings, (shift + rows[i]) * dimension, gathered, i * dimension, dimension);
            }
            return gathered;
        }

        void forward(int begin, int end) {
            Matrix logits = Matrix.of(derivatives, positives, negatives).rows(begin, end);
            kernels.multiply(Matrix.of(sources, positives, dimension).rows(begin, end), targetsTransposed, logits);
            for (int i = begin; i < end; i++) {
                losses[begin / CHUNK] += row(i);
            }
            kernels.multiply(
                    logits,
                    targets,
                    Matrix.of(sourceGradient, positives, dimension).rows(begin, end));
        }

        /** Turns the logits of a positive into derivatives and returns its loss. */
        private double row(int i) {
            int first = i * negatives;
            int end = first + negatives;
            leaveOutLinked(batch.sources()[i], first);
            float positive =
                    (float) VertexPairs.dot(embeddings, batch.sources()[i], nodes + batch.targets()[i], dimension);
            float largest = positive;
            for (int j = first; j < end; j++) {
                largest = Math.max(largest, derivatives[j]);
            }
            double exponential = Math.exp(positive - largest);
            double sum = exponential + kernels.expSum(derivatives, first, end, largest);
            float weight = batch.weights()[i];
            float scale = (float) (weight / (sum * positives));
            for (int j = first; j < end; j++) {
                derivatives[j] *= scale;
            }
            positiveDerivatives[i] = (float) (weight * (exponential / sum - 1) / positives);
            return weight * (Math.log(sum) + largest - positive);
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

        void backward(float[] gradient, Workers workers) {
            float[] targetGradient = new float[negatives * dimension];
            Matrix byNegative = Matrix.of(derivatives, positives, negatives).transposed();
            Matrix product = Matrix.of(targetGradient, negatives, dimension);
            workers.run(
                    negatives,
                    CHUNK,
                    (begin, end) -> kernels.multiply(
                            byNegative.rows(begin, end),
                            Matrix.of(sources, positives, dimension),
                            product.rows(begin, end)));
            addRows(batch.negatives(), nodes, targetGradient, gradient);
            addRows(batch.sources(), 0, sourceGradient, gradient);
            var pairs = new VertexPairs();
            for (int i = 0; i < positives; i++) {
                pairs.add(batch.sources()[i], nodes + batch.targets()[i], positiveDerivatives[i]);
            }
            pairs.scatter(embeddings, gradient, dimension, workers);
        }

        private void addRows(int[] rows, int shift, float[] from, float[] to) {
            for (int i = 0; i < rows.length; i++) {
                int target = (shift + rows[i]) * dimension;
                for (int k = 0; k < dimension; k++) {
                    to[target + k] += from[i * dimension + k];
                }
            }
        }
    }
}
