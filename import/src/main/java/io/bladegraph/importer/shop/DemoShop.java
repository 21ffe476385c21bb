// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import io.bladegraph.Monitor;
import io.bladegraph.importer.PairTable;
import io.bladegraph.importer.shop.Assortment.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Generates a made-up shop whose true relations are known, as a folder of CSV files.
 *
 * <p>Families of devices (phones, cameras, printers, ...) come in models and variants; accessories fit one model, one
 * brand, one connector or all of them, and are bought after the device. Devices and accessories alike have popular and
 * rare products, so popularity does not give the direction away. Same configuration, same bytes; O(customers) time,
 * memory for the products and the co-view counts only.
 */
public final class DemoShop {
    /** Columns id, name, family, category, brand, price. */
    public static final String PRODUCTS = "products.csv";

    /** Columns customer, product, at, quantity. */
    public static final String PURCHASES = "purchases.csv";

    /** Columns product, other, views: substitutes that were compared. */
    public static final String VIEWS = "views.csv";

    /** Columns id, customer, product, shownAt, position, fits, sameBrand, clickedAt, cartAt, purchasedAt. */
    public static final String IMPRESSIONS = "impressions.csv";

    /** Columns product, accessory: the true relation, one-way by construction. */
    public static final String TRUTH = "truth.csv";

    private final ShopConfig config;
    private final Path folder;
    private final Assortment assortment;

    private DemoShop(ShopConfig config, Path folder) {
        this.config = config;
        this.folder = folder;
        this.assortment = new Assortment(config);
    }

    /**
     * How many lines each file has.
     *
     * @param products lines of products.csv without the header, and so on
     * @param purchases purchases, accessories and devices
     * @param views different pairs
     * @param impressions recommendations shown
     * @param truePairs pairs (product, accessory)
     */
    public record Summary(long products, long purchases, long views, long impressions, long truePairs) {}

    /**
     * Writes the files of a shop.
     *
     * @param config how large
     * @param folder where; made if absent, existing files of the same names are replaced
     * @param monitor told about every 1,000 customers
     * @return the sizes of the files
     */
    public static Summary generate(ShopConfig config, Path folder, Monitor monitor) {
        try {
            Files.createDirectories(folder);
            return new DemoShop(config, folder).write(monitor);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the demo shop to `" + folder + "`: " + e.getMessage(), e);
        }
    }

    private Summary write(Monitor monitor) throws IOException {
        writeProducts();
        long truePairs = writeTruth();
        PairTable views = new PairTable();
        try (CsvLog log = new CsvLog(folder, assortment, views)) {
            Customers customers = new Customers(assortment, log);
            for (int customer = 0; customer < config.customers(); customer++) {
                if (customer % 1_000 == 0) {
                    monitor.progress("Customers shopping", customer, config.customers());
                }
                customers.live(customer, config.seed());
            }
            monitor.progress("Customers shopping", config.customers(), config.customers());
            writeViews(views);
            return new Summary(config.products(), log.purchases(), views.size(), log.impressions(), truePairs);
        }
    }

    private void writeProducts() throws IOException {
        try (CsvWriter csv = new CsvWriter(folder.resolve(PRODUCTS))) {
            csv.line("id", "name", "family", "category", "brand", "price");
            for (int number = 0; number < assortment.size(); number++) {
                int index = assortment.byNumber(number);
                ShopProduct product = assortment.product(index);
                String price = String.format(Locale.ROOT, "%.2f", product.price());
                csv.line(
                        assortment.id(index),
                        product.name(),
                        product.family(),
                        product.category(),
                        product.brand(),
                        price);
            }
        }
    }

    private long writeTruth() throws IOException {
        try (CsvWriter csv = new CsvWriter(folder.resolve(TRUTH))) {
            csv.line("product", "accessory");
            for (int family = 0; family < Family.ALL.size(); family++) {
                for (Model model : assortment.models(family)) {
                    writeTruth(csv, model);
                }
            }
            return csv.lines() - 1;
        }
    }

    private void writeTruth(CsvWriter csv, Model model) throws IOException {
        List<AccessoryKind> kinds = Family.ALL.get(model.family()).accessories();
        for (int kind = 0; kind < kinds.size(); kind++) {
            int[] accessories = assortment.accessories(model, kind);
            writePairs(csv, model.variants(), accessories);
            for (int parent = 0; parent < kind; parent++) {
                boolean first = kinds.get(parent).scope().opensAt(model.index());
                if (first && kinds.get(parent).name().equals(kinds.get(kind).parent())) {
                    writePairs(csv, assortment.accessories(model, parent), accessories);
                }
            }
        }
    }

    private void writePairs(CsvWriter csv, int[] products, int[] accessories) throws IOException {
        for (int product : products) {
            for (int accessory : accessories) {
                csv.line(assortment.id(product), assortment.id(accessory));
            }
        }
    }

    private void writeViews(PairTable views) throws IOException {
        try (CsvWriter csv = new CsvWriter(folder.resolve(VIEWS))) {
            csv.line("product", "other", "views");
            views.forEach(1, (first, second, statistics) -> {
                String product = assortment.id(assortment.byNumber(first));
                String other = assortment.id(assortment.byNumber(second));
                try {
                    csv.line(product, other, String.valueOf(statistics.count()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
