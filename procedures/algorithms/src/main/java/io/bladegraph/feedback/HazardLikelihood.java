// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Logistic;
import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * The negative logarithm of the posterior of the hazards, per row: a sum of logistic losses, one for each bin that a row
 * lived through, so it is convex and right-censored rows need no care.
 *
 * <p>The logit of a hazard in bin b is a<sub>b</sub> + z . w + t<sub>b</sub> z . v, where z are the standardized features and
 * t the time from -1/2 to 1/2. Priors: w and v are normal, each a<sub>b</sub> is close to a<sub>b-1</sub>, and all a are
 * weakly drawn to the mean hazard, so that bins that nobody has lived through yet follow those before.
 *
 * <p>One evaluation costs O(rows (bins + columns)). Sums are taken in the same order at any number of threads.
 */
final class HazardLikelihood implements Lbfgs.Objective {
    private static final int MAX_CHUNKS = 64;
    private static final int MIN_CHUNK = 4096;
    private static final double SMOOTHNESS = 1;
    private static final double PULL = 0.01;
    private static final double LARGE = 1e100;

    private final HazardShape shape;
    private final TimeGrid grid;
    private final EventRows rows;
    private final Standardization standardization;
    private final HazardPaths paths;
    private final int[] selected;
    private final double ridge;
    private final Workers workers;
    private final double[] meanLogits;

    /** Everything known. */
    record Sample(EventRows rows, HazardPaths paths, Standardization standardization, int[] selected) {}

    HazardLikelihood(Sample sample, TimeGrid grid, double ridge, Workers workers) {
        this.rows = sample.rows();
        this.paths = sample.paths();
        this.standardization = sample.standardization();
        this.selected = sample.selected();
        this.grid = grid;
        this.ridge = ridge;
        this.workers = workers;
        this.shape = new HazardShape(grid.bins(), rows.columns(), rows.signalAt().length);
        this.meanLogits = countMeanLogits();
    }

    /** Every hazard at the mean of its transition. */
    double[] start() {
        double[] start = new double[shape.size()];
        for (int k = 0; k < shape.transitions(); k++) {
            Arrays.fill(start, shape.intercepts(k), shape.weights(k), meanLogits[k]);
        }
        return start;
    }

