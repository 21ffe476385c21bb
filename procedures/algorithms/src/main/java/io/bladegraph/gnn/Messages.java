// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

/**
 * Who hears whom, by relation.
 *
 * @param purchases neighborhoods along "bought before": sources hear targets, targets hear sources
 * @param coViews neighborhoods along "viewed with": each vertex hears vertices of its own role; null
 *     where there are none, or where purchases hold them too
 */
public record Messages(MessageGraph purchases, MessageGraph coViews) {}
