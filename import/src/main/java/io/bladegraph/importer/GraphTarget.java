// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.util.List;

/** Where an import goes: a running database, or files for one that does not run yet. */
public interface GraphTarget extends AutoCloseable {
    /**
     * Makes the nodes that are missing and sets the properties that are given; others stay.
     *
     * @param schema of the nodes
     * @param nodes with different ids
     * @param monitor told about every batch
     */
    void putNodes(NodeSchema schema, List<Node> nodes, Monitor monitor);

    /**
     * The relationships that are there and that an import made; surplus ones too.
     *
     * @param schema which, and with what properties
     * @param monitor told about every batch
     * @return all that {@link RelationshipSchema#owns} between nodes that have ids
     */
    List<Relationship> read(RelationshipSchema schema, Monitor monitor);

    /**
     * Writes a difference; the nodes must be there.
     *
     * @param schema of the relationships
     * @param diff what to do
     * @param monitor told about every batch
     */
    void write(RelationshipSchema schema, RelationshipDiff diff, Monitor monitor);

    /** Makes everything written last. */
    @Override
    void close();

    /** Adds or updates relationships; what else is there stays. */
    default RelationshipDiff put(RelationshipSchema schema, List<Relationship> rows, Monitor monitor) {
        RelationshipDiff diff = RelationshipDiff.adding(schema, read(schema, monitor), rows);
        write(schema, diff, monitor);
        return diff;
    }
}
