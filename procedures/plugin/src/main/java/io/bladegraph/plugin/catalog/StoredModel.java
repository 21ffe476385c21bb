// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import java.util.Map;

/**
 * A model as it is kept: whatever its kind, it is tables of numbers, and the nodes whose rows they hold.
 *
 * @param header what is known about it
 * @param nodeIds the database's ids of its nodes, by row; empty if its tables are not about nodes
 * @param tables its matrices by name, row-major
 */
public record StoredModel(ModelHeader header, long[] nodeIds, Map<String, float[]> tables) {

    /** Checks that the header tells the truth. */
    public StoredModel {
        if (nodeIds.length != header.nodeCount()) {
            throw new IllegalArgumentException(
                    "The model has " + nodeIds.length + " node ids, but should have " + header.nodeCount() + ".");
        }
    }

    /**
     * Refuses a model of another type.
     *
     * @param type the only one that will do
     * @throws IllegalArgumentException if it is of another type
     */
    public void requireType(String type) {
        header.requireType(type);
    }

    StoredModel named(String name, String user) {
        return new StoredModel(header.named(name, user), nodeIds, tables);
    }
}
