// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.graph.DirectedGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What a directed graph looks like, in O(n log n + m log d).
 *
 * @param reciprocity share of the edges u -&gt; v for which v -&gt; u exists; NaN without edges
 * @param isolatedCount nodes without edges
 * @param outDegree minimum, quantiles, maximum and mean of the out-degrees
 * @param inDegree the same for the in-degrees
 * @param powerLawExponent 1 + n / sum ln(d / d_min) over the nodes with edges, d the degree in both directions and d_min
 *     the smallest: the exponent that the adaptive sampler uses; NaN if all degrees are equal
 */
public record GraphStatistics(
        double reciprocity,
        long isolatedCount,
        Map<String, Object> outDegree,
        Map<String, Object> inDegree,
        double powerLawExponent) {

    /**
     * Computes the statistics.
     *
     * @param graph any graph
     * @return what it looks like
     */
    public static GraphStatistics of(DirectedGraph graph) {
        long reciprocal = 0;
        for (int source = 0; source < graph.nodeCount(); source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                reciprocal += graph.hasEdge(/* source= */ graph.target(edge), /* target= */ source) ? 1 : 0;
            }
        }
        int[] degrees = sorted(graph.nodeCount(), node -> graph.outDegree(node) + graph.inDegree(node));
        long isolated = Arrays.stream(degrees).takeWhile(degree -> degree == 0).count();
        return new GraphStatistics(
                (double) reciprocal / graph.edgeCount(),
                isolated,
                summary(sorted(graph.nodeCount(), graph::outDegree)),
                summary(sorted(graph.nodeCount(), graph::inDegree)),
                exponent(Arrays.copyOfRange(degrees, (int) isolated, degrees.length)));
    }

    private static int[] sorted(int nodes, IntUnaryOperator degree) {
        int[] degrees = new int[nodes];
        Arrays.setAll(degrees, degree);
        Arrays.sort(degrees);
        return degrees;
    }

    private static Map<String, Object> summary(int[] sorted) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("min", (long) sorted[0]);
        summary.put("p50", quantile(sorted, 0.5));
        summary.put("p90", quantile(sorted, 0.9));
        summary.put("p99", quantile(sorted, 0.99));
        summary.put("max", (long) sorted[sorted.length - 1]);
        summary.put("mean", Arrays.stream(sorted).average().orElseThrow());
        return summary;
    }

    /** The smallest value that at least a share of the values do not exceed. */
    private static long quantile(int[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static double exponent(int[] sorted) {
        double logs = 0;
        for (int degree : sorted) {
            logs += Math.log((double) degree / sorted[0]);
        }
        return logs > 0 ? 1 + sorted.length / logs : Double.NaN;
    }
}
