// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import io.bladegraph.Requires;
import io.bladegraph.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Derives (u)-[:BOUGHT_BEFORE]-&gt;(v) from purchases: the same customer bought u, and v strictly later.
 *
 * <p>A customer counts once per pair (u, v), at the time of the latest v that has a u before it within the window. Of
 * one customer at most {@code maxPairsPerCustomer} pairs count: those of the newest purchases first, and of each of
 * them the nearest earlier purchases first, because the newest choices predict best and the nearest are the likeliest
 * to be related. So a wholesaler weighs no more than the cap. Purchases of the same time are ordered by a hash, so that
 * neither ids nor the order of a file decide.
 *
 * <p>The result is a function of the set of purchases alone, unless some lie ahead of now; it does not depend on the order in which they came. Cost
 * O(purchases x purchases within the window), at most the cap times a customer's repeats; memory 80 bytes a pair.
 */
public final class BoughtBefore {
    /** So that the oldest contribution is still a number in single precision. */
    private static final double MOST_HALVINGS = 100;

    private final Rules rules;
    private final PairTable pairs = new PairTable();
    private final List<String> products;

    /**
     * Which pairs count, and how much.
     *
     * @param window longest time from u to v
     * @param minCustomers smallest support of a pair
     * @param maxPairsPerCustomer cap on the pairs of one customer
     * @param halfLife time in which a customer's contribution to the weight halves, counted back from the newest
     *     purchase of all, or from now if that lies ahead; zero for no decay, then the weight is the number of customers
     */
    public record Rules(Duration window, int minCustomers, int maxPairsPerCustomer, Duration halfLife) {
        /** 90 days, two customers, 1,000 pairs, no decay. */
        public static final Rules DEFAULT = new Rules(Duration.ofDays(90), 2, 1_000, Duration.ZERO);

        /** Checks the ranges. */
        public Rules {
            Requires.that(!window.isNegative() && !window.isZero(), "window", "longer than zero", window, window);
            Requires.atLeast("minCustomers", minCustomers, 1);
            Requires.atLeast("maxPairsPerCustomer", maxPairsPerCustomer, 1);
            Requires.that(!halfLife.isNegative(), "halfLife", "zero or longer", halfLife, halfLife);
        }
    }

    /** A purchase with its product as a number; ties are broken by {@code hash}. */
    private record Event(long at, int product, long hash) {}

    private BoughtBefore(Rules rules, List<String> products) {
        this.rules = rules;
        this.products = products;
    }

    /**
     * Derives the relationships.
     *
     * @param purchases in any order
     * @param rules which pairs count
     * @param now what lies after it counts as now, in milliseconds since the epoch
     * @param monitor told about every 1,000 customers
     * @return rows of {@link ShopGraph#BOUGHT_BEFORE}, ordered by ids
     */
    public static List<Relationship> of(Collection<Purchase> purchases, Rules rules, long now, Monitor monitor) {
        List<String> products = sortedIds(purchases, Purchase::product);
        List<String> customers = sortedIds(purchases, Purchase::customer);
        Map<String, Integer> productNumbers = numbers(products);
        Map<String, Integer> customerNumbers = numbers(customers);
        List<List<Event>> histories = new ArrayList<>();
        customers.forEach(customer -> histories.add(new ArrayList<>()));
        long newest = Long.MIN_VALUE;
        for (Purchase purchase : purchases) {
            int customer = customerNumbers.get(purchase.customer());
            int product = productNumbers.get(purchase.product());
            histories.get(customer).add(new Event(purchase.at(), product, Seeds.derive(customer, product)));
            newest = Math.max(newest, purchase.at());
        }
        BoughtBefore result = new BoughtBefore(rules, products);
        for (int customer = 0; customer < histories.size(); customer++) {
            if (customer % 1_000 == 0) {
                monitor.progress("Pairing purchases", customer, histories.size());
            }
            result.pairUp(histories.get(customer), Math.min(newest, now));
        }
        return result.relationships();
    }

    private void pairUp(List<Event> history, long newest) {
        Event[] events = history.toArray(new Event[0]);
        Arrays.sort(events, Comparator.comparingLong(Event::at).reversed().thenComparingLong(Event::hash));
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < events.length; i++) {
            Event later = events[i];
            for (int j = i + 1; j < events.length; j++) {
                Event earlier = events[j];
                if (later.at() - earlier.at() > rules.window().toMillis()) {
                    break;
                }
                boolean pair = earlier.at() < later.at() && earlier.product() != later.product();
                if (pair && seen.add(((long) earlier.product() << 32) | later.product())) {
                    pairs.add(earlier.product(), later.product(), later.at(), weight(newest - later.at()));
                    if (seen.size() == rules.maxPairsPerCustomer()) {
                        return;
                    }
                }
            }
        }
    }

    private double weight(long age) {
        long halfLife = rules.halfLife().toMillis();
        return halfLife == 0 ? 1 : StrictMath.pow(.5, Math.min(MOST_HALVINGS, (double) Math.max(0, age) / halfLife));
    }

    private List<Relationship> relationships() {
        List<Relationship> rows = new ArrayList<>();
        pairs.forEach(
                rules.minCustomers(),
                (earlier, later, pair) -> rows.add(Relationship.of(
                        products.get(earlier),
                        products.get(later),
                        (long) pair.count(),
                        pair.weight(),
                        pair.firstAt(),
                        pair.lastAt())));
        return rows;
    }

    private static List<String> sortedIds(Collection<Purchase> purchases, Function<Purchase, String> id) {
        return purchases.stream().map(id).distinct().sorted().toList();
    }

    private static Map<String, Integer> numbers(List<String> ids) {
        Map<String, Integer> numbers = new HashMap<>();
        ids.forEach(id -> numbers.put(id, numbers.size()));
        return numbers;
    }
}
