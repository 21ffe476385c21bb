// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Requires;
import io.bladegraph.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Products set aside before training, with all their edges: what a model has to say of products that are new.
 *
 * <p>The others are numbered anew, in the same order, so that a training cannot know that there is anything else.
 *
 * @param train the old products and what happened among them
 * @param oldNodes by number in {@code train} the number in the whole graph, ascending
 * @param validationNodes new products to choose a model by, ascending
 * @param testNodes new products to report a model by, ascending
 */
public record NodeSplit(ProductGraph train, int[] oldNodes, int[] validationNodes, int[] testNodes) {
    private static final long PURPOSE = 0x52;

    /**
     * Splits at random.
     *
     * @param graph the whole graph
     * @param validationFraction share of the nodes to validate on, in [0, 1)
     * @param testFraction share of the nodes to test on, in [0, 1)
     * @param seed same seed, same split
     * @return the parts; the sizes of the new ones are rounded down
     * @throws IllegalArgumentException if the fractions add up to 1 or more
     */
    public static NodeSplit random(ProductGraph graph, double validationFraction, double testFraction, long seed) {
        Requires.inHalfOpen("validationFraction", validationFraction, 0, 1);
        Requires.inHalfOpen("testFraction", testFraction, 0, 1);
        double heldOut = validationFraction + testFraction;
        Requires.that(heldOut < 1, "validationFraction + testFraction", "less than 1", heldOut, heldOut);
        int nodes = graph.nodeCount();
        int[] order = IntStream.range(0, nodes)
                .boxed()
                .sorted((a, b) -> Long.compare(Seeds.derive(seed, PURPOSE, a), Seeds.derive(seed, PURPOSE, b)))
                .mapToInt(Integer::intValue)
                .toArray();
        int tests = (int) (nodes * testFraction);
        int validations = (int) (nodes * validationFraction);
        int[] old = sorted(order, tests + validations, nodes);
        return new NodeSplit(
                among(graph, old), old, sorted(order, tests, tests + validations), sorted(order, 0, tests));
    }

    private static int[] sorted(int[] order, int begin, int end) {
        int[] part = Arrays.copyOfRange(order, begin, end);
        Arrays.sort(part);
        return part;
    }

    private static ProductGraph among(ProductGraph graph, int[] nodes) {
        int[] numberOf = numberOf(nodes, graph.nodeCount());
        return new ProductGraph(
                among(graph.purchases(), nodes, numberOf),
                among(graph.coViews(), nodes, numberOf),
                graph.features().of(nodes));
    }

    private static DirectedGraph among(DirectedGraph graph, int[] nodes, int[] numberOf) {
        var builder = DirectedGraphBuilder.of(nodes.length, graph.isWeighted(), graph.hasTimes());
        for (int source : nodes) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                if (numberOf[graph.target(edge)] >= 0) {
                    builder.add(numberOf[source], numberOf[graph.target(edge)], graph.weight(edge), graph.time(edge));
                }
            }
        }
        return builder.build();
    }

    private static int[] numberOf(int[] nodes, int nodeCount) {
        int[] numberOf = new int[nodeCount];
        Arrays.fill(numberOf, -1);
        for (int i = 0; i < nodes.length; i++) {
            numberOf[nodes[i]] = i;
        }
        return numberOf;
    }

    /**
     * The numbers that nodes have in {@link #train}.
     *
     * @param nodeCount number of nodes of the whole graph
     * @return by node its number there, or -1 if it is new
     */
    public int[] numberOf(int nodeCount) {
        return numberOf(oldNodes, nodeCount);
    }
}
