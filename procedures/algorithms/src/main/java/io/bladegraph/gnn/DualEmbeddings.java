// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * The source and the target embeddings of all nodes.
 *
 * @param nodeCount n
 * @param dimension length of an embedding
 * @param source source embeddings, row-major, (n, dimension)
 * @param target target embeddings, row-major, (n, dimension)
 */
public record DualEmbeddings(int nodeCount, int dimension, float[] source, float[] target) {
    /**
     * Cuts stacked embeddings in two.
     *
     * @param stacked sources above targets, (2 n, dimension); copied
     * @param dimension length of an embedding
     * @param workers who does it
     * @return the pair
     */
    public static DualEmbeddings fromStacked(float[] stacked, int dimension, Workers workers) {
        int half = stacked.length / 2;
        float[][] tables = new float[2][];
        workers.run(2, 1, (role, next) -> tables[role] = Arrays.copyOfRange(stacked, role * half, next * half));
        return new DualEmbeddings(half / dimension, dimension, tables[0], tables[1]);
    }

    /**
     * How likely u is followed by v, as an unnormalized score: the inner product source(u) . target(v). Not symmetric.
     *
     * @param u a node
     * @param v a node
     * @return a finite number
     */
    public double score(int u, int v) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            sum += (double) source[u * dimension + k] * target[v * dimension + k];
        }
        return sum;
    }

    /**
     * The source embedding of a node, a copy.
     *
     * @param node a node
     * @return {@code dimension} numbers
     */
    public float[] source(int node) {
        return Arrays.copyOfRange(source, node * dimension, (node + 1) * dimension);
    }

    /**
     * The target embedding of a node, a copy.
     *
     * @param node a node
     * @return {@code dimension} numbers
     */
    public float[] target(int node) {
        return Arrays.copyOfRange(target, node * dimension, (node + 1) * dimension);
    }

    /**
     * Whether anything is known of a node. One without purchases, co-views and features that the model understands has zeros
     * in both roles: no embedding, rather than one that is as near to anything as to anything else.
     *
     * @param node a node
     * @return true if one of its numbers is not zero
     */
    public boolean isKnown(int node) {
        for (int k = node * dimension; k < (node + 1) * dimension; k++) {
            if (source[k] != 0 || target[k] != 0) {
                return true;
            }
        }
        return false;
    }
}
