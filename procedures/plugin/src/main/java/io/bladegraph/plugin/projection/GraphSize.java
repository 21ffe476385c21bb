// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

/**
 * The size of a graph as it is counted without reading it.
 *
 * @param nodes at most so many nodes
 * @param relationships at most so many purchases, self-loops and parallel ones counted
 * @param coViews at most so many co-views
 * @param featureColumns about so many columns of features
 */
public record GraphSize(long nodes, long relationships, long coViews, long featureColumns) {}
