// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import io.bladegraph.importer.PairTable;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

/** Writes purchases and impressions as they happen and counts the co-views, by product number. */
final class CsvLog implements ShopLog, Closeable {
    private final Assortment assortment;
    private final PairTable views;
    private final CsvWriter purchases;
    private final CsvWriter impressions;

    CsvLog(Path folder, Assortment assortment, PairTable views) throws IOException {
        this.assortment = assortment;
        this.views = views;
        this.purchases = new CsvWriter(folder.resolve(DemoShop.PURCHASES));
        this.impressions = new CsvWriter(folder.resolve(DemoShop.IMPRESSIONS));
        purchases.line("customer", "product", "at", "quantity");
        impressions.line(
                "id",
                "customer",
                "product",
                "shownAt",
                "position",
                "fits",
                "sameBrand",
                "clickedAt",
                "cartAt",
                "purchasedAt");
    }

    long purchases() {
        return purchases.lines() - 1;
    }

    long impressions() {
        return impressions.lines() - 1;
    }

    @Override
    public void purchased(int customer, int product, long at, int quantity) {
        line(purchases, customer(customer), assortment.id(product), time(at), String.valueOf(quantity));
    }

    @Override
    public void viewedWith(int product, int other) {
        if (product != other) {
            int first = assortment.number(product);
            int second = assortment.number(other);
            views.add(Math.min(first, second), Math.max(first, second), 0, 1);
        }
    }

    @Override
    public void shown(Impression impression) {
        Times times = impression.times();
        line(
                impressions,
                "I" + impressions.lines(),
                customer(impression.customer()),
                assortment.id(impression.product()),
                time(times.shown()),
                String.valueOf(impression.position()),
                String.valueOf(impression.fits()),
                String.valueOf(impression.sameBrand()),
                time(times.clicked()),
                time(times.cart()),
                time(times.purchased()));
    }

    @Override
    public void close() throws IOException {
        try (impressions) {
            purchases.close();
        }
    }

    private static String customer(int number) {
        return "C" + (number + 1);
    }

    private static String time(long seconds) {
        return seconds == NEVER ? "" : Instant.ofEpochSecond(seconds).toString();
    }

    private static void line(CsvWriter csv, String... values) {
        try {
            csv.line(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
