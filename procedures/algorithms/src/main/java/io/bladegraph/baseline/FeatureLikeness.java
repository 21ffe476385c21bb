// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.linalg.SparseMatrix;

/**
 * How alike products are by their features: the cosine of their rows, 0 where one of them has none.
 *
 * <p>O(f) per product for the f entries of the columns that it has. Safe for use by any number of threads.
 */
public final class FeatureLikeness implements Likeness {
    private final NodeFeatures features;
    private final SparseMatrix byColumn;
    private final float[] inverseLengths;

    /**
     * Measures.
     *
     * @param features of all products
     */
    public FeatureLikeness(NodeFeatures features) {
        this.features = features;
        var byNode = new SparseMatrix(features.dimension(), features.offsets(), features.columns(), features.values());
        this.byColumn = byNode.transposed();
        this.inverseLengths = new float[features.nodeCount()];
        for (int node = 0; node < inverseLengths.length; node++) {
            double squares = 0;
            for (int entry = features.offsets()[node]; entry < features.offsets()[node + 1]; entry++) {
                squares += (double) features.values()[entry] * features.values()[entry];
            }
            inverseLengths[node] = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
        }
    }

    @Override
    public float[] to(int node) {
        float[] similarities = new float[features.nodeCount()];
        for (int entry = features.offsets()[node]; entry < features.offsets()[node + 1]; entry++) {
            float value = features.values()[entry] * inverseLengths[node];
            int column = features.columns()[entry];
            for (int other = byColumn.offsets()[column]; other < byColumn.offsets()[column + 1]; other++) {
                int row = byColumn.columns()[other];
                similarities[row] += value * byColumn.values()[other] * inverseLengths[row];
            }
        }
        return similarities;
    }
}
