// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;

/**
 * How likely a link is, which way it points, and who is viewed with whom: loss and gradient together.
 *
 * <p>With x(u,v) = source(u) . target(v), sums over the positives u -&gt; v of a batch of size B and sig the sigmoid:
 *
 * <ul>
 *   <li>ranking, softmax: see {@link SampledSoftmax}; logistic: -1/B sum w [ log sig(x(u,v)) + sum over negatives z log
 *       sig(-x(u,z)) ];
 *   <li>direction, over one-way positives: -directionWeight/B sum w [ log sig(x(u,v)) + log sig(-x(v,u)) ];
 *   <li>co-view, over the pairs drawn: -coViewWeight/B sum [ log sig(source(u) . source(v)) + log sig(target(u) .
 *       target(v)) ].
 * </ul>
 *
 * <p>The paper prints log sig(1 - x) where this reads log sig(-x): the probability that there is no link is 1 - sig(x) =
 * sig(-x). The softmax is ours. Reference: Virinchi, Saladi, Mondal, "Recommending Related Products Using Graph Neural
 * Networks in Directed Graphs", ECML-PKDD 2022, section 4.3. Not thread-safe; the same bits for any number of workers.
 */
public final class AsymmetricLoss {
    private static final int CHUNK = 1024;

    private final DirectedGraph graph;
    private final LossConfig config;
    private final SampledSoftmax softmax;
    private final VertexPairs pairs = new VertexPairs();

    /**
     * A loss over the edges of a graph.
     *
     * @param graph the training graph
     * @param config which terms, and how much of each
     */
    public AsymmetricLoss(DirectedGraph graph, LossConfig config) {
        this.graph = graph;
        this.config = config;
        this.softmax = new SampledSoftmax(graph);
    }

    /**
     * What the softmax takes beside its positives: logits, vectors and what these owe.
     *
     * @param negatives of a batch, N
     * @param dimension of the embeddings
     * @param threads how many learn at once
     * @return at most so many bytes
     */
    public static long softmaxBytes(long negatives, long dimension, int threads) {
        return SampledSoftmax.bytes(negatives, dimension, threads);
    }

    /**
     * Computes the loss of a batch and its derivative by all embeddings.
     *
     * @param batch positives and negatives
     * @param embeddings sources above targets, (2 n, dimension)
     * @param gradient the derivative is added to it, same shape; only rows of {@link VertexSet#replaceBy} are touched
     * @param workers who does it
     * @return the loss per positive
     */
    public double lossAndGradient(EdgeBatch batch, float[] embeddings, float[] gradient, Workers workers) {
        int dimension = embeddings.length / (2 * graph.nodeCount());
        pairs.clear();
        double loss = 0;
        switch (config.kind()) {
            case SOFTMAX -> loss = softmax.add(batch, embeddings, gradient, dimension, workers);
            case LOGISTIC -> addLogistic(batch, workers);
        }
        if (config.directionWeight() > 0) {
            addDirection(batch);
        }
        if (config.coViewWeight() > 0) {
            addCoViews(batch);
        }
        return loss + pairs.lossAndGradient(embeddings, gradient, dimension, workers);
    }

    private void addLogistic(EdgeBatch batch, Workers workers) {
        int nodes = graph.nodeCount();
        int perPositive = 1 + config.negatives();
        pairs.extend(batch.size() * perPositive);
        workers.run(batch.size(), CHUNK, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                int source = batch.sources()[i];
                int target = nodes + batch.targets()[i];
                float weight = batch.weights()[i] / batch.size();
                int at = i * perPositive;
                pairs.set(at, source, target, weight);
                for (int j = i * config.negatives(); j < (i + 1) * config.negatives(); j++) {
                    int negative = batch.negatives()[j];
                    at++;
                    if (negative >= 0) {
                        pairs.set(at, source, nodes + negative, -weight);
                    } else {
                        pairs.set(at, source, target, 0); // there was none to be drawn
                    }
                }
            }
        });
    }

    private void addDirection(EdgeBatch batch) {
        int nodes = graph.nodeCount();
        for (int i = 0; i < batch.size(); i++) {
            int source = batch.sources()[i];
            int target = batch.targets()[i];
            boolean oneWay = !graph.hasEdge(/* source= */ target, /* target= */ source);
            if (oneWay) {
                double weight = config.directionWeight() * batch.weights()[i] / batch.size();
                pairs.add(source, nodes + target, true, weight);
                pairs.add(target, nodes + source, false, weight);
            }
        }
    }

    private void addCoViews(EdgeBatch batch) {
        int nodes = graph.nodeCount();
        double weight = config.coViewWeight() / batch.size();
        for (int i = 0; i < batch.coViewSources().length; i++) {
            int a = batch.coViewSources()[i];
            int b = batch.coViewTargets()[i];
            pairs.add(a, b, true, weight);
            pairs.add(nodes + a, nodes + b, true, weight);
        }
    }
}
