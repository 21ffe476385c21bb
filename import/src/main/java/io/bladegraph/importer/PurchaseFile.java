// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads purchase logs: a line per customer, product and time.
 *
 * <p>Lines with the same customer, product and time are one purchase; their quantities add up.
 */
public final class PurchaseFile {
    private static final Pattern FLOAT_ID = Pattern.compile("\\d+\\.0");

    private final Map<String, String> ids = new HashMap<>();
    private final Columns columns;
    private final TimeFormat times;
    private final Pattern products;

    /**
     * The names of the columns.
     *
     * @param customer id of the customer; a line without one is skipped
     * @param product id of the product
     * @param time of the purchase
     * @param quantity bought, or "" if the file has no such column; a line without a positive one is skipped
     */
    public record Columns(String customer, String product, String time, String quantity) {
        /** As in the demo shop. */
        public static final Columns DEFAULT = new Columns("customer", "product", "at", "quantity");
    }

    /**
     * A reader of purchase logs.
     *
     * @param columns their names
     * @param times how times are written
     * @param products which product ids are wanted; lines with others are skipped
     */
    public PurchaseFile(Columns columns, TimeFormat times, Pattern products) {
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

    /** Reads and checks a whole file. */
    public Content read(Path file, FileFormat format) {
        Map<Purchase, Double> quantities = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(List.of(columns.customer(), columns.product(), columns.time()));
        if (!columns.quantity().isEmpty()) {
            names.add(columns.quantity());
        }
        LineReport report =
                new DelimitedFile(file, format).read(names, (values, lines) -> readLine(values, lines, quantities));
        return new Content(quantities, report);
    }

    private void readLine(List<String> values, LineReport report, Map<Purchase, Double> quantities) {
        String customer = id(values.get(0));
        String product = id(values.get(1));
        double quantity = values.size() < 4 ? 1 : Property.Type.parseDouble(values.get(3));
        if (customer.isEmpty()) {
            report.skip("no customer");
        } else if (product.isEmpty()) {
            throw new IllegalArgumentException("no product");
        } else if (quantity <= 0) {
            report.skip("quantity not above zero");
        } else if (!products.matcher(product).matches()) {
            report.skip("product does not match `" + products + "`");
        } else {
            quantities.merge(new Purchase(customer, product, times.parse(values.get(2))), quantity, Double::sum);
        }
    }

    /** One object per id; and 17850.0 is 17850: spreadsheets and data frames write integer columns with gaps so. */
    private String id(String text) {
        return ids.computeIfAbsent(
                text, key -> FLOAT_ID.matcher(key).matches() ? key.substring(0, key.length() - 2) : key);
    }
}
