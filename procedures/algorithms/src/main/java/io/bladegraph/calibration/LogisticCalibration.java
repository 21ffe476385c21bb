// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Logistic;

/**
 * logit(p) = a ln(s) - b ln(1 - s) + c.
 *
 * <p>Beta calibration fits all three with a, b &gt;= 0; Platt scaling of the logit has a = b; temperature scaling has a =
 * b = 1 / T and c = 0. Fitted by Newton's method on the log loss, with labels smoothed as Platt does it, so that
 * separable rows have a finite answer. O(n) per step, at most {@value #MAX_STEPS} steps.
 *
 * <p>References: Platt, "Probabilistic Outputs for Support Vector Machines", 1999, section 2.2 (the smoothing);
 * Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section 4.2 (temperature); Kull,
 * Silva Filho, Flach, "Beta calibration", AISTATS 2017.
 *
 * @param a weight of ln(s)
 * @param b weight of -ln(1 - s)
 * @param c intercept
 */
public record LogisticCalibration(double a, double b, double c) implements Calibrator {
    private static final int MAX_STEPS = 100;
    private static final double MIN_SCORE = 1e-12;

    /**
     * Fits Platt scaling.
     *
     * @param rows scored rows
     * @return the map
     */
    public static LogisticCalibration fitPlatt(ScoredRows rows) {
        double[] x = fit(rows, new double[][] {{1, 1, 0}, {0, 0, 1}});
        return new LogisticCalibration(x[0], x[0], x[1]);
    }

    /**
     * Fits temperature scaling.
     *
     * @param rows scored rows
     * @return the map
     */
    public static LogisticCalibration fitTemperature(ScoredRows rows) {
        double[] x = fit(rows, new double[][] {{1, 1, 0}});
        return new LogisticCalibration(x[0], x[0], 0);
    }

    /**
     * Fits beta calibration.
     *
     * @param rows scored rows
     * @return the map
     */
    public static LogisticCalibration fitBeta(ScoredRows rows) {
        double[] x = fit(rows, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        if (x[0] < 0) {
            double[] right = fit(rows, new double[][] {{0, 1, 0}, {0, 0, 1}});
            return new LogisticCalibration(0, Math.max(0, right[0]), right[1]);
        }
        if (x[1] < 0) {
            double[] left = fit(rows, new double[][] {{1, 0, 0}, {0, 0, 1}});
            return new LogisticCalibration(Math.max(0, left[0]), 0, left[1]);
        }
        return new LogisticCalibration(x[0], x[1], x[2]);
    }

    @Override
    public double calibrate(double score, double uncertainty) {
        double s = Math.min(1 - MIN_SCORE, Math.max(MIN_SCORE, score));
        return Logistic.sigmoid(a * Math.log(s) - b * Math.log1p(-s) + c);
    }

    /**
     * Fits coefficients of combinations of the three basic features.
     *
     * @param basis what each coefficient multiplies, (coefficients, 3)
     */
    private static double[] fit(ScoredRows rows, double[][] basis) {
        double[] x = new double[basis.length];
        double loss = new Step(rows, basis, x).loss;
        for (int i = 0; i < MAX_STEPS; i++) {
            Step step = new Step(rows, basis, x);
            double[] direction = step.direction();
            double length = 1;
            double[] next = moved(x, direction, length);
            double nextLoss = new Step(rows, basis, next).loss;
            while (nextLoss > loss && length > 1e-6) {
                length /= 2;
                next = moved(x, direction, length);
                nextLoss = new Step(rows, basis, next).loss;
            }
            if (!(nextLoss < loss - 1e-14 * Math.abs(loss))) {
                break;
            }
            x = next;
            loss = nextLoss;
        }
        return x;
    }

    private static double[] moved(double[] x, double[] direction, double length) {
        double[] moved = x.clone();
        for (int j = 0; j < x.length; j++) {
            moved[j] += length * direction[j];
        }
        return moved;
    }

    /** Loss, gradient and curvature at one point. */
    private static final class Step {
        private final double[] gradient;
        private final double[][] curvature;
        private double loss;

        Step(ScoredRows rows, double[][] basis, double[] x) {
            gradient = new double[x.length];
            curvature = new double[x.length][x.length];
            Flagged all = total(rows);
            double high = (all.positives() + 1) / (all.positives() + 2);
            double low = 1 / (all.weight() - all.positives() + 2);
            double[] features = new double[x.length];
            for (int row = 0; row < rows.size(); row++) {
                double s = Math.min(1 - MIN_SCORE, Math.max(MIN_SCORE, rows.scores()[row]));
                double left = Math.log(s);
                double right = -Math.log1p(-s);
                double z = 0;
                for (int j = 0; j < x.length; j++) {
                    features[j] = basis[j][0] * left + basis[j][1] * right + basis[j][2];
                    z += x[j] * features[j];
                }
                add(z, features, rows.labels()[row] ? high : low, rows.weight(row));
            }
        }

        private void add(double z, double[] features, double target, double weight) {
            double p = Logistic.sigmoid(z);
            loss += weight * (Logistic.softplus(z) - target * z);
            for (int j = 0; j < features.length; j++) {
                gradient[j] += weight * (p - target) * features[j];
                for (int k = 0; k < features.length; k++) {
                    curvature[j][k] += weight * p * (1 - p) * features[j] * features[k];
                }
            }
        }

        private static Flagged total(ScoredRows rows) {
            double positives = 0;
            double weight = 0;
            for (int row = 0; row < rows.size(); row++) {
                weight += rows.weight(row);
                positives += rows.labels()[row] ? rows.weight(row) : 0;
            }
            return new Flagged(positives, weight);
        }

        /** The Newton direction, by Cholesky with a trace of ridge for collinear features. */
        private double[] direction() {
            int n = gradient.length;
            double[][] l = new double[n][n];
            double[] y = new double[n];
            for (int j = 0; j < n; j++) {
                for (int k = 0; k <= j; k++) {
                    double sum = curvature[j][k] + (j == k ? 1e-9 * (1 + curvature[j][j]) : 0);
                    for (int m = 0; m < k; m++) {
                        sum -= l[j][m] * l[k][m];
                    }
                    l[j][k] = j == k ? Math.sqrt(Math.max(sum, 1e-300)) : sum / l[k][k];
                }
                double sum = -gradient[j];
                for (int m = 0; m < j; m++) {
                    sum -= l[j][m] * y[m];
                }
                y[j] = sum / l[j][j];
            }
            for (int j = n - 1; j >= 0; j--) {
                for (int m = j + 1; m < n; m++) {
                    y[j] -= l[m][j] * y[m];
                }
                y[j] /= l[j][j];
            }
            return y;
        }
    }
}
