// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import java.util.ArrayDeque;

/**
 * Minimizes a smooth convex function by L-BFGS with a backtracking line search.
 *
 * <p>Memory O(8 n). Deterministic.
 *
 * <p>Nocedal, Wright, "Numerical Optimization", 2nd edition, Springer 2006, algorithms 7.4 and 7.5.
 */
final class Lbfgs {
    private static final int MEMORY = 8;
    private static final int MAX_HALVINGS = 30;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double RELATIVE_DECREASE = 1e-9;

    private Lbfgs() {}

    /** A function with its gradient. */
    interface Objective {
        /**
         * Evaluates.
         *
         * @param at where
         * @param gradient is overwritten
         * @return the value; may be infinite or NaN where the function cannot be evaluated
         */
        double valueAndGradient(double[] at, double[] gradient);
    }

    /** Steps y of the gradient that belong to steps s of the position. */
    private record Pair(double[] s, double[] y, double inverse) {}

    /**
     * Minimizes.
     *
     * @param objective convex
     * @param start where to begin
     * @param maxIterations after which to stop, converged or not
     * @return where it is smallest
     */
    static double[] minimize(Objective objective, double[] start, int maxIterations) {
        int n = start.length;
        double[] x = start.clone();
        double[] gradient = new double[n];
        double value = objective.valueAndGradient(x, gradient);
        var pairs = new ArrayDeque<Pair>(MEMORY);
        double[] candidate = new double[n];
        double[] candidateGradient = new double[n];
        for (int iteration = 0; iteration < maxIterations; iteration++) {
            double[] direction = direction(gradient, pairs);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                break;
            }
            double step = iteration == 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double next = Double.NaN;
            int halvings = 0;
            for (; halvings < MAX_HALVINGS; halvings++, step /= 2) {
                for (int i = 0; i < n; i++) {
                    candidate[i] = x[i] + step * direction[i];
                }
                next = objective.valueAndGradient(candidate, candidateGradient);
                if (next <= value + SUFFICIENT_DECREASE * step * slope) {
                    break;
                }
            }
            if (halvings == MAX_HALVINGS) {
                break;
            }
            remember(pairs, difference(candidate, x), difference(candidateGradient, gradient));
            double decrease = value - next;
            System.arraycopy(candidate, 0, x, 0, n);
            System.arraycopy(candidateGradient, 0, gradient, 0, n);
            value = next;
            if (decrease <= RELATIVE_DECREASE * Math.abs(value)) {
                break;
            }
        }
        return x;
    }

    /** Algorithm 7.4: minus the inverse Hessian of the pairs times the gradient. */
    private static double[] direction(double[] gradient, ArrayDeque<Pair> pairs) {
        double[] q = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int k = 0;
        for (Pair pair : pairs) { // from the newest
            alphas[k] = pair.inverse() * dot(pair.s(), q);
            addScaled(q, pair.y(), -alphas[k++]);
        }
        if (!pairs.isEmpty()) {
            Pair newest = pairs.getFirst();
            scale(q, 1 / (newest.inverse() * dot(newest.y(), newest.y())));
        }
        var oldestFirst = pairs.descendingIterator();
        while (oldestFirst.hasNext()) {
            Pair pair = oldestFirst.next();
            addScaled(q, pair.s(), alphas[--k] - pair.inverse() * dot(pair.y(), q));
        }
        scale(q, -1);
        return q;
    }

    private static void remember(ArrayDeque<Pair> pairs, double[] s, double[] y) {
        double curvature = dot(s, y);
        if (curvature > 0) {
            if (pairs.size() == MEMORY) {
                pairs.removeLast();
            }
            pairs.addFirst(new Pair(s, y, 1 / curvature));
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        addScaled(difference, b, -1);
        return difference;
    }

    private static void addScaled(double[] to, double[] from, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
