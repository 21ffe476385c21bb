// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How times are written in a file: ISO by default, epoch seconds or milliseconds, or a pattern.
 *
 * <p>Bare numbers are never guessed to be times: seconds read as milliseconds would look plausible and be wrong.
 */
public final class TimeFormat {
    /** ISO 8601 with T or a blank, with or without a time of day or a zone; UTC where no zone is given. */
    public static final TimeFormat ISO = new TimeFormat("iso", ZoneOffset.UTC);

    private static final String EPOCH_SECONDS = "epochSeconds";
    private static final String EPOCH_MILLIS = "epochMillis";
    private static final String ISO_NAME = "iso";

    private final String name;
    private final ZoneId zone;
    private final DateTimeFormatter formatter;

    private TimeFormat(String name, ZoneId zone) {
        this.name = name;
        this.zone = zone;
        this.formatter = switch (name) {
            case ISO_NAME, EPOCH_SECONDS, EPOCH_MILLIS -> DateTimeFormatter.ISO_DATE_TIME;
            default -> DateTimeFormatter.ofPattern(name, Locale.ENGLISH);
        };
    }

    /**
     * A format by name.
     *
     * @param name {@code iso}, {@code epochSeconds}, {@code epochMillis} or a pattern such as {@code M/d/yyyy H:mm}
     * @param zone of times that name none, for instance {@code UTC} or {@code Europe/London}
     * @return the format
     */
    public static TimeFormat of(String name, String zone) {
        try {
            return new TimeFormat(name, ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new ImportException("Unknown time zone `" + zone + "`. Maybe `UTC` or `Europe/London`.", e);
        } catch (IllegalArgumentException e) {
            throw new ImportException(
                    "`--time-format` must be iso, epochSeconds, epochMillis or a pattern like `M/d/yyyy H:mm`, but was `"
                            + name + "`.",
                    e);
        }
    }

    /**
     * Reads a time.
     *
     * @param text as in the file
     * @return milliseconds since the epoch
     * @throws IllegalArgumentException if the text has another format
     */
    public long parse(String text) {
        try {
            return switch (name) {
                case EPOCH_SECONDS -> Math.multiplyExact(Long.parseLong(text), 1_000L);
                case EPOCH_MILLIS -> Long.parseLong(text);
                case ISO_NAME -> parseIso(text);
                default -> millis(formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("time `" + text + "` does not have the format " + name + hint(text), e);
        }
    }

    private long parseIso(String text) {
        if (text.length() == 10) {
            return millis(LocalDate.parse(text));
        }
        boolean blank = text.length() > 10 && text.charAt(10) == ' ';
        String iso = blank ? text.substring(0, 10) + 'T' + text.substring(11) : text;
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
        return name.equals(ISO_NAME) && text.matches("-?\\d+")
                ? "; maybe set `--time-format` to epochSeconds or epochMillis"
                : "";
    }
}
