// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Requires;

/**
 * What a model learns from: who is bought before whom, and optionally who is viewed with whom and what products are like.
 *
 * @param purchases u -&gt; v if u is bought before v
 * @param coViews u -&gt; v and v -&gt; u if u and v are viewed together; no edges where unknown
 * @param features node features by row, (nodes, featureDimension), row-major; empty where there are none
 * @param featureDimension length of a feature row; 0 where there are none
 */
public record ProductGraph(DirectedGraph purchases, DirectedGraph coViews, float[] features, int featureDimension) {

    /** Checks that the parts speak of the same nodes and that features are finite. */
    public ProductGraph {
        if (coViews.nodeCount() != purchases.nodeCount()) {
            throw new IllegalArgumentException("The co-view graph has " + coViews.nodeCount()
                    + " nodes, but the purchase graph has " + purchases.nodeCount() + ".");
        }
        Requires.that(
                features.length == (long) featureDimension * purchases.nodeCount(),
                "features",
                featureDimension + " numbers per node",
                features.length + " for " + purchases.nodeCount() + " nodes",
                features);
        for (float feature : features) {
            Requires.that(Float.isFinite(feature), "features", "finite", feature, feature);
        }
    }

    /**
     * A graph of purchases alone.
     *
     * @param purchases u -&gt; v if u is bought before v
     * @return the same graph, without co-views and features
     */
    public static ProductGraph of(DirectedGraph purchases) {
        DirectedGraph none =
                DirectedGraphBuilder.unweighted(purchases.nodeCount()).build();
        return new ProductGraph(purchases, none, new float[0], 0);
    }

    /**
     * The number of products.
     *
     * @return n
     */
    public int nodeCount() {
        return purchases.nodeCount();
    }
}
