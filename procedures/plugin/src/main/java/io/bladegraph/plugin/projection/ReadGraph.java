// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.graph.ProductGraph;
import java.util.List;

/**
 * A graph as it was read, and what was left out on the way.
 *
 * @param graph the graph, on dense indices
 * @param nodes the database's nodes behind the indices
 * @param featureProperties where the features come from
 * @param selfLoops purchases from a product to itself, left out
 * @param zeroWeights purchases of weight 0, left out
 * @param parallel purchases merged into another one between the same products: weights add up, the latest time counts
 * @param outside relationships with an end that has none of the labels, left out
 */
public record ReadGraph(
        ProductGraph graph,
        NodeIds nodes,
        List<String> featureProperties,
        long selfLoops,
        long zeroWeights,
        long parallel,
        long outside) {}
