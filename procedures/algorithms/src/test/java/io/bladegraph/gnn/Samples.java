// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.sampling.NegativeSampler;
import io.bladegraph.sampling.NeighborSampler;
import io.bladegraph.sampling.RoleGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.sampling.TwoWayGraph;
import io.bladegraph.testkit.Alone;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Input of the encoders' and the losses' tests. */
final class Samples {
    private Samples() {}

    static MessageGraph messages(DirectedGraph graph, SamplerConfig config) {
        TwoWayGraph mixed = TwoWayGraph.of(graph, config.reverseWeight(), Alone.WORKERS);
        NeighborSampler sampler = NeighborSampler.of(RoleGraph.of(mixed.mixed()), config, Alone.WORKERS);
        try (var workers = Workers.of(2)) {
            return MessageGraph.sample(mixed, sampler, 5, workers, Monitor.NONE);
        }
    }

    /** Some edges of a graph with random weights, as many co-view pairs, and the negatives that the loss asks for. */
    static EdgeBatch batch(DirectedGraph graph, LossConfig config, int size, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        var sampler = new NegativeSampler(graph);
        int[] sources = new int[size];
        int[] targets = new int[size];
        float[] weights = new float[size];
        int[] negatives = config.kind() == LossConfig.Kind.SOFTMAX
                ? sampler.shared(config.negatives(), random)
                : new int[size * config.negatives()];
        int[] coViewSources = new int[size];
        int[] coViewTargets = new int[size];
        int[] edges = random.ints(size, 0, graph.edgeCount()).sorted().toArray();
        for (int i = 0; i < size; i++) {
            sources[i] = graph.source(edges[i]);
            targets[i] = graph.target(edges[i]);
            weights[i] = (float) (0.5 + random.nextDouble());
            coViewSources[i] = random.nextInt(graph.nodeCount());
            coViewTargets[i] = (coViewSources[i] + 1 + random.nextInt(graph.nodeCount() - 1)) % graph.nodeCount();
            for (int j = 0; config.kind() == LossConfig.Kind.LOGISTIC && j < config.negatives(); j++) {
                negatives[i * config.negatives() + j] = i == 1 && j == 0 ? -1 : sampler.draw(sources[i], random);
            }
        }
        return new EdgeBatch(sources, targets, weights, negatives, coViewSources, coViewTargets);
    }

    static VertexSet wanted(EdgeBatch batch, int nodeCount, LossConfig config, Workers workers) {
        var wanted = VertexSet.none(2 * nodeCount);
        wanted.replaceBy(batch, config, workers);
        return wanted;
    }

    static VertexSet all(MessageGraph messages) {
        var all = VertexSet.none(messages.vertexCount());
        for (int vertex = 0; vertex < messages.vertexCount(); vertex++) {
            all.add(vertex);
        }
        return all;
    }

    static float[] normal(int size, double deviation, long seed) {
        return Parameter.gaussian("", 1, size, deviation, seed).values();
    }

    static float[] flat(double[][] matrix) {
        float[] flat = new float[matrix.length * matrix[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) matrix[i / matrix[0].length][i % matrix[0].length];
        }
        return flat;
    }

    /** All parameters of an encoder, end to end. */
    static float[] concatenated(List<Parameter> parameters, Function<Parameter, float[]> part) {
        float[] all = new float[0];
        for (Parameter parameter : parameters) {
            float[] values = part.apply(parameter);
            int at = all.length;
            all = Arrays.copyOf(all, at + values.length);
            System.arraycopy(values, 0, all, at, values.length);
        }
        return all;
    }
}
