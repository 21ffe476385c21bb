// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The product graphs of {@link Dataset} with all that is known of them: purchases, co-views, and the words that describe
 * products.
 */
enum ProductData {
    /** Amazon cell phones: categories and brand. */
    PHONES(Dataset.PHONES_VIEWED, "amazon_cellphones_related"),
    /** Amazon grocery: one category. */
    GROCERY(Dataset.GROCERY_SUBSTITUTES, "amazon_grocery_rechorus");

    static final int BUCKETS = 4096;

    private final Dataset graph;
    private final String folder;

    ProductData(Dataset graph, String folder) {
        this.graph = graph;
        this.folder = folder;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    ProductGraph read(long seed) {
        return graph.read(seed, this::features);
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
        Path path = Dataset.folder().resolve(folder).resolve(file);
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + ".", e);
        }
    }
}
