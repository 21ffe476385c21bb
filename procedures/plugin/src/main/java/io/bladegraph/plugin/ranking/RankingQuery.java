// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import java.util.Set;

/**
 * Which nodes to rank for which vector.
 *
 * @param labels nodes with any of these labels are ranked, if they have the property
 * @param property where their vectors are
 * @param vector the score of a node is the inner product of its vector with this one
 * @param k how many to return at most
 * @param excluded ids of nodes not to return
 */
record RankingQuery(Set<String> labels, String property, float[] vector, int k, Set<Long> excluded) {}
