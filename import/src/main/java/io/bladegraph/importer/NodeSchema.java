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
    public NodeSchema {
        properties = List.copyOf(properties);
    }
}
