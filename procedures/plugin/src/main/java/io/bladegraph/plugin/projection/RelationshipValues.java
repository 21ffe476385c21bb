// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.neo4j.graphdb.Relationship;

/** Reads the weight and the time of relationships, and remembers how many lack them. Not thread-safe. */
final class RelationshipValues {
    private final String weightProperty;
    private final String timeProperty;
    private final Missing missingWeights = new Missing();
    private final Missing missingTimes = new Missing();

    RelationshipValues(GraphSource source) {
        this.weightProperty = source.weightProperty();
        this.timeProperty = source.timeProperty();
    }

    /** How many relationships lack a property, and the first of them. */
    private static final class Missing {
        private long seen;
        private long count;
        private String example;

        /** Counts a relationship; true if it lacks the value. */
        boolean isMissing(Object value, Relationship relationship) {
            seen++;
            if (value != null) {
                return false;
            }
            example = count++ == 0 ? name(relationship) : example;
            return true;
        }

        void refuse(String property, String remedy) {
            if (count > 0) {
                throw new IllegalArgumentException(count + " of " + seen + " relationships lack the property `"
                        + property + "`, for example " + example + ". " + remedy);
            }
        }
    }

    /** The weight of a relationship; 1 where weights are not asked for, 0 where it is missing. */
    float weight(Relationship relationship) {
        if (weightProperty == null) {
            return 1f;
        }
        Object value = relationship.getProperty(weightProperty, null);
        if (missingWeights.isMissing(value, relationship)) {
            return 0f;
        }
        float weight = value instanceof Number number ? number.floatValue() : Float.NaN;
        if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
            throw unusable(weightProperty, relationship, "a finite number >= 0", value);
        }
        return weight;
    }

    /** The time of a relationship in milliseconds since the epoch; 0 where times are not asked for or missing. */
    long time(Relationship relationship) {
        if (timeProperty == null) {
            return 0;
        }
        Object value = relationship.getProperty(timeProperty, null);
        if (missingTimes.isMissing(value, relationship)) {
            return 0;
        }
        if (value instanceof Long millis) {
            return millis;
        } else if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant().toEpochMilli();
        } else if (value instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC).toEpochMilli();
        } else if (value instanceof LocalDate date) {
            return date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        throw unusable(timeProperty, relationship, "a DATETIME, a DATE or epoch milliseconds", value);
    }

    void refuseMissing() {
        missingWeights.refuse(
                weightProperty,
                "Maybe give all of them a weight, or read the graph without `relationshipWeightProperty`.");
        missingTimes.refuse(timeProperty, "Maybe give all of them a time, or read the graph without `timeProperty`.");
    }

    private static IllegalArgumentException unusable(String property, Relationship at, String rule, Object value) {
        String shown = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        return new IllegalArgumentException(
                "`" + property + "` of " + name(at) + " must be " + rule + ", but was " + shown + ".");
    }

    /** A relationship as a user can look it up: by the element ids of its ends. */
    private static String name(Relationship relationship) {
        return "(" + relationship.getStartNode().getElementId() + ")-[:"
                + relationship.getType().name() + "]->("
                + relationship.getEndNode().getElementId() + ")";
    }
}
