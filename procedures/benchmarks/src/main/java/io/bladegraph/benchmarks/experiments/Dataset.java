// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Seeds;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.NodeFeatures;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The public graphs that experiments run on, read from the folder {@code $BLADE_DATA}, which is no part of the project.
 *
 * <p>Node numbers are shuffled by the seed: in some of these files the order of the ids gives the direction away.
 */
public enum Dataset {
    /** Amazon cell phones, "also bought" with both ends in the catalog. */
    PHONES(Source.PHONES, "ab", null),
    /** The same, with "also viewed" as co-views. */
    PHONES_VIEWED(Source.PHONES, "ab", "av"),
    /** The same, with "bought together" as co-views. */
    PHONES_TOGETHER(Source.PHONES, "ab", "bt"),
    /** Amazon grocery, "also bought". */
    GROCERY(Source.GROCERY, "complement", null),
    /** The same, with "also viewed" as co-views. */
    GROCERY_SUBSTITUTES(Source.GROCERY, "complement", "substitute"),
    /** Citations between computer science papers. */
    CORA_FULL("cora_full_subelj/edges.tsv.gz", null, null),
    /** Citations between physics papers. */
    CIT_HEPTH("cit_hepth/edges.tsv.gz", null, null),
    /** Votes for administrators. */
    WIKI_VOTE("wiki_vote/edges.tsv.gz", null, null);

    /** Files that hold more than one relation. */
    private static final class Source {
        static final String PHONES = "amazon_cellphones_related/edges.tsv.gz";
        static final String GROCERY = "amazon_grocery_rechorus/edges.tsv.gz";
    }

    private final String file;
    private final String purchases;
    private final String coViews;

    Dataset(String file, String purchases, String coViews) {
        this.file = file;
        this.purchases = purchases;
        this.coViews = coViews;
    }

    /**
     * The name that users type and read.
     *
     * @return lower case
     */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the graph. Its nodes are the ends of its purchases; co-views of other products are left out.
     *
     * @param seed decides the numbers of the nodes
     * @return a graph without weights and features
     */
    ProductGraph read(long seed) {
        return read(seed, products -> NodeFeatures.none(products.size()));
    }

    /** Reads the graph, with the features that its products have, given in the order of their numbers. */
    ProductGraph read(long seed, Function<List<String>, NodeFeatures> features) {
        List<String[]> bought = edges(purchases);
        if (this.file.equals(Source.PHONES)) {
            keepCatalog(bought);
        }
        List<String> products = shuffled(bought, seed);
        Map<String, Integer> numbers = new HashMap<>();
        products.forEach(product -> numbers.put(product, numbers.size()));
        var builder = DirectedGraphBuilder.unweighted(numbers.size());
        bought.forEach(edge -> builder.add(numbers.get(edge[0]), numbers.get(edge[1])));
        return new ProductGraph(builder.build(), coViews(numbers), features.apply(products));
    }

    /** Only products of the catalog have edges of their own there: nothing can be asked of the others. */
    private static void keepCatalog(List<String[]> edges) {
        Set<String> sources = new HashSet<>();
        edges.forEach(edge -> sources.add(edge[0]));
        edges.removeIf(edge -> !sources.contains(edge[1]));
    }

    /** In both directions; none where the data set has none. */
    private DirectedGraph coViews(Map<String, Integer> numbers) {
        var builder = DirectedGraphBuilder.unweighted(numbers.size());
        for (String[] edge : coViews == null ? List.<String[]>of() : edges(coViews)) {
            Integer one = numbers.get(edge[0]);
            Integer other = numbers.get(edge[1]);
            if (one != null && other != null) {
                builder.add(one, other).add(other, one);
            }
        }
        return builder.build();
    }

    private List<String[]> edges(String relation) {
        Path path = folder().resolve(file);
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("source\t"))
                    .map(line -> line.split("\t", -1))
                    .filter(fields -> relation == null || fields[2].equals(relation))
                    .filter(fields -> !fields[0].equals(fields[1]))
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + ". Maybe set BLADE_DATA to the data folder.", e);
        }
    }

    /**
     * Where all data sets are.
     *
     * @return the folder {@code $BLADE_DATA}
     * @throws IllegalStateException if the variable is not set
     */
    public static Path folder() {
        String folder = System.getenv("BLADE_DATA");
        if (folder == null) {
            throw new IllegalStateException("Set the environment variable BLADE_DATA to the folder of the data sets.");
        }
        return Path.of(folder);
    }

    private static List<String> shuffled(List<String[]> edges, long seed) {
        Set<String> names = new TreeSet<>();
        for (String[] edge : edges) {
            names.add(edge[0]);
            names.add(edge[1]);
        }
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
}
