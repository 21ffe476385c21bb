// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import java.util.ArrayDeque;

/**
 * Minimizes a smooth convex function by L-BFGS with a backtracking line search, preconditioned by a diagonal.
 *
 * <p>Memory O(8 n). Deterministic.
 *
 * <p>Nocedal, Wright, "Numerical Optimization", 2nd edition, Springer 2006, algorithms 7.4 and 7.5.
 */
final class Lbfgs {
    private static final int MEMORY = 8;
    private static final int MAX_HALVINGS = 30;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double RELATIVE_DECREASE = 1e-7;

    private final Objective objective;
    private final double[] steps;
    private final ArrayDeque<Pair> pairs = new ArrayDeque<>(MEMORY);
    private double scale = 1;
    private double[] x;
    private double[] gradient;
    private double value;

    private Lbfgs(Objective objective, double[] start, double[] steps) {
        this.objective = objective;
        this.steps = steps;
        x = start;
        gradient = new double[start.length];
        value = objective.valueAndGradient(x, gradient);
    }

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
     * @param start where to begin; is overwritten
     * @param steps about one over the second derivatives there
     * @param maxIterations after which to stop, converged or not
     * @return where it is smallest
     */
    static double[] minimize(Objective objective, double[] start, double[] steps, int maxIterations) {
        var search = new Lbfgs(objective, start, steps);
        int small = 0;
        for (int iteration = 0; iteration < maxIterations && small < 2; iteration++) {
            double before = search.value;
            if (!search.descend()) {
                break;
            }
            small = before - search.value <= RELATIVE_DECREASE * Math.abs(before) ? small + 1 : 0;
        }
        return search.x;
    }

    /** One step; false if none leads down. */
    private boolean descend() {
        double[] direction = direction();
        double slope = dot(direction, gradient);
        double[] candidate = new double[x.length];
        double[] candidateGradient = new double[x.length];
        double step = 1;
        for (int halvings = 0; halvings < MAX_HALVINGS && slope < 0; halvings++, step /= 2) {
            System.arraycopy(x, 0, candidate, 0, x.length);
            addScaled(candidate, direction, step);
            double next = objective.valueAndGradient(candidate, candidateGradient);
            if (next <= value + SUFFICIENT_DECREASE * step * slope) {
                remember(difference(candidate, x), difference(candidateGradient, gradient));
                x = candidate;
                gradient = candidateGradient;
                value = next;
                return true;
            }
        }
        return false;
    }

    /** Algorithm 7.4: minus the inverse Hessian of the pairs times the gradient. */
    private double[] direction() {
        double[] q = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int k = 0;
        for (Pair pair : pairs) { // from the newest
            alphas[k] = pair.inverse() * dot(pair.s(), q);
            addScaled(q, pair.y(), -alphas[k++]);
        }
        for (int i = 0; i < q.length; i++) {
            q[i] *= scale * steps[i];
        }
        var oldestFirst = pairs.descendingIterator();
        while (oldestFirst.hasNext()) {
            Pair pair = oldestFirst.next();
            addScaled(q, pair.s(), alphas[--k] - pair.inverse() * dot(pair.y(), q));
        }
        for (int i = 0; i < q.length; i++) {
            q[i] = -q[i];
        }
        return q;
    }

    private void remember(double[] s, double[] y) {
        double curvature = dot(s, y);
        if (curvature > 0) {
            if (pairs.size() == MEMORY) {
                pairs.removeLast();
            }
            pairs.addFirst(new Pair(s, y, 1 / curvature));
            double scaled = 0;
            for (int i = 0; i < y.length; i++) {
                scaled += y[i] * steps[i] * y[i];
            }
            scale = curvature / scaled;
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

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
