// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What has to change for the stored relationships to be the wanted ones.
 *
 * @param created wanted and not stored
 * @param updated stored with other values
 * @param deleted stored and no longer wanted
 * @param surplus one for each that is stored beside another of the same key
 * @param unchanged number of those that are as wanted
 */
public record RelationshipDiff(
        List<Relationship> created,
        List<Relationship> updated,
        List<Relationship> deleted,
        List<Relationship> surplus,
        long unchanged) {

    /** Adds and updates; what else is stored stays. */
    static RelationshipDiff adding(RelationshipSchema schema, List<Relationship> stored, List<Relationship> wanted) {
        return of(schema, stored, wanted, row -> false);
    }

    /** Adds, updates and deletes what is stored and not wanted. */
    static RelationshipDiff replacing(RelationshipSchema schema, List<Relationship> stored, List<Relationship> wanted) {
        return of(schema, stored, wanted, row -> true);
    }

    /** Adds, updates, and deletes what is stored, not wanted and {@code outdated}. */
    static RelationshipDiff of(
            RelationshipSchema schema,
            List<Relationship> stored,
            List<Relationship> wanted,
            Predicate<Relationship> outdated) {
        Map<RelationshipSchema.Key, Relationship> left = new LinkedHashMap<>();
        Set<RelationshipSchema.Key> contradictory = new HashSet<>();
        List<Relationship> surplus = new ArrayList<>();
        for (Relationship row : stored) {
            Relationship other = left.putIfAbsent(schema.key(row), row);
            if (other != null) {
                surplus.add(row);
                if (!other.equals(row)) {
                    contradictory.add(schema.key(row));
                }
            }
        }
        List<Relationship> created = new ArrayList<>();
        List<Relationship> updated = new ArrayList<>();
        for (Relationship row : wanted) {
            RelationshipSchema.Key key = schema.key(row);
            Relationship old = left.remove(key);
            if (old == null) {
                created.add(row);
            } else if (!old.equals(row) || contradictory.contains(key)) {
                updated.add(row);
            }
        }
        List<Relationship> deleted = left.values().stream().filter(outdated).toList();
        return new RelationshipDiff(
                created, updated, deleted, surplus, wanted.size() - created.size() - updated.size());
    }

    /** "PURCHASED: 12 created, 0 updated, 0 deleted, 3 unchanged", and what was there twice. */
    String describe(RelationshipSchema schema) {
        return String.format(
                        Locale.ROOT,
                        "%s: %,d created, %,d updated, %,d deleted, %,d unchanged",
                        schema.type(),
                        created.size(),
                        updated.size(),
                        deleted.size(),
                        unchanged)
                + (surplus.isEmpty() ? "" : String.format(Locale.ROOT, ", %,d surplus removed", surplus.size()));
    }
}
