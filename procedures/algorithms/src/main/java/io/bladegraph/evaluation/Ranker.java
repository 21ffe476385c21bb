// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.linalg.TopK;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Ranks the target of every held-out edge among all nodes: the full, filtered ranking.
 *
 * <p>The rank of v for u is 1 + the number of nodes that score higher + half of those that score the same, rounded down.
 * Left out are u itself and every other node that u is truly linked to. O(q n) time for q held-out edges and n nodes beyond
 * the scoring; up to 64 sources are scored at a time, fewer where there are many nodes.
 */
public final class Ranker {
    private static final int BLOCK = 64;
    private static final int LEAST_BLOCK = 4;
    private static final int SCORES = 1 << 22;

    private Ranker() {}

    /**
     * What a model makes of the held-out edges.
     *
     * @param ranks the rank of every held-out edge's target from 1, parallel to the edges
     * @param best the best place that each node takes in any source's list, from 1; more than the length of the lists if it is
     *     in none
     */
    public record Places(int[] ranks, int[] best) {
        /**
         * Coverage@k: the share of the nodes that are among the first k of at least one list.
         *
         * @param k at most the length of the lists
         * @return in [0, 1]
         */
        public double coverage(int k) {
            return Arrays.stream(best).filter(place -> place <= k).count() / (double) best.length;
        }
    }

    /**
     * Ranks.
     *
     * @param scorer the model
     * @param heldOut the questions
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return ranks from 1, parallel to the held-out edges
     * @throws IllegalStateException if a score is NaN or infinite: comparisons with NaN are always false, so a broken model
     *     would rank everything first
     */
    public static int[] ranks(Scorer scorer, HeldOut heldOut, Workers workers, Monitor monitor) {
        return places(scorer, heldOut, 0, workers, monitor).ranks();
    }

    /**
     * Ranks, and makes a list for every source: the nodes that score highest, without the source and what is known of it beside
     * the held-out edges. Equal scores stand in the order of their nodes there.
     *
     * @param scorer the model
     * @param heldOut the questions
     * @param length of the lists; 0 for none
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return ranks and places
     * @throws IllegalStateException if a score is NaN or infinite
     */
    public static Places places(Scorer scorer, HeldOut heldOut, int length, Workers workers, Monitor monitor) {
        int[] order = bySource(heldOut.sources());
        int[] starts = IntStream.range(0, order.length)
                .filter(i -> i == 0 || heldOut.sources()[order[i]] != heldOut.sources()[order[i - 1]])
                .toArray();
        int[] queries =
                Arrays.stream(starts).map(i -> heldOut.sources()[order[i]]).toArray();
        int[] ranks = new int[order.length];
        int nodes = heldOut.nodeCount();
        int[] none = new int[nodes];
        Arrays.fill(none, Integer.MAX_VALUE);
        var best = new AtomicIntegerArray(none);
        int block = Math.min(block(nodes), queries.length);
        var idle = new ConcurrentLinkedQueue<float[]>(); // too large to be thrown away after every block
        workers.run(queries.length, block(nodes), (begin, end) -> {
            monitor.progress("Ranking held-out edges", begin, queries.length);
            float[] free = idle.poll();
            float[] scores = free == null ? new float[block * nodes] : free;
            scorer.score(queries, begin, end, scores);
            for (int query = begin; query < end; query++) {
                int last = query + 1 < starts.length ? starts[query + 1] : order.length;
                int[] edges = Arrays.copyOfRange(order, starts[query], last);
                int offset = (query - begin) * nodes;
                rankOne(heldOut, edges, scores, offset, ranks);
                if (length > 0) {
                    list(scores, offset, nodes, TopK.of(length), best);
                }
            }
            idle.add(scores);
        });
        return new Places(ranks, IntStream.range(0, nodes).map(best::get).toArray());
    }

    private static int block(long nodeCount) {
        return (int) Math.max(LEAST_BLOCK, Math.min(BLOCK, SCORES / Math.max(nodeCount, 1)));
    }

    /**
     * The memory that every thread takes for scores.
     *
     * @param nodeCount n
     * @return a number of bytes
     */
    public static long bytesPerThread(long nodeCount) {
        return block(nodeCount) * nodeCount * Float.BYTES;
    }

    private static int[] bySource(int[] sources) {
        long[] keys = new long[sources.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) sources[i] << 32) | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /** Leaves the scores of the source and of what is known beside {@code edges} at negative infinity. */
    private static void rankOne(HeldOut heldOut, int[] edges, float[] scores, int offset, int[] ranks) {
        int source = heldOut.sources()[edges[0]];
        int nodes = heldOut.nodeCount();
        for (int node = 0; node < nodes; node++) {
            requireFinite(scores[offset + node], source, node);
        }
        float[] wanted = new float[edges.length];
        for (int i = 0; i < edges.length; i++) {
            wanted[i] = scores[offset + heldOut.targets()[edges[i]]];
        }
        for (int known : heldOut.knownTargets().apply(source)) {
            scores[offset + known] = Float.NEGATIVE_INFINITY;
        }
        scores[offset + source] = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < edges.length; i++) {
            ranks[edges[i]] = rank(wanted[i], scores, offset, offset + nodes);
        }
        for (int i = 0; i < edges.length; i++) {
            scores[offset + heldOut.targets()[edges[i]]] = wanted[i];
        }
    }

    private static void list(float[] scores, int offset, int nodes, TopK top, AtomicIntegerArray best) {
        for (int node = 0; node < nodes; node++) {
            if (scores[offset + node] > Float.NEGATIVE_INFINITY) {
                top.offer(node, scores[offset + node]);
            }
        }
        int[] items = top.drain().items();
        for (int place = 1; place <= items.length; place++) {
            best.accumulateAndGet(items[place - 1], place, Math::min);
        }
    }

    private static void requireFinite(float score, int source, int target) {
        if (!Float.isFinite(score)) {
            throw new IllegalStateException(
                    "The score of node " + target + " for node " + source + " is " + score + ".");
        }
    }

    private static int rank(float wanted, float[] scores, int begin, int end) {
        int higher = 0;
        int equal = 0;
        for (int i = begin; i < end; i++) {
            higher += scores[i] > wanted ? 1 : 0;
            equal += scores[i] == wanted ? 1 : 0;
        }
        return 1 + higher + equal / 2;
    }

    /**
     * Scores pairs of nodes.
     *
     * @param scorer the model
     * @param nodeCount the number of nodes
     * @param sources the sources
     * @param targets the targets, parallel
     * @param workers who does it
     * @return scores, parallel
     * @throws IllegalStateException if a score is NaN or infinite
     */
    public static float[] scores(Scorer scorer, int nodeCount, int[] sources, int[] targets, Workers workers) {
        int[] order = bySource(sources);
        int[] sorted = Arrays.stream(order).map(i -> sources[i]).toArray();
        float[] answers = new float[order.length];
        workers.run(order.length, BLOCK, (begin, end) -> {
            int[] distinct = Arrays.stream(sorted, begin, end).distinct().toArray();
            float[] scores = new float[distinct.length * nodeCount];
            scorer.score(distinct, 0, distinct.length, scores);
            for (int i = begin; i < end; i++) {
                int row = Arrays.binarySearch(distinct, sorted[i]);
                int target = targets[order[i]];
                requireFinite(scores[row * nodeCount + target], sorted[i], target);
                answers[order[i]] = scores[row * nodeCount + target];
            }
        });
        return answers;
    }
}
