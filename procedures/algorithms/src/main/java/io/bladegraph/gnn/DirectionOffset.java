// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Logistic;
import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.Inverse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a source adds to all its scores alike, so that scores tell which of two products is bought first.
 *
 * <p>A number per source changes no ranking of targets, and a softmax does not determine it. So it is free to say what
 * degrees know of the direction: c(u) = [ b log(1 + in(u)) + g log(1 + out(u)) ] / a, less its least value over the
 * products of the training, so that none is moved below those of which nothing is known. The factors maximize the likelihood of given pairs u -&gt; v against their reverses v -&gt; u and
 * against as many random pairs, so that scores still tell linked products from others, P(linked) = sig(i + a x(u,v)
 * + b log(1 + in(u)) + g log(1 + out(u))), by Newton's method with a ridge.
 *
 * <p>In the embeddings c takes the last coordinate, which the {@link LinearEncoder} leaves zero: c(u) / s in the source
 * embedding and s in every target embedding, with s the root mean square norm of the targets. So the score stays an inner
 * product. O(pairs) per Newton step. Ours; the measurements stand in docs/benchmarks.md.
 */
public final class DirectionOffset {
    private static final String NAME = "directionOffset";
    private static final int CHUNK = 1024;
    private static final int CHECK_EVERY = 1 << 14;
    private static final int KINDS = 3;
    private static final int UNKNOWNS = 4;
    private static final int NEWTON_STEPS = 25;
    private static final double RIDGE = 1e-3;
    private static final double LEAST_SLOPE = 0.01;

    private final double inFactor;
    private final double outFactor;
    private final double least;
    private final double scale;

    private DirectionOffset(double inFactor, double outFactor, double least, double scale) {
        this.inFactor = inFactor;
        this.outFactor = outFactor;
        this.least = least;
        this.scale = scale;
    }

    /**
     * Learns the factors.
     *
     * @param graph gives the degrees
     * @param embeddings of all nodes, the last coordinate zero
     * @param tails u of pairs u -&gt; v that are not linked the other way round, at least one
     * @param heads v of the same
     * @param random where random pairs come from
     * @param workers who inverts the Hessian
     * @return the offset of most likelihood
     */
    @SuppressWarnings("checkstyle:ParameterNumber")
    public static DirectionOffset fit(
            DirectedGraph graph,
            DualEmbeddings embeddings,
            int[] tails,
            int[] heads,
            SplittableRandom random,
            Workers workers) {
        double[][] rows = new double[KINDS * tails.length][];
        for (int i = 0; i < tails.length; i++) {
            if (i % CHECK_EVERY == 0) {
                workers.check();
            }
            int tail = random.nextInt(graph.nodeCount());
            int head = random.nextInt(graph.nodeCount());
            rows[KINDS * i] = row(graph, embeddings, tails[i], heads[i]);
            rows[KINDS * i + 1] = row(graph, embeddings, /* tail= */ heads[i], /* head= */ tails[i]);
            rows[KINDS * i + 2] = row(graph, embeddings, tail, head);
        }
        double[] factors = new double[UNKNOWNS];
        for (int step = 0; step < NEWTON_STEPS; step++) {
            newton(rows, factors, workers);
        }
        double slope = Math.max(factors[1], LEAST_SLOPE);
        var plain = new DirectionOffset(factors[2] / slope, factors[3] / slope, 0, 1);
        return new DirectionOffset(plain.inFactor, plain.outFactor, plain.least(graph), scale(embeddings));
    }

    private static double[] row(DirectedGraph graph, DualEmbeddings embeddings, int tail, int head) {
        return new double[] {
            1, embeddings.score(tail, head), Math.log1p(graph.inDegree(tail)), Math.log1p(graph.outDegree(tail))
        };
    }

