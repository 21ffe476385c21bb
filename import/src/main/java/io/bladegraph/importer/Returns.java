// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Goods that came back cancel the purchase with the same invoice, customer and product.
 *
 * <p>The invoice of a return is often that of the purchase behind a C: C536379 belongs to 536379.
 */
public final class Returns {
    private static final Pattern CREDIT = Pattern.compile("[Cc]\\d+");

    private final Map<Line, List<Purchase>> bought = new HashMap<>();
    private final Map<Line, Double> returned = new LinkedHashMap<>();

    /** A line of an invoice. */
    private record Line(String invoice, String customer, String product) {}

    /**
     * What became of the purchases.
     *
     * @param cancelled came back whole
     * @param reduced number of those that came back in part
     * @param unmatched number of returns without a purchase
     */
    public record Result(Set<Purchase> cancelled, int reduced, int unmatched) {
        /** Of no returns. */
        public static final Result NONE = new Result(Set.of(), 0, 0);

        /** One line for the user. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "returns: %,d purchases cancelled, %,d reduced, %,d returns without a purchase of the same invoice,"
                            + " customer and product",
                    cancelled.size(),
                    reduced,
                    unmatched);
        }
    }

    /** Whether this is an invoice of goods that came back. */
    static boolean isCredit(String invoice) {
        return CREDIT.matcher(invoice).matches();
    }

    /** Remembers a purchase with an invoice. */
    void bought(String invoice, Purchase purchase) {
        if (!invoice.isEmpty()) {
            bought.computeIfAbsent(
                            new Line(invoice, purchase.customer(), purchase.product()), line -> new ArrayList<>(1))
                    .add(purchase);
        }
    }

    /** Remembers a return. */
    void returned(String invoice, String customer, String product, double quantity) {
        String purchase = isCredit(invoice) ? invoice.substring(1) : invoice;
        if (!purchase.isEmpty()) {
            returned.merge(new Line(purchase, customer, product), quantity, Double::sum);
        }
    }

    /** Whether there was any return with an invoice. */
    boolean any() {
        return !returned.isEmpty();
    }

    /** Takes what came back out of the purchases. */
    Result cancel(Map<Purchase, Double> quantities) {
        Set<Purchase> cancelled = new HashSet<>();
        Set<Purchase> reduced = new HashSet<>();
        int unmatched = 0;
        for (Map.Entry<Line, Double> entry : returned.entrySet()) {
            List<Purchase> purchases = bought.getOrDefault(entry.getKey(), List.of());
            unmatched += purchases.isEmpty() ? 1 : 0;
            double left = entry.getValue();
            for (Purchase purchase : purchases) {
                double quantity = quantities.getOrDefault(purchase, 0.0);
                double back = Math.min(left, quantity);
                left -= back;
                if (back > 0 && back < quantity) {
                    quantities.put(purchase, quantity - back);
                    reduced.add(purchase);
                } else if (back > 0) {
                    quantities.remove(purchase);
                    cancelled.add(purchase);
                }
            }
        }
        reduced.removeAll(cancelled);
        return new Result(cancelled, reduced.size(), unmatched);
    }
}
