// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.graph;

import io.bladegraph.Requires;
import io.bladegraph.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Edges set aside before training: a graph to learn from, and the held-out edges to validate and to test on.
 *
 * <p>Every node stays in the training graph, whatever happens to its edges. Held-out edges are given as parallel arrays.
 *
 * @param train the graph that training may see
 * @param validationSources tails of the validation edges
 * @param validationTargets heads of the validation edges
 * @param testSources tails of the test edges
 * @param testTargets heads of the test edges
 */
public record EdgeSplit(
        DirectedGraph train, int[] validationSources, int[] validationTargets, int[] testSources, int[] testTargets) {

    private static final long PURPOSE = 0x51;

    /**
     * Splits at random.
     *
     * @param graph the whole graph
     * @param validationFraction share of the edges to validate on, in [0, 1)
     * @param testFraction share of the edges to test on, in [0, 1)
     * @param seed same seed, same split
     * @return the parts; their sizes are rounded down
     * @throws IllegalArgumentException if the fractions add up to 1 or more
     */
    public static EdgeSplit random(DirectedGraph graph, double validationFraction, double testFraction, long seed) {
        int[] order = IntStream.range(0, graph.edgeCount()).toArray();
        SplittableRandom random = Seeds.stream(seed, PURPOSE);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return ordered(graph, order, validationFraction, testFraction);
    }

    /**
     * Splits by time: the latest edges are tested on, those before them validated on. Edges of equal time are ordered by
     * a seeded hash.
     *
     * @param graph the whole graph, with times
     * @param validationFraction share of the edges to validate on, in [0, 1)
     * @param testFraction share of the edges to test on, in [0, 1)
     * @param seed same seed, same split
     * @return the parts; their sizes are rounded down
     * @throws IllegalArgumentException if the graph has no times or the fractions add up to 1 or more
     */
    public static EdgeSplit byTime(DirectedGraph graph, double validationFraction, double testFraction, long seed) {
        if (!graph.hasTimes()) {
            throw new IllegalArgumentException(
                    "`splitBy: 'time'` needs the time of every relationship. Maybe name it: `timeProperty: 'lastAt'`.");
        }
        int[] order = IntStream.range(0, graph.edgeCount())
                .boxed()
                .sorted((a, b) -> {
                    int byTime = Long.compare(graph.time(b), graph.time(a));
                    return byTime != 0 ? byTime : Long.compare(Seeds.derive(seed, a), Seeds.derive(seed, b));
                })
                .mapToInt(Integer::intValue)
                .toArray();
        return ordered(graph, order, validationFraction, testFraction);
    }

    /**
     * Holds out validation edges by a hash of what both ends are called, so that a graph that has grown since still holds out
     * nearly the same ones: a model that goes on from an earlier one is not asked what that one was taught.
     *
     * @param graph the whole graph
     * @param keys by node a name that it keeps while others come and go
     * @param validationFraction share of the edges to validate on, in [0, 1); rounded down
     * @param seed same seed, same split
     * @return the parts; nothing to test on
     */
    public static EdgeSplit byKey(DirectedGraph graph, long[] keys, double validationFraction, long seed) {
        Requires.inHalfOpen("validationFraction", validationFraction, 0, 1);
        long[] hashes = new long[graph.edgeCount()];
        for (int source = 0; source < graph.nodeCount(); source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                hashes[edge] = Seeds.derive(seed, PURPOSE, keys[source], keys[graph.target(edge)]);
            }
        }
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        int validations = (int) (hashes.length * validationFraction);
        int[] order = new int[hashes.length];
        int first = 0;
        int last = order.length;
        for (int edge = 0; edge < hashes.length; edge++) {
            boolean heldOut = first < validations && hashes[edge] <= sorted[validations - 1];
            order[heldOut ? first++ : --last] = edge;
        }
        return ordered(graph, order, validationFraction, 0);
    }

    /** The first edges of {@code order} become the test part, the next ones the validation part. */
    private static EdgeSplit ordered(DirectedGraph graph, int[] order, double validationFraction, double testFraction) {
        Requires.inHalfOpen("validationFraction", validationFraction, 0, 1);
        Requires.inHalfOpen("testFraction", testFraction, 0, 1);
        double heldOut = validationFraction + testFraction;
        Requires.that(heldOut < 1, "validationFraction + testFraction", "less than 1", heldOut, heldOut);
        int tests = (int) (order.length * testFraction);
        int validations = (int) (order.length * validationFraction);
        byte[] part = new byte[order.length];
        for (int i = 0; i < tests + validations; i++) {
            part[order[i]] = (byte) (i < tests ? 2 : 1);
        }
        int[][] heldOutEdges = new int[][] {
            new int[validations], new int[validations], new int[tests], new int[tests],
        };
        int[] filled = new int[3];
        var train = DirectedGraphBuilder.of(graph.nodeCount(), graph.isWeighted(), graph.hasTimes());
        for (int source = 0; source < graph.nodeCount(); source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                int p = part[edge];
                if (p == 0) {
                    train.add(source, graph.target(edge), graph.weight(edge), graph.time(edge));
                } else {
                    heldOutEdges[2 * p - 2][filled[p]] = source;
                    heldOutEdges[2 * p - 1][filled[p]++] = graph.target(edge);
                }
            }
        }
        return new EdgeSplit(train.build(), heldOutEdges[0], heldOutEdges[1], heldOutEdges[2], heldOutEdges[3]);
    }

    /**
     * The same split with other numbers.
     *
     * @param numbers by node its new number, each of 0 to n - 1 once
     * @return a copy
     */
    public EdgeSplit renumbered(int[] numbers) {
        return new EdgeSplit(
                train.renumbered(numbers),
                renumbered(validationSources, numbers),
                renumbered(validationTargets, numbers),
                renumbered(testSources, numbers),
                renumbered(testTargets, numbers));
    }

    private static int[] renumbered(int[] nodes, int[] numbers) {
        return Arrays.stream(nodes).map(node -> numbers[node]).toArray();
    }
}