    @Override
    public double valueAndGradient(double[] at, double[] gradient) {
        int chunk = Math.max(MIN_CHUNK, (selected.length + MAX_CHUNKS - 1) / MAX_CHUNKS);
        int chunks = (selected.length + chunk - 1) / chunk;
        double[][] gradients = new double[chunks][];
        double[] values = new double[chunks];
        double[] odds = odds(at);
        workers.run(selected.length, chunk, (begin, end) -> {
            var part = new Part(at, odds);
            for (int i = begin; i < end; i++) {
                part.add(selected[i]);
            }
            gradients[begin / chunk] = part.gradient;
            values[begin / chunk] = part.value();
        });
        double value = prior(at, gradient);
        for (int c = 0; c < chunks; c++) {
            value += values[c];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += gradients[c][i];
            }
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= selected.length;
        }
        return value / selected.length;
    }

    /** e^a of every transition and bin. */
    private double[] odds(double[] at) {
        double[] odds = new double[shape.transitions() * shape.bins()];
        for (int k = 0; k < shape.transitions(); k++) {
            for (int b = 0; b < shape.bins(); b++) {
                odds[k * shape.bins() + b] = Math.exp(at[shape.intercepts(k) + b]);
            }
        }
        return odds;
    }

    private double prior(double[] at, double[] gradient) {
        double value = 0;
        for (int k = 0; k < shape.transitions(); k++) {
            int a = shape.intercepts(k);
            for (int b = 0; b < shape.bins(); b++) {
                double away = at[a + b] - meanLogits[k];
                value += PULL / 2 * away * away;
                gradient[a + b] = PULL * away;
            }
            for (int b = 1; b < shape.bins(); b++) {
                double jump = at[a + b] - at[a + b - 1];
                value += SMOOTHNESS / 2 * jump * jump;
                gradient[a + b] += SMOOTHNESS * jump;
                gradient[a + b - 1] -= SMOOTHNESS * jump;
            }
            for (int i = shape.weights(k); i < shape.intercepts(k + 1); i++) {
                value += ridge / 2 * at[i] * at[i];
                gradient[i] = ridge * at[i];
            }
        }
        return value;
    }

    private double[] countMeanLogits() {
        double[] events = new double[shape.transitions()];
        double[] trials = new double[shape.transitions()];
        for (int row : selected) {
            walk(row, (transition, bin, happened) -> {
                trials[transition]++;
                events[transition] += happened ? 1 : 0;
            });
        }
        double[] logits = new double[shape.transitions()];
        Arrays.setAll(logits, k -> Logistic.logit((events[k] + 0.5) / (trials[k] + 1)));
        return logits;
    }

    /** Something that could have happened in a bin. */
    private interface Visitor {
        void trial(int transition, int bin, boolean happened);
    }

    /** All that could have happened to a row: in each bin first a conversion, then a move to a higher state. */
    private void walk(int row, Visitor visitor) {
        int length = paths.length(row);
        int state = paths.state(row, -1);
        for (int b = 0; b < length; b++) {
            boolean converts = paths.converted(row) && b == length - 1;
            visitor.trial(shape.conversionFrom(state), b, converts);
            if (converts) {
                return;
            }
            if (state < shape.signals()) {
                int next = paths.state(row, b);
                visitor.trial(shape.moveFrom(state), b, next > state);
                state = next;
            }
        }
    }

    /** Sums over some rows; with e^logit by recursion over the bins, and one logarithm for many factors. */
    private final class Part implements Visitor {
        private final double[] at;
        private final double[] odds;
        private final double[] gradient = new double[shape.size()];
        private final double[] z = new double[shape.columns()];
        private final double[] factor = new double[shape.transitions()];
        private final double[] ratio = new double[shape.transitions()];
        private final int[] reached = new int[shape.transitions()];
        private final double[] residual = new double[shape.transitions()];
        private final double[] timeResidual = new double[shape.transitions()];
        private double value;
        private double product = 1;

        Part(double[] at, double[] odds) {
            this.at = at;
            this.odds = odds;
        }

        void add(int row) {
            standardization.read(rows, row, z);
            Arrays.fill(reached, -1);
            walk(row, this);
            for (int k = 0; k < reached.length; k++) {
                if (reached[k] >= 0) {
                    int w = shape.weights(k);
                    int v = shape.timeWeights(k);
                    for (int j = 0; j < z.length; j++) {
                        gradient[w + j] += residual[k] * z[j];
                        gradient[v + j] += timeResidual[k] * z[j];
                    }
                }
            }
        }

        @Override
        public void trial(int transition, int bin, boolean happened) {
            if (reached[transition] < 0) {
                enter(transition, bin);
            }
            for (; reached[transition] < bin; reached[transition]++) {
                factor[transition] *= ratio[transition];
            }
            double odd = odds[transition * shape.bins() + bin] * factor[transition];
            if (happened) {
                value -= Math.log(odd);
            }
            product *= 1 + odd;
            if (product > LARGE) {
                value();
            }
            double error = odd / (1 + odd) - (happened ? 1 : 0);
            gradient[shape.intercepts(transition) + bin] += error;
            residual[transition] += error;
            timeResidual[transition] += grid.time(bin) * error;
        }

        private void enter(int transition, int bin) {
            double score = shape.score(at, shape.weights(transition), z);
            double timeScore = shape.score(at, shape.timeWeights(transition), z);
            factor[transition] = Math.exp(score + grid.time(bin) * timeScore);
            ratio[transition] = Math.exp(grid.step() * timeScore);
            reached[transition] = bin;
            residual[transition] = 0;
            timeResidual[transition] = 0;
        }

        double value() {
            value += Math.log(product);
            product = 1;
            return value;
        }
    }
}
