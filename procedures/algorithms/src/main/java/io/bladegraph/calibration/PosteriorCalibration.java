// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Logistic;
import io.bladegraph.calibration.BetaPosterior.Evidence;
import io.bladegraph.calibration.BetaPosterior.Prior;

/**
 * The expected rate given score and uncertainty, by the theorem on under-sampled negatives.
 *
 * <p>The score is taken for the mean and the uncertainty for the variance of a Beta belief that a model holds after
 * evidence and an assumed prior. Taking that prior away leaves the evidence: k positives among n rows, of which only one
 * negative in tau was kept. The calibrated probability is the mean of {@link BetaPosterior} under the true prior, which
 * is fitted by maximum likelihood.
 *
 * <p>It depends on two numbers in [0, 1] alone, k / n and gamma = P / (n + P), P the strength of the assumed prior; it is
 * tabulated over them and interpolated, with an error below .002.
 *
 * <p>Reference: Arora et al., arXiv 2311.11723, the theorem on the dependence of test positivity on score and
 * uncertainty.
 */
public final class PosteriorCalibration implements Calibrator {
    private static final int COARSE = 16;
    private static final int FINE = 96;
    private static final int MAX_ROWS = 20_000;

    private final Prior assumed;
    private final Prior prior;
    private final double tau;
    private final double[][] table; // (gamma, k / n)

    private PosteriorCalibration(Prior assumed, Prior prior, double tau, int cells) {
        this.assumed = assumed;
        this.prior = prior;
        this.tau = tau;
        this.table = new double[cells + 1][cells + 1];
        for (int i = 0; i <= cells; i++) {
            for (int j = 0; j <= cells; j++) {
                table[i][j] = exact((double) i / cells, (double) j / cells);
            }
        }
    }

    /**
     * A map with known priors.
     *
     * @param assumed what the model believed before its evidence
     * @param prior what is true before any evidence
     * @param tau how many negatives there were for each one that the model was trained on
     * @return the map
     */
    public static PosteriorCalibration of(Prior assumed, Prior prior, double tau) {
        return new PosteriorCalibration(assumed, prior, tau, FINE);
    }

    /**
     * Fits the true prior.
     *
     * @param rows scored rows whose uncertainties are variances
     * @param assumed what the model believed before its evidence
     * @param tau how many negatives there were for each one that the model was trained on
     * @return the map
     */
    public static PosteriorCalibration fit(ScoredRows rows, Prior assumed, double tau) {
        if (!rows.hasUncertainties()) {
            throw new IllegalArgumentException(
                    "The posterior needs an `uncertainty` for each row: the variance of the score.");
        }
        int stride = 1 + rows.size() / MAX_ROWS;
        double logit = 0;
        double logStrength = 0;
        double best = loss(rows, stride, assumed, prior(logit, logStrength), tau);
        for (double step = 2; step > 0.02; ) {
            double improved = best;
            for (int move = 0; move < 4; move++) {
                double x = logit + (move == 0 ? step : move == 1 ? -step : 0);
                double y = logStrength + (move == 2 ? step : move == 3 ? -step : 0);
                double loss = Math.abs(x) > 12 || Math.abs(y) > 10
                        ? Double.POSITIVE_INFINITY
                        : loss(rows, stride, assumed, prior(x, y), tau);
                if (loss < improved) {
                    improved = loss;
                    logit = x;
                    logStrength = y;
                    break;
                }
            }
            if (!(improved < best)) {
                step /= 2;
            }
            best = improved;
        }
        return of(assumed, prior(logit, logStrength), tau);
    }

    private static Prior prior(double logit, double logStrength) {
        double strength = Math.exp(logStrength);
        return new Prior(strength * Logistic.sigmoid(logit), strength * Logistic.sigmoid(-logit));
    }

    private static double loss(ScoredRows rows, int stride, Prior assumed, Prior prior, double tau) {
        var map = new PosteriorCalibration(assumed, prior, tau, COARSE);
        double loss = 0;
        for (int row = 0; row < rows.size(); row += stride) {
            double p = map.calibrate(rows.scores()[row], rows.uncertainties()[row]);
            double likelihood = Math.max(1e-12, rows.labels()[row] ? p : 1 - p);
            loss -= rows.weight(row) * Math.log(likelihood);
        }
        return loss;
    }

    /**
     * What the model is taken to have believed before its evidence.
     *
     * @return a prior
     */
    public Prior assumed() {
        return assumed;
    }

    /**
     * What is taken to be true before any evidence.
     *
     * @return a prior
     */
    public Prior prior() {
        return prior;
    }

    /**
     * How many negatives there were for each one that the model was trained on.
     *
     * @return at least 1
     */
    public double tau() {
        return tau;
    }

    @Override
    public double calibrate(double score, double uncertainty) {
        double spread = score * (1 - score);
        double strength = spread > 0 && uncertainty > 0 ? spread / uncertainty - 1 : Double.POSITIVE_INFINITY;
        double gamma = Math.min(1, assumed.strength() / Math.max(strength, 1e-9));
        double share = gamma < 1 ? (score - assumed.mean() * gamma) / (1 - gamma) : score;
        return interpolate(gamma, Math.min(1, Math.max(0, share)));
    }

    @Override
    public boolean usesUncertainty() {
        return true;
    }

    private double interpolate(double gamma, double share) {
        int cells = table.length - 1;
        double x = gamma * cells;
        double y = share * cells;
        int i = Math.min(cells - 1, (int) x);
        int j = Math.min(cells - 1, (int) y);
        double fx = x - i;
        double fy = y - j;
        return (1 - fx) * ((1 - fy) * table[i][j] + fy * table[i][j + 1])
                + fx * ((1 - fy) * table[i + 1][j] + fy * table[i + 1][j + 1]);
    }

    private double exact(double gamma, double share) {
        if (gamma == 0) {
            return share / (share + tau * (1 - share));
        }
        double n = assumed.strength() * (1 - gamma) / gamma;
        return BetaPosterior.of(new Evidence(share * n, (1 - share) * n), prior, tau)
                .mean();
    }
}
