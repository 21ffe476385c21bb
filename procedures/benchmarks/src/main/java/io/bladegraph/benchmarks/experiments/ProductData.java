// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Seeds;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.graph.NodeFeaturesBuilder;
import io.bladegraph.graph.ProductGraph;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The product graphs with all that is known of them: purchases, co-views, and the words that describe products.
 *
 * <p>Products without purchases are left out; numbers are shuffled by the seed.
 */
enum ProductData {
    /** Amazon cell phones: categories and brand. */
    PHONES("amazon_cellphones_related", "ab", "av"),
    /** Amazon grocery: one category. */
    GROCERY("amazon_grocery_rechorus", "complement", "substitute");

    static final int BUCKETS = 4096;

    private final String folder;
    private final String purchase;
    private final String coView;

    ProductData(String folder, String purchase, String coView) {
        this.folder = folder;
        this.purchase = purchase;
        this.coView = coView;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    ProductGraph read(long seed) {
        List<String[]> rows =
                lines("edges.tsv.gz").map(line -> line.split("\t", -1)).toList();
        Set<String> sources = new HashSet<>();
        rows.stream().filter(row -> row[2].equals(purchase)).forEach(row -> sources.add(row[0]));
        List<String[]> bought = rows.stream()
                .filter(row -> row[2].equals(purchase) && !row[0].equals(row[1]))
                .filter(row -> this != PHONES || sources.contains(row[1]))
                .toList();
        List<String> products = shuffled(bought, seed);
        Map<String, Integer> numbers = new HashMap<>();
        products.forEach(product -> numbers.put(product, numbers.size()));
        DirectedGraph purchases = graph(bought, numbers, false);
        List<String[]> viewed =
                rows.stream().filter(row -> row[2].equals(coView)).toList();
        return new ProductGraph(purchases, graph(viewed, numbers, true), features(products));
    }

    private static DirectedGraph graph(List<String[]> rows, Map<String, Integer> numbers, boolean bothWays) {
        var builder = DirectedGraphBuilder.unweighted(numbers.size());
        for (String[] row : rows) {
            Integer one = numbers.get(row[0]);
            Integer other = numbers.get(row[1]);
            if (one != null && other != null) {
                builder.add(one, other);
                if (bothWays) {
                    builder.add(other, one);
                }
            }
        }
        return builder.build();
    }

    private static List<String> shuffled(List<String[]> edges, long seed) {
        Set<String> names = new TreeSet<>();
        edges.forEach(edge -> names.addAll(List.of(edge[0], edge[1])));
        List<String> order = new ArrayList<>(names);
        SplittableRandom random = Seeds.stream(seed, 0);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            String swap = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swap);
        }
        return order;
    }

    private NodeFeatures features(List<String> products) {
        Map<String, Map<String, List<String>>> words = this == PHONES
                ? Map.of("category", words("category_p_c.txt.gz"), "brand", words("brand_p_b.txt.gz"))
                : Map.of("category", categories());
        var builder = NodeFeaturesBuilder.of(products.size(), 0, BUCKETS);
        for (String product : products) {
            words.forEach((property, of) -> builder.words(property, of.getOrDefault(product, List.of())));
            builder.endNode();
        }
        return builder.build();
    }

    /** Line i names the words of the i-th product. */
    private Map<String, List<String>> words(String file) {
        List<String> products = lines("product.txt.gz").toList();
        List<String> rows = lines(file).toList();
        Map<String, List<String>> words = new HashMap<>();
        for (int i = 0; i < products.size(); i++) {
            if (!rows.get(i).isBlank()) {
                words.put(products.get(i), List.of(rows.get(i).split(" ", -1)));
            }
        }
        return words;
    }

    private Map<String, List<String>> categories() {
        Map<String, List<String>> words = new HashMap<>();
        lines("item_meta.csv.gz").skip(1).map(line -> line.split("\t", -1)).forEach(row -> {
            if (!row[1].equals("0")) { // 0 is missing
                words.put(row[0], List.of(row[1]));
            }
        });
        return words;
    }

    private Stream<String> lines(String file) {
        String data = System.getenv("BLADE_DATA");
        if (data == null) {
            throw new IllegalStateException("Set the environment variable BLADE_DATA to the folder of the data sets.");
        }
        Path path = Path.of(data, folder, file);
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + ".", e);
        }
    }
}
