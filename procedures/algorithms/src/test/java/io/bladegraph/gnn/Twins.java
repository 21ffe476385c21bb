// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.testkit.Matrices;

/** Encoders and losses again, naively and in double precision, written down from the formulas of their Javadoc. */
final class Twins {
    private Twins() {}

    /** The matrix of a message graph, masks and all. */
    static double[][] dense(MessageGraph messages) {
        return Matrices.dense(messages.matrix());
    }

    /** Rows of {@code columns} numbers, from {@code offset} on. */
    static double[][] rows(double[] values, int offset, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(values, offset + i * columns, matrix[i], 0, columns);
        }
        return matrix;
    }

    /** diag(w) Z + P Z + ... + P^L Z. */
    static double[][] linear(double[][] table, double[] ownWeights, double[][] messages, int layers) {
        double[][] sum = new double[table.length][table[0].length];
        double[][] power = table;
        for (int layer = 0; layer <= layers; layer++) {
            for (int i = 0; i < sum.length; i++) {
                for (int k = 0; k < sum[0].length; k++) {
                    sum[i][k] += (layer == 0 ? ownWeights[i] : 1) * power[i][k];
                }
            }
            power = Matrices.multiply(messages, power);
        }
        return sum;
    }

    /** One layer of the paper: normalize(relu(P H W) + relu(Q H W)). */
    static double[][] paperLayer(double[][] hidden, double[][] weights, double[][]... relations) {
        double[][] sum = new double[hidden.length][weights[0].length];
        for (double[][] relation : relations) {
            double[][] product = Matrices.multiply(Matrices.multiply(relation, hidden), weights);
            for (int i = 0; i < sum.length; i++) {
                for (int k = 0; k < sum[0].length; k++) {
                    sum[i][k] += Math.max(product[i][k], 0);
                }
            }
        }
        for (double[] row : sum) {
            double length = Math.sqrt(dot(row, row));
            for (int k = 0; k < row.length && length > 0; k++) {
                row[k] /= length;
            }
        }
        return sum;
    }

    /** The asymmetric loss of a batch. */
    static double loss(DirectedGraph graph, LossConfig config, EdgeBatch batch, double[][] embeddings) {
        int nodes = graph.nodeCount();
        double loss = 0;
        for (int i = 0; i < batch.size(); i++) {
            int u = batch.sources()[i];
            int v = batch.targets()[i];
            double ranking = config.kind() == LossConfig.Kind.SOFTMAX
                    ? softmax(graph, batch, embeddings, u, v)
                    : logistic(config, batch, embeddings, i);
            double direction = graph.hasEdge(v, u)
                    ? 0
                    : -logSigmoid(dot(embeddings[u], embeddings[nodes + v]))
                            - logSigmoid(-dot(embeddings[v], embeddings[nodes + u]));
            loss += batch.weights()[i] * (ranking + config.directionWeight() * direction);
        }
        for (int i = 0; i < batch.coViewSources().length; i++) {
            int a = batch.coViewSources()[i];
            int b = batch.coViewTargets()[i];
            loss -= config.coViewWeight() * logSigmoid(dot(embeddings[a], embeddings[b]));
            loss -= config.coViewWeight() * logSigmoid(dot(embeddings[nodes + a], embeddings[nodes + b]));
        }
        return loss / batch.size();
    }

    private static double softmax(DirectedGraph graph, EdgeBatch batch, double[][] embeddings, int u, int v) {
        int nodes = graph.nodeCount();
        double positive = dot(embeddings[u], embeddings[nodes + v]);
        double sum = Math.exp(positive);
        for (int z : batch.negatives()) {
            if (z != u && !graph.hasEdge(u, z)) {
                sum += Math.exp(dot(embeddings[u], embeddings[nodes + z]));
            }
        }
        return Math.log(sum) - positive;
    }

    private static double logistic(LossConfig config, EdgeBatch batch, double[][] embeddings, int i) {
        int nodes = embeddings.length / 2;
        double[] source = embeddings[batch.sources()[i]];
        double loss = -logSigmoid(dot(source, embeddings[nodes + batch.targets()[i]]));
        for (int j = 0; j < config.negatives(); j++) {
            int z = batch.negatives()[i * config.negatives() + j];
            if (z >= 0) {
                loss -= logSigmoid(-dot(source, embeddings[nodes + z]));
            }
        }
        return loss;
    }

    private static double logSigmoid(double x) {
        return -Math.log1p(Math.exp(-x));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
