// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.conversion;

import io.bladegraph.benchmarks.experiments.conversion.ConversionLog.Counts;
import io.bladegraph.benchmarks.experiments.conversion.ConversionLog.Event;
import io.bladegraph.conversion.StreamClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The Complete Journey: campaigns that households get coupons of, and the first one they redeem.
 *
 * <p>An event is a household in a campaign. It is engaged with when the household first buys a product that a coupon of the
 * campaign is for; only a twentieth of all purchases is in the sample, and a redemption needs none of those.
 */
final class CouponLog {
    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final Map<String, String[]> campaigns = new HashMap<>();
    private final Map<String, Set<String>> coupons = new HashMap<>();
    private final Map<String, Set<String>> products = new HashMap<>();
    private final Map<String, Event> byPair = new LinkedHashMap<>();

    private CouponLog() {}

    /**
     * Reads.
     *
     * @param tables folder with campaigns, campaign_descriptions, coupons and coupon_redemptions as CSV
     * @param data the folder of all data
     */
    static ConversionLog read(Path tables, Path data) {
        var log = new CouponLog();
        rows(tables.resolve("campaign_descriptions.csv")).forEach(row -> log.campaigns.put(row[0], row));
        for (String[] row : rows(tables.resolve("coupons.csv"))) {
            log.coupons.computeIfAbsent(row[2], key -> new HashSet<>()).add(row[0]);
            log.products.computeIfAbsent(row[1], key -> new HashSet<>()).add(row[2]);
        }
        for (String[] row : rows(tables.resolve("campaigns.csv"))) {
            log.byPair.put(row[1] + " " + row[0], log.event(row[1], row[0]));
        }
        List<String[]> redemptions = rows(tables.resolve("coupon_redemptions.csv"));
        for (String[] row : redemptions) {
            ConversionLog.follow(log.byPair.get(row[0] + " " + row[2]), day(row[3]), true, false);
        }
        List<String[]> purchases = rows(data.resolve("completejourney_sample/transactions_sample.csv.gz"));
        purchases.sort(Comparator.comparingLong(CouponLog::time));
        purchases.forEach(log::engage);
        List<Event> events = new ArrayList<>(log.byPair.values());
        events.sort(Comparator.comparingLong(event -> event.at));
        describe(events, redemptions, purchases);
        long first = events.get(0).at;
        var clock = new StreamClock(first + 181 * DAY, first + 411 * DAY, 28 * DAY, 7 * DAY, 42 * DAY);
        return new ConversionLog("The Complete Journey", events, clock, true);
    }

    private Event event(String household, String campaign) {
        String[] description = campaigns.get(campaign);
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("days", (day(description[3]) - day(description[2])) / (double) DAY);
        features.put("coupons", Math.log(coupons.get(campaign).size()));
        features.put("type", description[1]);
        return new Event(household, day(description[2]), features);
    }

    private void engage(String[] purchase) {
        for (String campaign : products.getOrDefault(purchase[3], Set.of())) {
            Event event = byPair.get(purchase[0] + " " + campaign);
            if (event != null && time(purchase) >= event.at) {
                ConversionLog.follow(event, time(purchase), false, true);
            }
        }
    }

    /** How much each household had redeemed, got and bought before each event: rates, as counts grow with the year. */
    private static void describe(List<Event> events, List<String[]> redemptions, List<String[]> purchases) {
        redemptions.sort(Comparator.comparingLong(row -> day(row[3])));
        var counts = new Counts();
        int redeemed = 0;
        int bought = 0;
        for (Event event : events) {
            for (; redeemed < redemptions.size() && day(redemptions.get(redeemed)[3]) < event.at; redeemed++) {
                counts.count("redeemed " + redemptions.get(redeemed)[0]);
            }
            for (; bought < purchases.size() && time(purchases.get(bought)) < event.at; bought++) {
                counts.count("bought " + purchases.get(bought)[0]);
            }
            double got = counts.number("got " + event.group);
            double weeks = 1 + (event.at - events.get(0).at) / (7.0 * DAY);
            event.features.put("redeemed", counts.number("redeemed " + event.group) / (1 + got));
            event.features.put("got", got / weeks);
            event.features.put("bought", counts.number("bought " + event.group) / weeks);
            counts.later(event.at, "got " + event.group);
        }
    }

    /** Without the line of names. */
    private static List<String[]> rows(Path file) {
        List<String[]> rows = ConversionLog.lines(file, ",");
        rows.remove(0);
        return rows;
    }

    private static long time(String[] purchase) {
        return 1000 * (long) Double.parseDouble(purchase[10]);
    }

    private static long day(String days) {
        return DAY * (long) Double.parseDouble(days);
    }
}
