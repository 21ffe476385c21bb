// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Workers;
import java.util.SplittableRandom;

/**
 * Draws a neighborhood for a vertex.
 *
 * <p>The weights of a full neighborhood are those of the normalized adjacency matrix, w(u,v) / (s(u)<sup>1 - c</sup> s(v)<sup>c</sup>) with
 * strengths s and the degree correction c; a sample is scaled up so that its weights sum to those of the full one. Samplers are
 * immutable and safe for use by any number of threads.
 */
public sealed interface NeighborSampler permits UniformNeighborSampler, AdaptiveNeighborSampler {
    /**
     * The most neighbors that a vertex may get.
     *
     * @param vertex a vertex of the {@link RoleGraph}
     * @return its budget, at least 1
     */
    int budget(int vertex);

    /**
     * Samples.
     *
     * @param vertex a vertex of the {@link RoleGraph}
     * @param random where chance comes from
     * @param neighborhood receives distinct neighbors, at most {@link #budget}; what it held before is forgotten
     */
    void sample(int vertex, SplittableRandom random, Neighborhood neighborhood);

    /**
     * The sampler that a configuration asks for.
     *
     * @param graph the graph to sample from
     * @param config kind and sizes
     * @param workers who prepares it
     * @return a sampler
     */
    static NeighborSampler of(RoleGraph graph, SamplerConfig config, Workers workers) {
        return switch (config.kind()) {
            case UNIFORM -> new UniformNeighborSampler(graph, config.fanOut(), config.degreeCorrection(), workers);
            case ADAPTIVE -> new AdaptiveNeighborSampler(graph, config, workers);
        };
    }
}
