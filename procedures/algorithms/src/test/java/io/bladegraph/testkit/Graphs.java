// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.testkit;

import io.bladegraph.Seeds;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Graphs to test with: drawn as text, or at random. */
public final class Graphs {
    private static final Pattern EDGE =
            Pattern.compile("\\(([a-z])\\)-(?:\\[([0-9.]+)?(?:@(\\d+))?])?-?>\\(([a-z])\\)");
    private static final Pattern NODE = Pattern.compile("\\(([a-z])\\)");

    private Graphs() {}

    /**
     * A graph from a drawing such as {@code "(a)-->(b), (b)-[2.5]->(c), (a)-[1@70]->(c), (e)"}.
     *
     * @param drawing edges with an optional weight and time; node a is 0, b is 1 and so on up to the last letter used
     * @return the graph; weighted if a weight occurs, with times if a time occurs
     */
    public static DirectedGraph parse(String drawing) {
        int nodes = 0;
        for (Matcher node = NODE.matcher(drawing); node.find(); ) {
            nodes = Math.max(nodes, node.group(1).charAt(0) - 'a' + 1);
        }
        var builder = DirectedGraphBuilder.of(nodes, drawing.contains("["), drawing.contains("@"));
        for (Matcher edge = EDGE.matcher(drawing); edge.find(); ) {
            float weight = edge.group(2) == null ? 1f : Float.parseFloat(edge.group(2));
            long time = edge.group(3) == null ? 0 : Long.parseLong(edge.group(3));
            builder.add(edge.group(1).charAt(0) - 'a', edge.group(4).charAt(0) - 'a', weight, time);
        }
        return builder.build();
    }

    /**
     * A random graph without weights.
     *
     * @param nodes number of nodes
     * @param draws number of pairs drawn; self-loops and repetitions fall away
     * @param seed same seed, same graph
     * @return a graph
     */
    public static DirectedGraph random(int nodes, int draws, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        var builder = DirectedGraphBuilder.unweighted(nodes);
        for (int i = 0; i < draws; i++) {
            builder.add(random.nextInt(nodes), random.nextInt(nodes));
        }
        return builder.build();
    }

    /**
     * A random graph with weights in [.5, 2) and times in [0, 100), whose node of number i is i times likelier than node 0:
     * degrees differ as they do in shops.
     *
     * @param nodes number of nodes
     * @param draws number of pairs drawn; self-loops fall away, repetitions are merged
     * @param seed same seed, same graph
     * @return a graph
     */
    public static DirectedGraph skewed(int nodes, int draws, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        var builder = DirectedGraphBuilder.of(nodes, true, true);
        for (int i = 0; i < draws; i++) {
            int source = (int) (nodes * Math.sqrt(random.nextDouble()));
            int target = (int) (nodes * Math.sqrt(random.nextDouble()));
            builder.add(source, target, (float) (0.5 + 1.5 * random.nextDouble()), random.nextInt(100));
        }
        return builder.build();
    }

    /**
     * The adjacency matrix.
     *
     * @param graph a graph
     * @return weights by source and target, 0 where there is no edge
     */
    public static double[][] dense(DirectedGraph graph) {
        double[][] matrix = new double[graph.nodeCount()][graph.nodeCount()];
        for (int source = 0; source < graph.nodeCount(); source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                matrix[source][graph.target(edge)] = graph.weight(edge);
            }
        }
        return matrix;
    }
}
