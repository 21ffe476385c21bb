// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Logistic;
import io.bladegraph.Workers;
import java.util.Arrays;

/**
 * The negative logarithm of the posterior of the hazards, per row: a sum of logistic losses, one for each bin that a row
 * lived through, so it is convex and right-censored rows need no care.
 *
 * <p>The logit of a hazard in bin b is a<sub>b</sub> + z . w + t<sub>b</sub> z . v, where z are the inputs and
 * t the time from -1/2 to 1/2; with a hidden layer, whose units are inputs as well, it is not convex. Priors: w, v and the
 * weights of the hidden layer are normal, each a<sub>b</sub> is close to a<sub>b-1</sub>, and all a are
 * weakly drawn to the mean hazard, so that bins that nobody has lived through yet follow those before.
 *
 * <p>One evaluation costs O(rows (bins + inputs)). Sums are taken in the same order at any number of threads.
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
    private final double[] events;
    private final double[] trials;

    /** Everything known. */
    record Sample(EventRows rows, HazardPaths paths, Standardization standardization, int[] selected) {}

    HazardLikelihood(Sample sample, HazardShape shape, TimeGrid grid, double ridge, Workers workers) {
        this.rows = sample.rows();
        this.paths = sample.paths();
        this.standardization = sample.standardization();
        this.selected = sample.selected();
        this.grid = grid;
        this.ridge = ridge;
        this.workers = workers;
        this.shape = shape;
        this.events = new double[shape.transitions() * shape.bins()];
        this.trials = new double[events.length];
        for (int row : selected) {
            walk(row, this::count);
        }
        this.meanLogits = new double[shape.transitions()];
        Arrays.setAll(meanLogits, k -> smoothedLogit(k * shape.bins(), (k + 1) * shape.bins()));
    }

    /** Every hazard as observed, whatever the inputs. */
    double[] start() {
        double[] start = new double[shape.size()];
        for (int k = 0; k < shape.transitions(); k++) {
            for (int b = 0; b < shape.bins(); b++) {
                int bin = k * shape.bins() + b;
                start[shape.intercepts(k) + b] = trials[bin] == 0 ? meanLogits[k] : smoothedLogit(bin, bin + 1);
            }
        }
        return start;
    }

    double meanLogit(int transition) {
        return meanLogits[transition];
    }

    /** About one over the second derivatives at the start, if inputs have variance 1. */
    double[] steps() {
        double[] steps = new double[shape.size()];
        double total = 0;
        for (int k = 0; k < shape.transitions(); k++) {
            double curvature = ridge;
            double timeCurvature = ridge;
            for (int b = 0; b < shape.bins(); b++) {
                int bin = k * shape.bins() + b;
                double variance = events[bin] * (1 - events[bin] / Math.max(1, trials[bin]));
                steps[shape.intercepts(k) + b] = selected.length / (PULL + 2 * SMOOTHNESS + variance);
                curvature += variance;
                timeCurvature += grid.time(b) * grid.time(b) * variance;
            }
            Arrays.fill(steps, shape.weights(k), shape.timeWeights(k), selected.length / curvature);
            Arrays.fill(steps, shape.timeWeights(k), shape.intercepts(k + 1), selected.length / timeCurvature);
            total += curvature;
        }
        Arrays.fill(steps, shape.hiddenWeights(0), shape.size(), selected.length / total);
        return steps;
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
        for (int i = shape.hiddenWeights(0); i < shape.size(); i++) {
            value += ridge / 2 * at[i] * at[i];
            gradient[i] = ridge * at[i];
        }
        return value;
    }

    private void count(int transition, int begin, int end, boolean happened) {
        for (int b = begin; b < end; b++) {
            trials[transition * shape.bins() + b]++;
        }
        events[transition * shape.bins() + end - 1] += happened ? 1 : 0;
    }

    private double smoothedLogit(int begin, int end) {
        double happened = 0.5;
        double tried = 1;
        for (int bin = begin; bin < end; bin++) {
            happened += events[bin];
            tried += trials[bin];
        }
        return Logistic.logit(happened / tried);
    }

    /** Hears of trials. */
    private interface Visitor {
        /** In each bin from {@code begin} to before {@code end} something could have happened; it did in the last, or in none. */
        void trials(int transition, int begin, int end, boolean happened);
    }

    /** All that could have happened to a row: in each bin first a conversion, then a move to a higher state. */
    private void walk(int row, Visitor visitor) {
        int length = paths.length(row);
        boolean converted = paths.converted(row);
        int state = paths.state(row, -1);
        for (int begin = 0, end; begin < length; begin = end) {
            int next = state;
            for (end = begin; end < length && next == state; end++) {
                next = paths.state(row, end);
            }
            boolean converts = converted && end == length;
            visitor.trials(shape.conversionFrom(state), begin, end, converts);
            int moves = converts ? end - 1 : end;
            if (state < shape.signals() && moves > begin) {
                visitor.trials(shape.moveFrom(state), begin, moves, !converts && next > state);
            }
            state = next;
        }
    }

    /** Sums over some rows; with e^logit by recursion over the bins, and one logarithm for many factors. */
    private final class Part implements Visitor {
        private final double[] at;
        private final double[] odds;
        private final double[] gradient = new double[shape.size()];
        private final EventInputs inputs = new EventInputs(rows.features(), shape.hidden());
        private final double[] byUnit = new double[shape.hidden()];
        private double value;
        private double product = 1;

        Part(double[] at, double[] odds) {
            this.at = at;
            this.odds = odds;
        }

        void add(int row) {
            inputs.read(rows.features(), standardization, row);
            shape.activate(at, inputs);
            Arrays.fill(byUnit, 0);
            walk(row, this);
            shape.addHiddenTo(gradient, inputs, byUnit);
        }

        @Override
        public void trials(int transition, int begin, int end, boolean happened) {
            double timeScore = shape.score(at, shape.timeWeights(transition), inputs);
            double score = shape.score(at, shape.weights(transition), inputs) + grid.time(begin) * timeScore;
            double factor = Math.exp(score);
            double ratio = Math.exp(grid.step() * timeScore);
            int odd = transition * shape.bins();
            int intercept = shape.intercepts(transition);
            double residual = 0;
            double timeResidual = 0;
            for (int b = begin; b < end; b++, factor *= ratio) {
                double one = 1 + odds[odd + b] * factor;
                double hazard = 1 - 1 / one;
                product *= one;
                gradient[intercept + b] += hazard;
                residual += hazard;
                timeResidual += grid.time(b) * hazard;
                if (product > LARGE) {
                    value();
                }
            }
            if (happened) {
                int last = end - 1;
                value -= at[intercept + last] + score + (last - begin) * grid.step() * timeScore;
                gradient[intercept + last]--;
                residual--;
                timeResidual -= grid.time(last);
            }
            shape.addTo(gradient, shape.weights(transition), inputs, residual);
            shape.addTo(gradient, shape.timeWeights(transition), inputs, timeResidual);
            addByUnit(shape.weights(transition), residual);
            addByUnit(shape.timeWeights(transition), timeResidual);
        }

        private void addByUnit(int offset, double factor) {
            for (int unit = 0; unit < byUnit.length; unit++) {
                byUnit[unit] += factor * at[offset + shape.columns() + unit];
            }
        }

        double value() {
            value += Math.log(product);
            product = 1;
            return value;
        }
    }
}
