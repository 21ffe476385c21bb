// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads purchase logs: a line per customer, product and time.
 *
 * <p>Lines with the same customer, product and time are one purchase; their quantities add up.
 */
public final class PurchaseFile {
    private static final int ENOUGH_LINES = 1_000;
    private static final double IMPROBABLE_SHARE = .05;

    private final Returns returns = new Returns();
    private final Columns columns;
    private final TimeFormat times;
    private final Pattern products;

    /**
     * The columns.
     *
     * @param customer id of the customer; a line without one is skipped
     * @param product id of the product
     * @param time of the purchase
     * @param quantity bought, 1 if the file has no such column; a line without a positive one is skipped
     * @param invoice by which a return finds its purchase, if the file has such a column
     */
    record Columns(Column customer, Column product, Column time, Column quantity, Column invoice) {
        /** By their usual names. */
        static final Columns USUAL =
                new Columns(Column.CUSTOMER, Column.PRODUCT, Column.TIME, Column.QUANTITY, Column.INVOICE);

        List<Column> all() {
            return List.of(customer, product, time, quantity, invoice);
        }
    }

    /**
     * A reader of purchase logs.
     *
     * @param columns of the files
     * @param times how times are written
     * @param products which product ids are wanted; lines with others are skipped
     */
    PurchaseFile(Columns columns, TimeFormat times, Pattern products) {
        this.columns = columns;
        this.times = times;
        this.products = products;
    }

    /**
     * What a file holds.
     *
     * @param quantities of the purchases, in the order of the file
     * @param report on its lines
     */
    public record Content(Map<Purchase, Double> quantities, LineReport report) {}

    /** What is needed to read the lines of one file. */
    private record Reading(Ids ids, TimeFormat times, Map<Purchase, Double> quantities) {}

    /** Reads and checks a whole file. */
    public Content read(Path path, FileFormat format) {
        DelimitedFile file = new DelimitedFile(path, format);
        TimeFormat seen = file.times(times, List.of(columns.time()));
        Reading reading = new Reading(new Ids(format.missing()), seen, new LinkedHashMap<>());
        LineReport report = file.read(columns.all(), (values, lines) -> readLine(values, lines, reading));
        report.noteFormat(times, seen);
        warnOfGiants(reading.quantities(), report);
        return new Content(reading.quantities(), report);
    }

    /** Takes what came back out of the purchases of the files that were read. */
    Returns.Result cancel(Map<Purchase, Double> quantities) {
        return returns.any() ? returns.cancel(quantities) : Returns.Result.NONE;
    }

    private void readLine(List<String> values, LineReport report, Reading reading) {
        if (values.get(0).isEmpty()) {
            throw new SkippedLine("no customer");
        }
        String customer = reading.ids().of("customer", values.get(0));
        String product = reading.ids().of("product", values.get(1));
        double quantity = values.get(3).isEmpty() ? 1 : Property.Type.parseDouble(values.get(3));
        String invoice = values.get(4).isEmpty() ? "" : reading.ids().of("invoice", values.get(4));
        if (!products.matcher(product).matches()) {
            throw new SkippedLine("product does not match `" + products + "`");
        } else if (quantity <= 0 || Returns.isCredit(invoice)) {
            returns.returned(invoice, customer, product, Math.abs(quantity));
            throw new SkippedLine(quantity <= 0 ? "quantity not above zero" : "invoice of a return");
        }
        Purchase purchase = new Purchase(customer, product, reading.times().parse(values.get(2)));
        report.time(purchase.at());
        reading.quantities().merge(purchase, quantity, Double::sum);
        returns.bought(invoice, purchase);
    }

    /** Guests, tills and tests that share one id link what strangers buy. */
    private static void warnOfGiants(Map<Purchase, Double> quantities, LineReport report) {
        Map<String, Integer> counts = new HashMap<>();
        quantities.keySet().forEach(purchase -> counts.merge(purchase.customer(), 1, Integer::sum));
        counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .filter(most ->
                        quantities.size() >= ENOUGH_LINES && most.getValue() > IMPROBABLE_SHARE * quantities.size())
                .ifPresent(most -> report.note(String.format(
                        Locale.ROOT,
                        "warning: customer `%s` has %,d of %,d purchases; maybe it stands for many, see `--missing-values`",
                        most.getKey(),
                        most.getValue(),
                        quantities.size())));
    }
}
