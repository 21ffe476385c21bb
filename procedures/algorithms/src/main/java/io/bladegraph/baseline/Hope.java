// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Requires;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * HOPE: singular vectors of the Katz proximity S = sum over k from 1 on of (b A)<sup>k</sup> = (I - b A)<sup>-1</sup> b A, which
 * counts the paths from u to v, each step at the price b.
 *
 * <p>With r the spectral radius of A, b = .1 / r, .5 / r and .8 / r are tried, in 64 and 128 dimensions. The paper takes S apart by
 * a generalized singular value decomposition so that S is never made; here {@link RandomizedSvd} needs no more than its products,
 * each a series of sparse products that ends where its terms are about 10<sup>-5</sup> of the first: the same vectors.
 * Reference: Ou, Cui, Pei, Zhang, Zhu, "Asymmetric Transitivity Preserving Graph Embedding", KDD 2016, section 4 on Katz.
 */
final class Hope {
    private static final double[] SHARES = {0.1, 0.5, 0.8};
    private static final double NEGLIGIBLE = 1e-5;
    private static final int POWER_STEPS = 60;

    private Hope() {}

    /** Shorter paths before longer ones, more dimensions before fewer. */
    static List<Scorer> fit(DirectedGraph graph, Workers workers) {
        List<Scorer> forms = new ArrayList<>();
        for (double share : SHARES) {
            forms.addAll(factors(graph, share, Factors.MAX_RANK, workers).scorers());
        }
        return forms;
    }

    /** {@code share} is b r, below 1. */
    static Factors factors(DirectedGraph graph, double share, int rank, Workers workers) {
        Requires.inHalfOpen("share", share, 0, 1);
        double radius = spectralRadius(graph, workers);
        float price = (float) (radius == 0 ? share : share / radius);
        var step = new SparseOperator(Adjacency.of(graph, (source, target) -> price), workers);
        int terms = (int) Math.ceil(Math.log(NEGLIGIBLE) / Math.log(share));
        return RandomizedSvd.factors(new Katz(step, terms), rank, workers);
    }

    /** By how much a vector grows per product in the end; 0 if it vanishes, as where there are no cycles. */
    static double spectralRadius(DirectedGraph graph, Workers workers) {
        var adjacency = new SparseOperator(Adjacency.plain(graph), workers);
        float[] x = new float[graph.nodeCount()];
        Arrays.fill(x, 1f);
        double growth = 0;
        for (int step = 0; step < POWER_STEPS; step++) {
            x = adjacency.multiply(x);
            double sum = 0;
            for (float value : x) {
                sum += value;
            }
            if (sum == 0) {
                return 0;
            }
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (x[i] / sum);
            }
            growth += step < POWER_STEPS / 2 ? 0 : Math.log(sum);
        }
        return Math.exp(growth / (POWER_STEPS - POWER_STEPS / 2));
    }

    /** The series of a step's powers. */
    private record Katz(SparseOperator step, int terms) implements RandomizedSvd.Operator {
        @Override
        public int size() {
            return step.size();
        }

        @Override
        public float[] multiply(float[] x) {
            return series(step::multiply, x);
        }

        @Override
        public float[] multiplyTransposed(float[] x) {
            return series(step::multiplyTransposed, x);
        }

        private float[] series(UnaryOperator<float[]> product, float[] x) {
            float[] term = product.apply(x);
            float[] sum = term.clone();
            for (int k = 1; k < terms; k++) {
                term = product.apply(term);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += term[i];
                }
            }
            return sum;
        }
    }
}
