// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.List;

/**
 * A kind of node; its key is the text property {@code id}.
 *
 * @param label of the nodes
 * @param properties besides the id
 */
public record NodeSchema(String label, List<Property> properties) {
    /** Refuses a property that would overwrite the key. */
    public NodeSchema {
        if (properties.stream().anyMatch(property -> property.name().equals("id"))) {
            throw new ImportException("The property `id` is the key of a node and cannot be set from another column.");
        }
        properties = List.copyOf(properties);
    }
}
