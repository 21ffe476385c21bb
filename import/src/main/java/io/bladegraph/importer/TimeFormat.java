// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How times are written in a file: ISO and its relatives by default, epoch seconds or milliseconds, or a pattern.
 *
 * <p>Bare numbers are never guessed to be times: seconds read as milliseconds would look plausible and be wrong. They
 * are found out by the range that all times must be in unless any are allowed: from 1990 to a day from now.
 */
public final class TimeFormat {
    static final String ISO_NAME = "iso";

    private static final String AUTO = "auto";
    private static final String EPOCH_SECONDS = "epochSeconds";
    private static final String EPOCH_MILLIS = "epochMillis";
    private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
    private static final long AHEAD = Duration.ofDays(1).toMillis();

    /** With a zone as ISO 8601, Java or PostgreSQL writes it: +02:00, Z, [Europe/Paris], -07, +0000. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[ ][XXXXX][XXXX][X]")
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter(Locale.ENGLISH);

    /** ISO 8601 with T or a blank, with or without a time of day or a zone; UTC where no zone is given. */
    public static final TimeFormat ISO = new TimeFormat(ISO_NAME, ZoneOffset.UTC, false);

    private final String name;
    private final ZoneId zone;
    private final boolean anyDate;
    private final DateTimeFormatter formatter;

    private TimeFormat(String name, ZoneId zone, boolean anyDate) {
        this.name = name;
        this.zone = zone;
        this.anyDate = anyDate;
        this.formatter = switch (name) {
            case AUTO, ISO_NAME, EPOCH_SECONDS, EPOCH_MILLIS -> DATE_TIME;
            default -> DateTimeFormatter.ofPattern(name, Locale.ENGLISH);
        };
    }

    /**
     * A format by name.
     *
     * @param name {@code auto}, {@code iso}, {@code epochSeconds}, {@code epochMillis} or a pattern such as
     *     {@code M/d/yyyy H:mm}
     * @param zone of times that name none, for instance {@code UTC} or {@code Europe/London}
     * @param anyDate whether times before 1990 and more than a day from now are fine
     * @return the format
     */
    public static TimeFormat of(String name, String zone, boolean anyDate) {
        try {
            return new TimeFormat(name, ZoneId.of(zone), anyDate);
        } catch (DateTimeException e) {
            throw new ImportException("Unknown time zone `" + zone + "`. Maybe `UTC` or `Europe/London`.", e);
        } catch (IllegalArgumentException e) {
            throw new ImportException(
                    "`--time-format` must be auto, iso, epochSeconds, epochMillis or a pattern like `M/d/yyyy H:mm`,"
                            + " but was `" + name + "`.",
                    e);
        }
    }

    /** Whether the file decides: iso, or days and months as numbers. */
    boolean isAuto() {
        return name.equals(AUTO);
    }

    /** Another format with the same zone and range. */
    TimeFormat as(String other) {
        return new TimeFormat(other, zone, anyDate);
    }

    /** The name that it was made by. */
    String name() {
        return name;
    }

    /**
     * Reads a time.
     *
     * @param text as in the file
     * @return milliseconds since the epoch
     * @throws IllegalArgumentException if the text has another format, or the time is out of range
     */
    public long parse(String text) {
        long millis;
        try {
            millis = switch (name) {
                case EPOCH_SECONDS -> Math.multiplyExact(Long.parseLong(text), 1_000L);
                case EPOCH_MILLIS -> Long.parseLong(text);
                case AUTO, ISO_NAME -> parseIso(text);
                default -> millis(formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("time `" + text + "` does not have the format " + name + hint(text), e);
        }
        if (!anyDate && !isUsual(millis)) {
            throw new IllegalArgumentException("time `" + text + "` must be from 1990 to a day from now, but is "
                    + Instant.ofEpochMilli(millis) + "; " + way(millis));
        }
        return millis;
    }

    private static boolean isUsual(long millis) {
        return millis >= EARLIEST && millis <= System.currentTimeMillis() + AHEAD;
    }

    private String way(long millis) {
        if (name.equals(EPOCH_MILLIS) && isUsual(millis * 1_000)) {
            return "maybe set `--time-format` to epochSeconds";
        } else if (name.equals(EPOCH_SECONDS) && isUsual(millis / 1_000)) {
            return "maybe set `--time-format` to epochMillis";
        }
        return "`--any-date` allows it";
    }

    private long parseIso(String text) {
        if (text.length() == 10) {
            return millis(LocalDate.parse(text));
        }
        boolean blank = text.length() > 10 && text.charAt(10) == ' ';
        String iso = blank ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        if (iso.endsWith("UTC") || iso.endsWith("GMT")) {
            iso = iso.substring(0, iso.length() - 3) + 'Z';
        }
        return millis(formatter.parseBest(iso, ZonedDateTime::from, LocalDateTime::from));
    }

    private long millis(TemporalAccessor time) {
        if (time instanceof ZonedDateTime zoned) {
            return zoned.toInstant().toEpochMilli();
        }
        LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
        return Instant.from(local.atZone(zone)).toEpochMilli();
    }

    private String hint(String text) {
        return (isAuto() || name.equals(ISO_NAME)) && text.matches("-?\\d+")
                ? "; maybe set `--time-format` to epochSeconds or epochMillis"
                : "";
    }
}
