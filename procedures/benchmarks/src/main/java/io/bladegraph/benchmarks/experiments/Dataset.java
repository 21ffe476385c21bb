// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.Seeds;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
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
import java.util.zip.GZIPInputStream;

/**
 * The public graphs that experiments run on, read from the folder {@code $BLADE_DATA}, which is no part of the project.
 *
 * <p>Node numbers are shuffled by the seed: in some of these files the order of the ids gives the direction away.
 */
public enum Dataset {
    /** Amazon cell phones, "also bought" with both ends in the catalog. */
    PHONES("amazon_cellphones_related/edges.tsv.gz", "ab", true),
    /** Amazon grocery, "also bought". */
    GROCERY("amazon_grocery_rechorus/edges.tsv.gz", "complement", false),
    /** Citations between computer science papers. */
    CORA_FULL("cora_full_subelj/edges.tsv.gz", null, false),
    /** Citations between physics papers. */
    CIT_HEPTH("cit_hepth/edges.tsv.gz", null, false),
    /** Votes for administrators. */
    WIKI_VOTE("wiki_vote/edges.tsv.gz", null, false);

    private final String file;
    private final String relation;
    private final boolean catalogOnly;

    Dataset(String file, String relation, boolean catalogOnly) {
        this.file = file;
        this.relation = relation;
        this.catalogOnly = catalogOnly;
    }

    /**
     * The name that users type and read.
     *
     * @return lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the graph.
     *
     * @param seed decides the numbers of the nodes
     * @return a graph without weights
     */
    public DirectedGraph read(long seed) {
        List<String[]> edges = edges();
        Set<String> sources = new HashSet<>();
        edges.forEach(edge -> sources.add(edge[0]));
        if (catalogOnly) {
            edges.removeIf(edge -> !sources.contains(edge[1]));
        }
        Map<String, Integer> numbers = numbers(edges, seed);
        var builder = DirectedGraphBuilder.unweighted(numbers.size());
        edges.forEach(edge -> builder.add(numbers.get(edge[0]), numbers.get(edge[1])));
        return builder.build();
    }

    private List<String[]> edges() {
        Path path = folder().resolve(file);
        List<String[]> edges = new ArrayList<>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("source\t"))
                    .map(line -> line.split("\t", -1))
                    .filter(fields -> relation == null || fields[2].equals(relation))
                    .filter(fields -> !fields[0].equals(fields[1]))
                    .forEach(edges::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + ". Maybe set BLADE_DATA to the data folder.", e);
        }
        return edges;
    }

    private static Path folder() {
        String folder = System.getenv("BLADE_DATA");
        if (folder == null) {
            throw new IllegalStateException("Set the environment variable BLADE_DATA to the folder of the data sets.");
        }
        return Path.of(folder);
    }

    private static Map<String, Integer> numbers(List<String[]> edges, long seed) {
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
        Map<String, Integer> numbers = new HashMap<>();
        order.forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }
}
