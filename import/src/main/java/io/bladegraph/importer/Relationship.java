// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A relationship, by the ids of its ends.
 *
 * @param start id of the start node
 * @param end id of the end node
 * @param values of the properties of its schema, null for none
 */
public record Relationship(String start, String end, List<Object> values) {
    /** A relationship with these values. */
    static Relationship of(String start, String end, Object... values) {
        return new Relationship(start, end, Collections.unmodifiableList(Arrays.asList(values)));
    }
}
