// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What has to change for the stored relationships to be the wanted ones.
 *
 * @param created wanted and not stored
 * @param updated stored with other values
 * @param deleted stored and no longer wanted
 * @param unchanged number of those that are as wanted
 */
public record RelationshipDiff(
        List<Relationship> created, List<Relationship> updated, List<Relationship> deleted, long unchanged) {

    /** Adds and updates; what else is stored stays. */
    static RelationshipDiff adding(RelationshipSchema schema, List<Relationship> stored, List<Relationship> wanted) {
        return of(schema, stored, wanted, false);
    }

    /** Adds, updates and deletes; only relationships without the first property, which others made, stay. */
    static RelationshipDiff replacing(RelationshipSchema schema, List<Relationship> stored, List<Relationship> wanted) {
        return of(schema, stored, wanted, true);
    }

    private static RelationshipDiff of(
            RelationshipSchema schema, List<Relationship> stored, List<Relationship> wanted, boolean delete) {
        Map<RelationshipSchema.Key, Relationship> left = new HashMap<>();
        stored.forEach(row -> left.put(schema.key(row), row));
        List<Relationship> created = new ArrayList<>();
        List<Relationship> updated = new ArrayList<>();
        for (Relationship row : wanted) {
            Relationship old = left.remove(schema.key(row));
            if (old == null) {
                created.add(row);
            } else if (!old.equals(row)) {
                updated.add(row);
            }
        }
        List<Relationship> deleted = delete
                ? left.values().stream()
                        .filter(row -> row.values().get(0) != null)
                        .toList()
                : List.of();
        return new RelationshipDiff(created, updated, deleted, wanted.size() - created.size() - updated.size());
    }

    /** "PURCHASED: 12 created, 0 updated, 0 deleted, 3 unchanged". */
    String describe(RelationshipSchema schema) {
        return String.format(
                Locale.ROOT,
                "%s: %,d created, %,d updated, %,d deleted, %,d unchanged",
                schema.type(),
                created.size(),
                updated.size(),
                deleted.size(),
                unchanged);
    }
}
