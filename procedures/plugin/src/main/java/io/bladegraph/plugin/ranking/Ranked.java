// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import org.neo4j.graphdb.Node;

/**
 * A node in a ranking.
 *
 * @param node of the caller's transaction
 * @param score inner product of the two vectors
 */
public record Ranked(Node node, double score) {}
