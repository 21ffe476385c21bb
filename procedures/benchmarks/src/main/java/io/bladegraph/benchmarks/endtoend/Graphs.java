// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import io.bladegraph.Seeds;
import io.bladegraph.benchmarks.experiments.Dataset;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/** The graphs of these benchmarks: made up here, or from {@code $BLADE_DATA}, which is no part of the project. */
final class Graphs {
    private static final int COMMUNITY = 200;
    private static final double INSIDE = 0.8;

    private Graphs() {}

    /** A web crawl of 325,557 pages, whose numbers are shuffled: neighboring ones are alike in the file. */
    static DirectedGraph cnr2000() {
        return shuffled(cnr2000AsCrawled());
    }

    static DirectedGraph shuffled(DirectedGraph graph) {
        return graph.renumbered(Seeds.shuffled(graph.nodeCount(), Seeds.stream(1, 0)));
    }

    /** The same with the numbers of the file, which follow the addresses: most links lead to near ones. */
    static DirectedGraph cnr2000AsCrawled() {
        Path file = Dataset.folder().resolve("cnr2000_web/cnr-2000.graph-txt.gz");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            int nodes = Integer.parseInt(lines.readLine().trim());
            var builder = DirectedGraphBuilder.unweighted(nodes);
            for (int page = 0; page < nodes; page++) {
                var successors = new StringTokenizer(lines.readLine());
                while (successors.hasMoreTokens()) {
                    builder.add(page, Integer.parseInt(successors.nextToken()));
                }
            }
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ". Maybe set BLADE_DATA to the data folder.", e);
        }
    }

    /** Communities of 200 products that mostly keep to themselves; in each, and in all, a few are popular. */
    static DirectedGraph madeUp(int nodes, int edges) {
        SplittableRandom random = Seeds.stream(2, nodes, edges);
        var builder = DirectedGraphBuilder.unweighted(nodes);
        for (int edge = 0; edge < edges; edge++) {
            int source = random.nextInt(nodes);
            boolean inside = random.nextDouble() < INSIDE;
            int first = inside ? source / COMMUNITY * COMMUNITY : 0;
            int among = inside ? Math.min(COMMUNITY, nodes - first) : nodes;
            double popular = random.nextDouble() * random.nextDouble();
            builder.add(source, first + (int) (popular * among));
        }
        return builder.build();
    }
}
