// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.conversion;

import io.bladegraph.conversion.FeatureSchema;
import io.bladegraph.conversion.FeatureTable;
import io.bladegraph.conversion.StreamClock;
import io.bladegraph.conversion.StreamEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * A public log of events, and what came of them. Features are what was known at the event.
 *
 * @param name as tables call it
 * @param events in the order of time
 * @param clock of the experiment
 * @param entireSpace whether the log has engagements
 */
record ConversionLog(String name, List<Event> events, StreamClock clock, boolean entireSpace) {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final long ABSENT = StreamEvents.ABSENT;

    /** An event; groups are drawn as a whole by the bootstrap. */
    static final class Event {
        final String group;
        final long at;
        final Map<String, Object> features;
        long convertedAt = ABSENT;
        long engagedAt = ABSENT;

        Event(String group, long at, Map<String, Object> features) {
            this.group = group;
            this.at = at;
            this.features = features;
        }
    }

    FeatureTable features(int buckets) {
        var table = new FeatureTable(FeatureSchema.of(events.get(0).features, buckets, 1));
        for (int event = 0; event < events.size(); event++) {
            table.add(events.get(event).features, event + 1);
        }
        return table;
    }

    /** First views of an item by a user; carts and favorites are engagements, purchases of the item conversions. */
    static ConversionLog taobao(Path data) {
        List<String[]> lines = lines(data.resolve("taobao_userbehavior_head/UserBehavior.csv.gz"), ",");
        long first = LocalDate.of(2017, 11, 25).atStartOfDay().toEpochSecond(ZoneOffset.ofHours(8)) * 1000;
        lines.removeIf(line -> line.length < 5 || Math.abs(time(line) - first - 9 * DAY / 2) > 9 * DAY / 2);
        lines.sort(Comparator.comparingLong(ConversionLog::time));
        var counts = new Counts();
        Map<String, Event> open = new HashMap<>();
        List<Event> events = new ArrayList<>();
        for (String[] line : lines) {
            long at = time(line);
            String pair = line[0] + " " + line[1];
            if (line[3].equals("pv") && !open.containsKey(pair)) {
                Map<String, Object> features =
                        counts.of("user " + line[0], "item " + line[1], "both " + line[0] + " " + line[2]);
                features.put("buys", counts.log("buys " + line[0]));
                features.put("category", line[2]);
                features.put("hour", String.valueOf((at - first) / HOUR % 24));
                open.put(pair, new Event(line[0], at, features));
                events.add(open.get(pair));
            }
            follow(open.get(pair), at, line[3].equals("buy"), line[3].equals("cart") || line[3].equals("fav"));
            counts.count("user " + line[0], "item " + line[1], "both " + line[0] + " " + line[2]);
            if (line[3].equals("buy")) {
                counts.count("buys " + line[0]);
            }
        }
        var clock = new StreamClock(first + 3 * DAY, first + 7 * DAY, 6 * HOUR, HOUR, 2 * DAY);
        return new ConversionLog("Taobao user behavior", events, clock, true);
    }

    /** First clicks of an item by a user, by day; collecting and carts are engagements. */
    static ConversionLog alibaba(Path data) {
        Map<String, String[]> items = byFirst(data.resolve("alibaba_ecomm_dyhatr/ecomm_item_feature.txt.gz"));
        List<String[]> lines = lines(data.resolve("alibaba_ecomm_dyhatr/ecomm_edge_train.txt.gz"), "\t");
        lines.sort(Comparator.<String[], String>comparing(line -> line[3]).thenComparing(line -> line[2]));
        var counts = new Counts();
        Map<String, Event> open = new HashMap<>();
        List<Event> events = new ArrayList<>();
        for (String[] line : lines) {
            long at = LocalDate.parse(line[3], DateTimeFormatter.BASIC_ISO_DATE).toEpochDay() * DAY;
            String pair = line[0] + " " + line[1];
            String[] item = items.getOrDefault(line[1], new String[] {"", "none", "none", "none", "0"});
            if (line[2].equals("1") && !open.containsKey(pair)) {
                Map<String, Object> features = counts.of("user " + line[0], "item " + line[1]);
                features.put("price", Math.log1p(Double.parseDouble(item[4])));
                features.put("category", item[2]);
                features.put("brand", item[3]);
                open.put(pair, new Event(line[0], at, features));
                events.add(open.get(pair));
            }
            follow(open.get(pair), at, line[2].equals("4"), line[2].equals("2") || line[2].equals("3"));
            counts.later(at, "user " + line[0], "item " + line[1]);
        }
        long first = events.get(0).at;
        var clock = new StreamClock(first + 4 * DAY, first + 8 * DAY, DAY, HOUR, 2 * DAY);
        return new ConversionLog("Alibaba e-commerce", events, clock, true);
    }

