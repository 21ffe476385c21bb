// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Requires;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A property of a node or relationship.
 *
 * @param name as in the graph
 * @param type of its values
 */
public record Property(String name, Type type) {
    private static final String LIST_DELIMITER = ";";

    public Property {
        Requires.that(name.matches("[A-Za-z_][A-Za-z0-9_]*"), "property", "a name like `unitPrice`", name, name);
    }

    /** The types that an import knows, by the names that {@code neo4j-admin database import} uses. */
    public enum Type {
        /** Text. */
        STRING("string"),
        /** A whole number, {@link Long}. */
        LONG("long"),
        /** A number, {@link Double}. */
        DOUBLE("double"),
        /** True or false. */
        BOOLEAN("boolean"),
        /** A point in time: epoch milliseconds here, ZONED DATETIME in UTC in the graph. */
        DATETIME("datetime"),
        /** Texts separated by semicolons. */
        STRINGS("string[]");

        private final String adminName;

        Type(String adminName) {
            this.adminName = adminName;
        }

        /** The name in the header of a file for {@code neo4j-admin database import}. */
        public String adminName() {
            return adminName;
        }

        /** The type of that name, for instance {@code double} or {@code string[]}. */
        public static Type of(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.adminName.equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new ImportException("Unknown property type `" + name + "`. Known types: "
                            + String.join(
                                    ", ",
                                    Arrays.stream(values()).map(Type::adminName).toList()) + "."));
        }

        /**
         * Reads a value.
         *
         * @param text from a file; empty means none
         * @param times how times are written
         * @return the value, or null for none
         * @throws IllegalArgumentException if the text is not of this type
         */
        public Object parse(String text, TimeFormat times) {
            if (text.isEmpty()) {
                return null;
            }
            return switch (this) {
                case STRING -> text;
                case LONG -> parseLong(text);
                case DOUBLE -> parseDouble(text);
                case BOOLEAN -> parseBoolean(text);
                case DATETIME -> times.parse(text);
                case STRINGS -> List.of(text.split(LIST_DELIMITER, -1));
            };
        }

        /** The value as the driver takes it. */
        Object toBolt(Object value) {
            return this == DATETIME && value != null
                    ? ZonedDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC)
                    : value;
        }

        /** The value as the driver gives it; a type changed by hand counts as no value and is written anew. */
        Object fromBolt(Object value) {
            if (this == DATETIME) {
                return value instanceof ZonedDateTime time ? time.toInstant().toEpochMilli() : null;
            }
            return value;
        }

        /** The value as {@code neo4j-admin database import} reads it. */
        String toText(Object value) {
            if (value == null) {
                return "";
            }
            return switch (this) {
                case DATETIME -> Instant.ofEpochMilli((Long) value).toString();
                case STRINGS ->
                    String.join(
                            LIST_DELIMITER,
                            ((List<?>) value).stream().map(String::valueOf).toList());
                case STRING, LONG, DOUBLE, BOOLEAN -> value.toString();
            };
        }

        static Long parseLong(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("`" + text + "` is not a whole number", e);
            }
        }

        static double parseDouble(String text) {
            double value;
            try {
                value = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("`" + text + "` is not a number", e);
            }
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("`" + text + "` is not a finite number");
            }
            return value;
        }

        private static Boolean parseBoolean(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1", "yes" -> true;
                case "false", "0", "no" -> false;
                default -> throw new IllegalArgumentException("`" + text + "` is neither true nor false");
            };
        }
    }
}
