// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.evaluation.DegreeBucket;
import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.graph.DirectedGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The ranks of held-out edges, all of them and by the degrees that their ends have in the training graph. */
final class RanksByDegree {
    private RanksByDegree() {}

    /** The ranks in every bucket, beginning with {@link DegreeBucket#ALL}; a bucket may be empty. */
    static Map<DegreeBucket, int[]> of(HeldOut heldOut, DirectedGraph train, int[] ranks) {
        Map<DegreeBucket, int[]> parts = new LinkedHashMap<>();
        parts.put(DegreeBucket.ALL, ranks);
        DegreeBucket.QUERIES.forEach(bucket ->
                parts.put(bucket, chosen(ranks, i -> bucket.contains(train.outDegree(heldOut.sources()[i])))));
        DegreeBucket.TARGETS.forEach(
                bucket -> parts.put(bucket, chosen(ranks, i -> bucket.contains(train.inDegree(heldOut.targets()[i])))));
        return parts;
    }

    private static int[] chosen(int[] ranks, IntPredicate inBucket) {
        return IntStream.range(0, ranks.length)
                .filter(inBucket)
                .map(i -> ranks[i])
                .toArray();
    }
}
