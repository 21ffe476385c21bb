// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.EdgeSplit;

/** The questions that a split asks, with the filter that goes with them. */
public final class HeldOutEdges {
    private HeldOutEdges() {}

    /**
     * The validation edges; training and validation edges are known, test edges are not.
     *
     * @param split a split
     * @return questions to choose a model by
     */
    public static HeldOut validation(EdgeSplit split) {
        DirectedGraph known = with(split.train(), split.validationSources(), split.validationTargets());
        return new HeldOut(
                known.nodeCount(), split.validationSources(), split.validationTargets(), known::outNeighbors);
    }

    /**
     * The test edges; all edges are known.
     *
     * @param split a split
     * @param whole the graph that was split
     * @return questions to report a model by
     */
    public static HeldOut test(EdgeSplit split, DirectedGraph whole) {
        return new HeldOut(whole.nodeCount(), split.testSources(), split.testTargets(), whole::outNeighbors);
    }

    private static DirectedGraph with(DirectedGraph graph, int[] sources, int[] targets) {
        var builder = DirectedGraphBuilder.unweighted(graph.nodeCount());
        for (int source = 0; source < graph.nodeCount(); source++) {
            for (int edge = graph.outBegin(source); edge < graph.outEnd(source); edge++) {
                builder.add(source, graph.target(edge));
            }
        }
        for (int i = 0; i < sources.length; i++) {
            builder.add(sources[i], targets[i]);
        }
        return builder.build();
    }
}
