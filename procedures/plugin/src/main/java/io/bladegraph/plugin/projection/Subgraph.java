// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterable;

/** The part of the store that lies among some nodes. */
public final class Subgraph {
    private Subgraph() {}

    /**
     * The relationships among nodes.
     *
     * @param nodes both ends must be among them
     * @param graph the argument {@code graph}: relationships of its types, or of all if it is in a catalog
     * @return relationships, by source
     */
    public static List<Relationship> relationships(List<Node> nodes, Object graph) {
        RelationshipType[] types = GraphArgument.of(graph) instanceof GraphArgument.Store store
                ? store.source().allTypes().stream()
                        .map(RelationshipType::withName)
                        .toArray(RelationshipType[]::new)
                : new RelationshipType[0];
        Set<Node> inside = new HashSet<>(nodes);
        List<Relationship> among = new ArrayList<>();
        for (Node node : nodes) {
            try (var relationships = outgoing(node, types)) {
                for (Relationship relationship : relationships) {
                    if (inside.contains(relationship.getEndNode())) {
                        among.add(relationship);
                    }
                }
            }
        }
        return among;
    }

    /** Neo4j takes no type at all for none. */
    private static ResourceIterable<Relationship> outgoing(Node node, RelationshipType[] types) {
        return types.length == 0
                ? node.getRelationships(Direction.OUTGOING)
                : node.getRelationships(Direction.OUTGOING, types);
    }
}
