// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

/**
 * What a model learns from: who is bought before whom, and optionally who is viewed with whom and what products are like.
 *
 * @param purchases u -&gt; v if u is bought before v
 * @param coViews u -&gt; v and v -&gt; u if u and v are viewed together; no edges where unknown
 * @param features what the products are like; of dimension 0 where unknown
 */
public record ProductGraph(DirectedGraph purchases, DirectedGraph coViews, NodeFeatures features) {

    /** Checks that the parts speak of the same nodes. */
    public ProductGraph {
        if (coViews.nodeCount() != purchases.nodeCount()) {
            throw new IllegalArgumentException("The co-view graph has " + coViews.nodeCount()
                    + " nodes, but the purchase graph has " + purchases.nodeCount() + ".");
        }
        if (features.nodeCount() != purchases.nodeCount()) {
            throw new IllegalArgumentException("There are features of " + features.nodeCount()
                    + " nodes, but the purchase graph has " + purchases.nodeCount() + ".");
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
        return new ProductGraph(purchases, none, NodeFeatures.none(purchases.nodeCount()));
    }

    /**
     * The number of products.
     *
     * @return n
     */
    public int nodeCount() {
        return purchases.nodeCount();
    }

    /**
     * The number of columns of the features.
     *
     * @return 0 where there are none
     */
    public int featureDimension() {
        return features.dimension();
    }

    /**
     * The same products with other purchases, for instance those that a training may see.
     *
     * @param others purchases among the same nodes
     * @return a graph with the co-views and the features of this one
     */
    public ProductGraph withPurchases(DirectedGraph others) {
        return new ProductGraph(others, coViews, features);
    }
}
