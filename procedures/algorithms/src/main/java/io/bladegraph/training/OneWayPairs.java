// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Edges that tell a direction: those that do not stand both ways among all that a training knows. Validation edges, whose
 * scores are those of edges not yet seen, if there are enough of them; else training edges.
 *
 * @param tails where they start
 * @param heads where they end
 */
record OneWayPairs(int[] tails, int[] heads) {
    private static final int ENOUGH = 100;

    static OneWayPairs of(EdgeSplit split) {
        OneWayPairs validation = validation(split);
        return validation.tails.length >= ENOUGH ? validation : training(split);
    }

    private static OneWayPairs validation(EdgeSplit split) {
        DirectedGraph train = split.train();
        int[] tails = split.validationSources();
        int[] heads = split.validationTargets();
        Set<Long> known = new HashSet<>();
        for (int i = 0; i < tails.length; i++) {
            known.add((long) tails[i] * train.nodeCount() + heads[i]);
        }
        int[] chosen = IntStream.range(0, tails.length)
                .filter(i -> !train.hasEdge(/* source= */ heads[i], /* target= */ tails[i]))
                .filter(i -> !known.contains((long) heads[i] * train.nodeCount() + tails[i]))
                .toArray();
        return new OneWayPairs(
                IntStream.of(chosen).map(i -> tails[i]).toArray(),
                IntStream.of(chosen).map(i -> heads[i]).toArray());
    }

    private static OneWayPairs training(EdgeSplit split) {
        DirectedGraph train = split.train();
        var tails = IntStream.builder();
        var heads = IntStream.builder();
        for (int source = 0; source < train.nodeCount(); source++) {
            for (int edge = train.outBegin(source); edge < train.outEnd(source); edge++) {
                if (!train.hasEdge(/* source= */ train.target(edge), /* target= */ source)) {
                    tails.add(source);
                    heads.add(train.target(edge));
                }
            }
        }
        return new OneWayPairs(tails.build().toArray(), heads.build().toArray());
    }
}