    /** Of three rows, the first is linked. */
    private static void newton(double[][] rows, double[] factors, Workers workers) {
        double[] gradient = new double[UNKNOWNS];
        // summed in double precision: where degrees are all equal, the rounding of many rows would outweigh the ridge
        double[] hessian = new double[UNKNOWNS * UNKNOWNS];
        for (int j = 0; j < UNKNOWNS; j++) {
            gradient[j] = -RIDGE * factors[j];
            hessian[j * UNKNOWNS + j] = RIDGE;
        }
        for (int i = 0; i < rows.length; i++) {
            if (i % CHECK_EVERY == 0) {
                workers.check();
            }
            double logit = 0;
            for (int j = 0; j < UNKNOWNS; j++) {
                logit += factors[j] * rows[i][j];
            }
            double linked = Logistic.sigmoid(logit);
            for (int j = 0; j < UNKNOWNS; j++) {
                gradient[j] += ((i % KINDS == 0 ? 1 : 0) - linked) * rows[i][j] / rows.length;
                for (int k = 0; k < UNKNOWNS; k++) {
                    hessian[j * UNKNOWNS + k] += linked * (1 - linked) * rows[i][j] * rows[i][k] / rows.length;
                }
            }
        }
        float[] inverse = new float[UNKNOWNS * UNKNOWNS];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = (float) hessian[i];
        }
        Inverse.invert(inverse, UNKNOWNS, workers, Monitor.NONE);
        for (int j = 0; j < UNKNOWNS; j++) {
            for (int k = 0; k < UNKNOWNS; k++) {
                factors[j] += inverse[j * UNKNOWNS + k] * gradient[k];
            }
        }
    }

    private double least(DirectedGraph graph) {
        double least = Double.POSITIVE_INFINITY;
        for (int node = 0; node < graph.nodeCount(); node++) {
            least = Math.min(least, of(graph, node));
        }
        return least;
    }

    private static double scale(DualEmbeddings embeddings) {
        double sum = 0;
        for (float x : embeddings.target()) {
            sum += (double) x * x;
        }
        return sum == 0 ? 1 : Math.sqrt(sum / embeddings.nodeCount());
    }

    /**
     * The offset of a source.
     *
     * @param graph gives the degrees
     * @param node the source
     * @return c, a finite number
     */
    public double of(DirectedGraph graph, int node) {
        return inFactor * Math.log1p(graph.inDegree(node)) + outFactor * Math.log1p(graph.outDegree(node)) - least;
    }

    /**
     * Sets the last coordinate of the embeddings of all nodes of which anything is known.
     *
     * @param embeddings of all nodes of the graph; changed
     * @param graph gives the degrees
     * @param workers who does it
     */
    public void addTo(DualEmbeddings embeddings, DirectedGraph graph, Workers workers) {
        int dimension = embeddings.dimension();
        workers.run(embeddings.nodeCount(), CHUNK, (begin, end) -> {
            for (int node = begin; node < end; node++) {
                if (embeddings.isKnown(node)) {
                    int last = (node + 1) * dimension - 1;
                    embeddings.source()[last] = (float) (of(graph, node) / scale);
                    embeddings.target()[last] = (float) scale;
                }
            }
        });
    }

    /**
     * As it is stored with a model.
     *
     * @return a parameter of one row
     */
    public Parameter toParameter() {
        float[] values = {(float) inFactor, (float) outFactor, (float) least, (float) scale};
        return Parameter.of(NAME, 1, values.length, values);
    }

    /**
     * The offset of a model, if it has one.
     *
     * @param parameters of the model
     * @return what {@link #toParameter} made
     */
    public static Optional<DirectionOffset> in(List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(NAME))
                .map(Parameter::values)
                .map(v -> new DirectionOffset(v[0], v[1], v[2], v[3]))
                .findFirst();
    }

    /**
     * A model without its offset.
     *
     * @param parameters of the model
     * @return the others
     */
    public static List<Parameter> without(List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> !parameter.name().equals(NAME))
                .toList();
    }

    /** Keeps the last coordinate free for an offset: where a table starts with zeros in it, no gradient ever moves it. */
    static void clearLastColumn(Parameter parameter) {
        for (int row = 0; row < parameter.rows(); row++) {
            Arrays.fill(parameter.values(), (row + 1) * parameter.columns() - 1, (row + 1) * parameter.columns(), 0f);
        }
    }
}
