// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Logistic;
import io.bladegraph.calibration.BetaPosterior.Evidence;
import io.bladegraph.calibration.BetaPosterior.Prior;

/**
 * The posterior of a rate r when every positive was kept but only one negative in tau.
 *
 * <p>q(r) is proportional to r<sup>k + b1 - 1</sup> (1 - r)<sup>n - k + b0 - 1</sup> / (1 + (tau - 1) r)<sup>n</sup>, for
 * k positives among n kept rows and the prior Beta(b1, b0); a Gauss hypergeometric distribution. In t = logit(r) its
 * logarithm is h(t) = (k + b1) t - (b1 + b0) softplus(t) - n softplus(t + ln tau), which is concave. The moments are sums
 * over t = mode + width sinh(x) for equidistant x: the substitution makes both exponential tails fall doubly
 * exponentially, so the trapezoid rule converges fast whatever the skew.
 *
 * <p>Relative error below 1e-9 for evidence up to a million rows. O(1), some 20 microseconds.
 */
final class UnderSampledPosterior {
    private static final int STEPS = 160;
    private static final double NEGLIGIBLE = 45; // e^-45 = 3e-20

    private final double a;
    private final double b;
    private final double n;
    private final double logTau;

    private UnderSampledPosterior(Evidence evidence, Prior prior, double tau) {
        this.a = evidence.positives() + prior.positives();
        this.b = prior.strength();
        this.n = evidence.total();
        this.logTau = Math.log(tau);
    }

    static BetaPosterior of(Evidence evidence, Prior prior, double tau) {
        return new UnderSampledPosterior(evidence, prior, tau).moments();
    }

    private BetaPosterior moments() {
        double mode = mode();
        double width = 1 / Math.sqrt(curvature(mode));
        double peak = density(mode);
        double begin = -reach(mode, -width, peak);
        double step = (reach(mode, width, peak) - begin) / STEPS;
        double sum = 0;
        double mean = 0;
        double square = 0;
        double log = 0;
        for (int i = 0; i <= STEPS; i++) {
            double x = begin + i * step;
            double t = mode + width * Math.sinh(x);
            double h = density(t) - peak;
            double weight = Math.exp(h) * width * Math.cosh(x) * step;
            double r = Logistic.sigmoid(t);
            sum += weight;
            mean += weight * r;
            square += weight * r * r;
            log += weight * (h - Logistic.logSigmoid(t) - Logistic.logSigmoid(-t));
        }
        mean /= sum;
        return new BetaPosterior(mean, Math.max(0, square / sum - mean * mean), Math.log(sum) - log / sum, n + b);
    }

    private double density(double t) {
        return a * t - b * Logistic.softplus(t) - n * Logistic.softplus(t + logTau);
    }

    private double slope(double t) {
        return a - b * Logistic.sigmoid(t) - n * Logistic.sigmoid(t + logTau);
    }

    private double curvature(double t) {
        return b * Logistic.sigmoid(t) * Logistic.sigmoid(-t)
                + n * Logistic.sigmoid(t + logTau) * Logistic.sigmoid(-t - logTau);
    }

    /** The slope falls from a > 0 to a - b - n < 0: bisection cannot fail. */
    private double mode() {
        double low = -1;
        double high = 1;
        while (slope(low) < 0) {
            low *= 2;
        }
        while (slope(high) > 0) {
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (slope(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The x > 0 beyond which the density is negligible, on the side that the sign of {@code width} says. */
    private double reach(double mode, double width, double peak) {
        double x = 1;
        while (density(mode + width * Math.sinh(x)) > peak - NEGLIGIBLE) {
            x += 0.25;
        }
        return x;
    }
}
