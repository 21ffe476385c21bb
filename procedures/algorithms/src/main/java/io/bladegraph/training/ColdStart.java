// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
import io.bladegraph.graph.NodeSplit;
import io.bladegraph.graph.ProductGraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Asks what is bought after products that nobody has bought yet: every edge from a new product to an old one is a
 * question, and all old products compete for the answer.
 *
 * <p>Protocol: Virinchi, Saladi, Mondal, ECML-PKDD 2022, section 5 (cold-start products): a share of the nodes is held out
 * with all edges.
 *
 * @param whole the graph that was split
 * @param split its products, parted
 */
public record ColdStart(ProductGraph whole, NodeSplit split) {
    /**
     * The questions.
     *
     * @param newNodes the validation or the test nodes of the split
     * @return edges to old products, ranked among old products
     */
    public HeldOut questions(int[] newNodes) {
        int nodes = whole.nodeCount();
        int[] numberOf = split.numberOf(nodes);
        DirectedGraph purchases = whole.purchases();
        int[] edges = Arrays.stream(newNodes)
                .flatMap(node -> IntStream.range(purchases.outBegin(node), purchases.outEnd(node)))
                .filter(edge -> numberOf[purchases.target(edge)] >= 0)
                .toArray();
        int[] allNew =
                IntStream.range(0, nodes).filter(node -> numberOf[node] < 0).toArray();
        return new HeldOut(
                nodes,
                Arrays.stream(edges).map(purchases::source).toArray(),
                Arrays.stream(edges).map(purchases::target).toArray(),
                node -> IntStream.concat(Arrays.stream(purchases.outNeighbors(node)), Arrays.stream(allNew))
                        .toArray());
    }

    /**
     * What is known when new products arrive: old purchases, everybody's features, and the co-views given.
     *
     * @param coViews among all products, for instance {@link #oldCoViews} with those that new products have by now
     * @return a graph with the numbers of the whole one
     */
    public ProductGraph known(DirectedGraph coViews) {
        return new ProductGraph(amongOld(whole.purchases()), coViews, whole.features());
    }

    /**
     * The co-views among old products.
     *
     * @return a graph with the numbers of the whole one
     */
    public DirectedGraph oldCoViews() {
        return amongOld(whole.coViews());
    }

    /**
     * A model of the old products that has heard of the new ones, and no more.
     *
     * @param model trained on the old products
     * @return a model with the numbers of the whole graph
     */
    public TrainedModel renumbered(TrainedModel model) {
        return model.renumbered(split.numberOf(whole.nodeCount()));
    }

    private DirectedGraph amongOld(DirectedGraph graph) {
        int[] numberOf = split.numberOf(whole.nodeCount());
        var builder = DirectedGraphBuilder.of(graph.nodeCount(), graph.isWeighted(), graph.hasTimes());
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            int source = graph.source(edge);
            int target = graph.target(edge);
            if (numberOf[source] >= 0 && numberOf[target] >= 0) {
                builder.add(source, target, graph.weight(edge), graph.time(edge));
            }
        }
        return builder.build();
    }
}
