// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Requires;
import java.util.List;

/**
 * A kind of relationship.
 *
 * @param type of the relationships
 * @param startLabel label of the start nodes
 * @param endLabel label of the end nodes
 * @param properties the first {@code keyLength} of them tell parallel relationships apart
 * @param keyLength 0 if there is one relationship at most from one node to another
 */
public record RelationshipSchema(
        String type, String startLabel, String endLabel, List<Property> properties, int keyLength) {
    public RelationshipSchema {
        Requires.that(type.matches("[A-Za-z_][A-Za-z0-9_]*"), "type", "a name like `ALSO_BOUGHT`", type, type);
        properties = List.copyOf(properties);
    }

    /** Whether an import made a relationship of this type: it then has the first property, if there are any. */
    boolean owns(Relationship row) {
        return properties.isEmpty() || row.values().get(0) != null;
    }

    /** What identifies a relationship of this schema. */
    Key key(Relationship row) {
        return new Key(row.start(), row.end(), row.values().subList(0, keyLength));
    }

    /**
     * What identifies a relationship.
     *
     * @param start id of the start node
     * @param end id of the end node
     * @param values of the key properties
     */
    record Key(String start, String end, List<Object> values) {}
}