    /** Clicks on advertisements, and installs; nothing in between. */
    static ConversionLog talkingData(Path data) {
        List<String[]> lines = lines(data.resolve("talkingdata_adtracking_sample/train_sample.csv.gz"), ",");
        lines.remove(0);
        lines.sort(Comparator.comparingLong(line -> minute(line[5])));
        var counts = new Counts();
        List<Event> events = new ArrayList<>();
        for (String[] line : lines) {
            long at = minute(line[5]);
            Map<String, Object> features = counts.of("ip " + line[0], "app " + line[1], "channel " + line[4]);
            features.put("app", line[1]);
            features.put("device", line[2]);
            features.put("os", line[3]);
            features.put("channel", line[4]);
            features.put("hour", String.valueOf(at / HOUR % 24));
            var event = new Event(line[0], at, features);
            event.convertedAt = line[6].isEmpty() ? ABSENT : minute(line[6]);
            events.add(event);
            counts.count("ip " + line[0], "app " + line[1], "channel " + line[4]);
        }
        long first = events.get(0).at;
        var clock = new StreamClock(first + 24 * HOUR, first + 60 * HOUR, HOUR, HOUR / 4, 12 * HOUR);
        return new ConversionLog("TalkingData", events, clock, false);
    }

    static void follow(Event event, long at, boolean converts, boolean engages) {
        if (event != null && converts && event.convertedAt == ABSENT) {
            event.convertedAt = at;
        }
        if (event != null && engages && event.engagedAt == ABSENT) {
            event.engagedAt = at;
        }
    }

    private static long time(String[] line) {
        return Long.parseLong(line[4]) * 1000;
    }

    private static long minute(String text) {
        return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm"))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static Map<String, String[]> byFirst(Path file) {
        Map<String, String[]> map = new HashMap<>();
        lines(file, "\t").forEach(line -> map.put(line[0], line));
        return map;
    }

    static List<String[]> lines(Path file, String separator) {
        List<String[]> lines = new ArrayList<>();
        try (var stream = Files.newInputStream(file);
                var unzipped = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
                var reader = new BufferedReader(new InputStreamReader(unzipped, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line.split(separator, -1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** How often things were seen before. */
    static final class Counts {
        private final Map<String, Integer> counts = new HashMap<>();
        private final List<String> today = new ArrayList<>();
        private long day = Long.MIN_VALUE;

        Map<String, Object> of(String... keys) {
            Map<String, Object> features = new LinkedHashMap<>();
            for (int k = 0; k < keys.length; k++) {
                features.put("seen" + k, log(keys[k]));
            }
            return features;
        }

        double log(String key) {
            return Math.log1p(number(key));
        }

        int number(String key) {
            return counts.getOrDefault(key, 0);
        }

        void count(String... keys) {
            for (String key : keys) {
                counts.merge(key, 1, Integer::sum);
            }
        }

        /** Counts from the next day on: within a day, nobody knows what came first. */
        void later(long at, String... keys) {
            if (at != day) {
                today.forEach(this::count);
                today.clear();
                day = at;
            }
            today.addAll(List.of(keys));
        }
    }
}
