// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import io.bladegraph.importer.BoughtBefore;
import io.bladegraph.importer.Purchase;
import io.bladegraph.importer.Relationship;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoShopTest {
    private static final ShopConfig SMALL = ShopConfig.of(300, 7);

    @TempDir
    private static Path folder;

    private static DemoShop.Summary summary;

    @BeforeAll
    static void generate() {
        summary = DemoShop.generate(SMALL, folder, Monitor.NONE);
    }

    @Test
    void sameSeedSameBytes(@TempDir Path again, @TempDir Path other) throws IOException {
        DemoShop.generate(SMALL, again, Monitor.NONE);
        DemoShop.generate(ShopConfig.of(300, 8), other, Monitor.NONE);

        for (String name :
                List.of(DemoShop.PRODUCTS, DemoShop.PURCHASES, DemoShop.VIEWS, DemoShop.IMPRESSIONS, DemoShop.TRUTH)) {
            assertThat(again.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
        }
        assertThat(Files.mismatch(folder.resolve(DemoShop.PURCHASES), other.resolve(DemoShop.PURCHASES)))
                .isNotNegative();
    }

    @Test
    void hasAsManyProductsAsAskedForWithDifferentNames() throws IOException {
        List<String[]> products = rows(DemoShop.PRODUCTS);

        assertThat(products).hasSize(300);
        assertThat(products).extracting(row -> row[0]).doesNotHaveDuplicates().isSorted();
        assertThat(products).extracting(row -> row[1]).doesNotHaveDuplicates();
        assertThat(products).extracting(row -> row[2]).contains("phones", "cameras", "printers", "laptops");
        assertThat(summary.products()).isEqualTo(300);
        assertThat(summary.purchases()).isEqualTo(rows(DemoShop.PURCHASES).size());
        assertThat(summary.truePairs()).isEqualTo(rows(DemoShop.TRUTH).size());
    }

    @Test
    void theTruthIsOneWay() throws IOException {
        Set<List<String>> truth = truth();

        assertThat(truth).hasSize((int) summary.truePairs());
        assertThat(truth).noneMatch(pair -> truth.contains(List.of(pair.get(1), pair.get(0))));
    }

    @Test
    void accessoriesFollowTheirDevices() throws IOException {
        Set<List<String>> truth = truth();
        List<Relationship> pairs =
                BoughtBefore.of(purchases(), BoughtBefore.Rules.DEFAULT, Long.MAX_VALUE, Monitor.NONE);

        long forward = pairs.stream()
                .filter(pair -> truth.contains(List.of(pair.start(), pair.end())))
                .count();
        long backward = pairs.stream()
                .filter(pair -> truth.contains(List.of(pair.end(), pair.start())))
                .count();

        assertThat(forward).isGreaterThan(500);
        assertThat(backward).isBetween(1L, forward / 10);
    }

    @Test
    void theAccessoryIsNotAlwaysTheMorePopular() throws IOException {
        Map<String, Integer> sold = new HashMap<>();
        purchases().forEach(purchase -> sold.merge(purchase.product(), 1, Integer::sum));

        Set<List<String>> truth = truth();
        long accessoryMorePopular = truth.stream()
                .filter(pair -> sold.getOrDefault(pair.get(1), 0) > sold.getOrDefault(pair.get(0), 0))
                .count();

        assertThat((double) accessoryMorePopular / truth.size()).isBetween(.3, .8);
    }

    @Test
    void everyPurchaseThatAnImpressionLedToIsInTheLog() throws IOException {
        Set<Purchase> purchases = new HashSet<>(purchases());
        List<String[]> converted = rows(DemoShop.IMPRESSIONS).stream()
                .filter(row -> !row[9].isEmpty())
                .toList();

        assertThat(converted).hasSizeGreaterThan(100).allSatisfy(row -> {
            assertThat(purchases).contains(purchase(row[1], row[2], row[9]));
            assertThat(Instant.parse(row[7])).isBetween(Instant.parse(row[3]), Instant.parse(row[9]));
        });
    }

    @Test
    void refusesAShopTooSmallToHaveAccessories() {
        assertThatThrownBy(() -> ShopConfig.of(19, 1))
                .hasMessage("`products` must be between 20 and 1000000, but was 19.");
    }

    private static List<String[]> rows(String name) throws IOException {
        try (var lines = Files.lines(folder.resolve(name))) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private static Set<List<String>> truth() throws IOException {
        Set<List<String>> truth = new HashSet<>();
        rows(DemoShop.TRUTH).forEach(row -> truth.add(List.of(row[0], row[1])));
        return truth;
    }

    private static List<Purchase> purchases() throws IOException {
        List<Purchase> purchases = new ArrayList<>();
        rows(DemoShop.PURCHASES).forEach(row -> purchases.add(purchase(row[0], row[1], row[2])));
        return purchases;
    }

    private static Purchase purchase(String customer, String product, String at) {
        return new Purchase(customer, product, Instant.parse(at).toEpochMilli());
    }
}
