// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Requires;

/**
 * What the linear encoder makes of features, where there are any.
 *
 * @param ownTables whether every product has vectors of its own beside what its features say
 * @param newShare share of the vertices that each batch treats as new, in [0, 1): they are described by their features
 *     alone, so that features learn to speak for products that have nothing else
 */
public record FeatureConfig(boolean ownTables, double newShare) {
    /** As it is unless the user says otherwise. */
    public static final FeatureConfig DEFAULT = new FeatureConfig(true, 0.1);

    /** Checks the share. */
    public FeatureConfig {
        Requires.inHalfOpen("newShare", newShare, 0, 1);
    }
}
