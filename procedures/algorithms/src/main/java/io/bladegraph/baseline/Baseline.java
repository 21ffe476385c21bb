// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import java.util.List;

/** The models to beat, by the names that users read and type. */
public enum Baseline {
    /** {@link Popularity}. */
    POPULARITY("popularity", Integer.MAX_VALUE),
    /** {@link ThreeHop}. */
    THREE_HOP("threeHop", Integer.MAX_VALUE),
    /** {@link PageRank}. */
    PAGE_RANK("pageRank", Integer.MAX_VALUE),
    /** {@link Ease}. */
    EASE("ease", Ease.MAX_NODES),
    /** {@link Svd}. */
    SVD("svd", Integer.MAX_VALUE),
    /** {@link Strap}. */
    STRAP("strap", Integer.MAX_VALUE),
    /** {@link Hope}. */
    HOPE("hope", Integer.MAX_VALUE);

    /** Those that are measured unless the user says otherwise: they need no choice on validation edges. */
    public static final List<Baseline> USUAL = List.of(POPULARITY, THREE_HOP, PAGE_RANK, EASE);

    private final String label;
    private final int maxNodes;

    Baseline(String label, int maxNodes) {
        this.label = label;
        this.maxNodes = maxNodes;
    }

    /**
     * The name that users read and type.
     *
     * @return lower camel case
     */
    public String label() {
        return label;
    }

    /**
     * Whether it is tried on a graph.
     *
     * @param graph a graph
     * @return false if the graph has too many nodes for it
     */
    public boolean suits(DirectedGraph graph) {
        return graph.nodeCount() <= maxNodes;
    }

    /**
     * Learns from a graph.
     *
     * @param graph the training graph
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return one model, or several of which the best on validation edges is meant
     */
    public List<Scorer> fit(DirectedGraph graph, Workers workers, Monitor monitor) {
        return switch (this) {
            case POPULARITY -> List.of(new Popularity(graph));
            case THREE_HOP -> List.of(new ThreeHop(graph));
            case PAGE_RANK -> List.of(new PageRank(graph));
            case EASE -> List.of(new Ease(graph, Ease.DEFAULT_LAMBDA, workers, monitor));
            case SVD -> Svd.fit(graph, workers);
            case STRAP -> Strap.fit(graph, workers, monitor);
            case HOPE -> Hope.fit(graph, workers);
        };
    }
}
