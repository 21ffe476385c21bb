// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.concurrent.TimeUnit;

/** Moments and lengths of time as Cypher has them. */
public final class Moments {
    private Moments() {}

    /**
     * Reads a moment.
     *
     * @param name as errors call it
     * @param value ZONED DATETIME, LOCAL DATETIME (in UTC) or epoch milliseconds
     * @return epoch milliseconds
     */
    public static long time(String name, Object value) {
        return time(name, value, 0);
    }

    /**
     * Reads a moment in a row of a query.
     *
     * @param name of its column
     * @param value ZONED DATETIME, LOCAL DATETIME (in UTC) or epoch milliseconds
     * @param row from 1, for the error; 0 if there are no rows
     * @return epoch milliseconds
     */
    public static long time(String name, Object value, long row) {
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant().toEpochMilli();
        } else if (value instanceof OffsetDateTime offset) {
            return offset.toInstant().toEpochMilli();
        } else if (value instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC).toEpochMilli();
        } else if (value instanceof Long millis) {
            return millis;
        }
        throw new IllegalArgumentException("`" + name + "` must be a datetime or epoch milliseconds, but was "
                + shown(value) + (row > 0 ? " in row " + row + "." : "."));
    }

    /**
     * Reads a length of time. Days have 24 hours; months and years, whose lengths differ, are refused.
     *
     * @param name as errors call it
     * @param value DURATION, or ISO 8601 such as 'PT1H', 'P30D' or 'P2W'
     * @return milliseconds
     */
    public static long duration(String name, Object value) {
        Long millis = millisOrNull(value);
        if (millis == null) {
            throw new IllegalArgumentException("`" + name
                    + "` must be a duration without months and years, such as 'PT1H' or 'P30D', but was "
                    + shown(value) + ".");
        }
        return millis;
    }

    private static Long millisOrNull(Object value) {
        try {
            if (value instanceof TemporalAmount amount) {
                return millis(amount);
            } else if (value instanceof String text) {
                return millis(text.contains("T") ? Duration.parse(text) : Period.parse(text));
            }
            return null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static long millis(TemporalAmount amount) {
        long millis = 0;
        for (var unit : amount.getUnits()) {
            long count = amount.get(unit);
            if (unit == ChronoUnit.NANOS) {
                millis = Math.addExact(millis, TimeUnit.NANOSECONDS.toMillis(count));
            } else if (unit == ChronoUnit.SECONDS) {
                millis = Math.addExact(millis, Math.multiplyExact(count, TimeUnit.SECONDS.toMillis(1)));
            } else if (unit == ChronoUnit.DAYS) {
                millis = Math.addExact(millis, Math.multiplyExact(count, TimeUnit.DAYS.toMillis(1)));
            } else if (count != 0) {
                throw new DateTimeException("months and years differ in length");
            }
        }
        return millis;
    }

    private static String shown(Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }
}
