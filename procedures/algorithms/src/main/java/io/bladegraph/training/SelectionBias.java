// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.evaluation.HeldOut;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.ProductGraph;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Asks for products that could have been bought, but were not shown: whoever bought b after a would have been served by a c
 * that is viewed with b.
 *
 * <p>Every held-out edge a -&gt; b and co-view b - c make a question a -&gt; c, once each, if c is not a and not known to
 * follow it. The co-views themselves are no secret, so a fair baseline knows them too. Protocol: Virinchi, Saladi, Mondal,
 * ECML-PKDD 2022, section 5 (selection bias).
 */
public final class SelectionBias {
    private SelectionBias() {}

    /**
     * The questions of some held-out edges.
     *
     * @param whole the graph that was split, with co-views
     * @param sources tails of held-out edges
     * @param targets their heads, parallel
     * @return pairs without an edge, ranked among all products that are not known to follow
     */
    public static HeldOut questions(ProductGraph whole, int[] sources, int[] targets) {
        DirectedGraph purchases = whole.purchases();
        int nodes = whole.nodeCount();
        var pairs = new TreeSet<Long>();
        for (int i = 0; i < sources.length; i++) {
            int source = sources[i];
            for (int viewed : whole.coViews().outNeighbors(targets[i])) {
                if (viewed != source && !purchases.hasEdge(source, viewed)) {
                    pairs.add((long) source * nodes + viewed);
                }
            }
        }
        int[] askedSources =
                pairs.stream().mapToInt(pair -> (int) (pair / nodes)).toArray();
        int[] askedTargets =
                pairs.stream().mapToInt(pair -> (int) (pair % nodes)).toArray();
        return new HeldOut(nodes, askedSources, askedTargets, source -> IntStream.concat(
                        Arrays.stream(purchases.outNeighbors(source)),
                        pairs.subSet((long) source * nodes, (source + 1L) * nodes).stream()
                                .mapToInt(pair -> (int) (pair % nodes)))
                .toArray());
    }
}
