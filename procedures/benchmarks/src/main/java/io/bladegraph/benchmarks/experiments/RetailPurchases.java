// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The purchases of the UCI's Online Retail: customer known, nothing cancelled, nothing but products.
 *
 * @param products how many there are; their numbers are shuffled
 * @param histories of each customer, in the order of time
 */
record RetailPurchases(int products, List<List<Purchase>> histories) {
    private static final long WINDOW = TimeUnit.DAYS.toMillis(90);
    private static final int PAIRS_PER_CUSTOMER = 300;
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,]+)|(?<=,|^)(?=,|$)");

    /** A product in an invoice. */
    record Purchase(int product, long at, double price) {}

    /** An ordered pair of products. */
    record Pair(int earlier, int later) {}

    static RetailPurchases read(long seed) {
        Map<String, List<String[]>> byCustomer = new LinkedHashMap<>();
        Set<String> codes = new TreeSet<>();
        for (String[] line : lines()) {
            boolean counts = !line[0].startsWith("C")
                    && line[1].matches("\\d{5}.*")
                    && Double.parseDouble(line[3]) > 0
                    && Double.parseDouble(line[5]) > 0
                    && !line[6].isEmpty();
            if (counts) {
                byCustomer
                        .computeIfAbsent(line[6], customer -> new ArrayList<>())
                        .add(line);
                codes.add(line[1]);
            }
        }
        List<String> shuffled = new ArrayList<>(codes);
        shuffled.sort(Comparator.comparingLong(code -> Seeds.derive(seed, code.hashCode())));
        Map<String, Integer> numbers = new HashMap<>();
        shuffled.forEach(code -> numbers.put(code, numbers.size()));
        List<List<Purchase>> histories = new ArrayList<>();
        byCustomer.values().forEach(rows -> {
            List<Purchase> history = new ArrayList<>();
            rows.forEach(
                    row -> history.add(new Purchase(numbers.get(row[1]), time(row[4]), Double.parseDouble(row[5]))));
            history.sort(Comparator.comparingLong(Purchase::at));
            histories.add(history);
        });
        return new RetailPurchases(codes.size(), histories);
    }

    /**
     * What was bought before what by at least two customers, within 90 days; each customer counts once per pair, by the
     * newest later purchase and the nearest earlier one, and gives 300 pairs at most.
     *
     * @param from first moment of the later purchase
     * @param to moment before which it lies
     * @param weight what the earlier purchase counts
     */
    Map<Pair, Double> pairs(long from, long to, ToDoubleFunction<Purchase> weight) {
        Map<Pair, Integer> customers = new HashMap<>();
        Map<Pair, Double> weights = new LinkedHashMap<>();
        for (List<Purchase> history : histories) {
            pairUp(history, from, to).forEach((pair, earlier) -> {
                customers.merge(pair, 1, Integer::sum);
                weights.merge(pair, weight.applyAsDouble(earlier), Double::sum);
            });
        }
        weights.keySet().removeIf(pair -> customers.get(pair) < 2);
        return weights;
    }

    private static Map<Pair, Purchase> pairUp(List<Purchase> history, long from, long to) {
        Map<Pair, Purchase> found = new LinkedHashMap<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            Purchase later = history.get(i);
            for (int j = i - 1; j >= 0 && later.at() >= from && later.at() < to; j--) {
                Purchase earlier = history.get(j);
                if (later.at() - earlier.at() > WINDOW) {
                    break;
                }
                if (earlier.at() < later.at() && earlier.product() != later.product()) {
                    found.putIfAbsent(new Pair(earlier.product(), later.product()), earlier);
                    if (found.size() == PAIRS_PER_CUSTOMER) {
                        return found;
                    }
                }
            }
        }
        return found;
    }

    /** When each product was first sold. */
    long[] firstSale() {
        long[] first = new long[products];
        Arrays.fill(first, Long.MAX_VALUE);
        histories.forEach(history -> history.forEach(
                purchase -> first[purchase.product()] = Math.min(first[purchase.product()], purchase.at())));
        return first;
    }

    private static long time(String text) {
        return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static Set<String[]> lines() {
        Path path = Dataset.folder().resolve("online_retail_uci/online-retail.csv.gz");
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            Set<String[]> lines = new LinkedHashSet<>();
            Set<String> seen = new HashSet<>();
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (seen.add(line)) {
                    lines.add(fields(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + ".", e);
        }
    }

    private static String[] fields(String line) {
        return FIELD.matcher(line)
                .results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group())
                .toArray(String[]::new);
    }
}
