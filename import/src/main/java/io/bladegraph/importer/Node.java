// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A node to be written.
 *
 * @param id its key
 * @param values of the properties of its schema, null for none
 */
public record Node(String id, List<Object> values) {
    /** A node with these values. */
    static Node of(String id, Object... values) {
        return new Node(id, Collections.unmodifiableList(Arrays.asList(values)));
    }
}
