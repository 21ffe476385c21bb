// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.sampling.NeighborSampler;
import io.bladegraph.sampling.Neighborhood;
import io.bladegraph.sampling.RoleGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.sampling.TwoWayGraph;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A node in the sampled neighborhood of another one.
 *
 * @param node number of the node that samples
 * @param neighbor number of the node sampled
 * @param hop 1 for a direct neighbor, 3 for one reached by an alternating walk
 * @param weight how much it counts
 * @param budget how many neighbors the node could have
 */
public record NeighborhoodSample(int node, int neighbor, int hop, double weight, int budget) {

    /** Which neighbors: those bought next, or those bought before. */
    public enum Direction {
        /** What is bought after the node. */
        OUT,
        /** What is bought before the node. */
        IN
    }

    /**
     * Samples neighborhoods.
     *
     * @param read a graph
     * @param config how to sample
     * @param direction which neighbors
     * @param seed same seed, same neighborhood of a node, whatever other nodes are asked for
     * @param workers who prepares it
     * @return a function from node number to its neighborhood; not thread-safe
     */
    public static IntFunction<Stream<NeighborhoodSample>> of(
            ReadGraph read, SamplerConfig config, Direction direction, long seed, Workers workers) {
        var mixed = TwoWayGraph.of(read.graph().purchases(), config.reverseWeight(), workers);
        RoleGraph graph = RoleGraph.of(mixed.mixed());
        NeighborSampler sampler = NeighborSampler.of(graph, config, workers);
        int nodes = read.nodes().size();
        return node -> {
            int vertex = direction == Direction.OUT ? node : nodes + node;
            var neighborhood = new Neighborhood();
            sampler.sample(vertex, Seeds.stream(seed, vertex), neighborhood);
            return IntStream.range(0, neighborhood.size())
                    .mapToObj(i -> new NeighborhoodSample(
                            node,
                            neighborhood.vertex(i) % nodes,
                            neighborhood.hop(i),
                            neighborhood.weight(i),
                            sampler.budget(vertex)));
        };
    }
}
