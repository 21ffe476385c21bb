// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import java.util.stream.IntStream;

/**
 * Learns a {@link DelayModel} from what was known at one moment.
 *
 * <p>Two fits: one without the rows that are held out, which is measured on them, and from there one on all rows, which is
 * the model. Without a hidden layer the
 * optimum is unique, so the only chance is in who is held out; with one, also in where it begins. Same seed, same rows, same bits at any
 * number of threads.
 *
 * @param model what was learned
 * @param census what the rows looked like
 * @param calibration measured on mature rows that were held out
 */
public record DelayFit(DelayModel model, EventCensus census, DelayCalibration calibration) {

    /**
     * Learns.
     *
     * @param rows the events; whatever lies after {@code now} is not looked at
     * @param now epoch milliseconds
     * @param config how to learn
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return the model and how good it is
     * @throws IllegalArgumentException if the rows cannot teach: no event is mature, no conversion is known, or all
     *     mature events have converted
     */
    public static DelayFit fit(EventRows rows, long now, DelayConfig config, Workers workers, Monitor monitor) {
        var census = EventCensus.of(rows, now, config.windows());
        requireTeachable(census);
        var grid = new TimeGrid(config.windows(), config.bins());
        var paths = new HazardPaths(rows, now, config.windows(), grid);
        int[] all = IntStream.range(0, rows.size())
                .filter(row -> paths.length(row) > 0)
                .toArray();
        int[] training = IntStream.of(all).filter(row -> !heldOut(row, config)).toArray();
        var measured = new Optimization(rows, paths, grid, config, workers, monitor);
        double[] first = measured.run(training, null);
        var calibration = DelayCalibration.of(measured.model(training, first), rows, now, row -> heldOut(row, config));
        double[] last = training.length == all.length ? first : measured.run(all, first);
        return new DelayFit(measured.model(all, last), census, calibration);
    }

    private static boolean heldOut(int row, DelayConfig config) {
        return (Seeds.derive(config.randomSeed(), row) >>> 11) * 0x1p-53 < config.validationFraction();
    }

    private static void requireTeachable(EventCensus census) {
        if (census.matureEvents() == 0) {
            throw new IllegalArgumentException(
                    "No event is older than `attributionWindow` at `now`, so nobody can know yet"
                            + " how many conversions come late. " + census.events() + " events are younger.");
        }
        long positives = census.immediatePositives() + census.delayedPositives();
        if (positives == 0) {
            throw new IllegalArgumentException(
                    "`convertedAt` must count in some rows, but no conversion is known at `now` in any of "
                            + census.events() + " rows.");
        }
        if (census.matureNegatives() == 0) {
            throw new IllegalArgumentException("`convertedAt` must be absent in some rows, but all "
                    + census.matureEvents() + " mature events have converted.");
        }
    }

    /** The optimizer's surroundings. */
    private record Optimization(
            EventRows rows, HazardPaths paths, TimeGrid grid, DelayConfig config, Workers workers, Monitor monitor) {

        double[] run(int[] selected, double[] start) {
            var sample =
                    new HazardLikelihood.Sample(rows, paths, Standardization.of(rows.features(), selected), selected);
            var likelihood = new HazardLikelihood(sample, shape(), grid, config.ridge(), workers);
            int[] evaluations = {0};
            return Lbfgs.minimize(
                    (at, gradient) -> {
                        monitor.progress(
                                "Fit delays",
                                Math.min(evaluations[0]++, config.maxIterations()),
                                config.maxIterations());
                        return likelihood.valueAndGradient(at, gradient);
                    },
                    start == null ? shape().withRandomHidden(likelihood.start(), config.randomSeed()) : start.clone(),
                    likelihood.steps(),
                    config.maxIterations());
        }

        DelayModel model(int[] selected, double[] parameters) {
            var standardization = Standardization.of(rows.features(), selected);
            float[] narrow = new float[parameters.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float) parameters[i];
            }
            return new DelayModel(
                    form(),
                    new DelayModel.Tables(
                            standardization.centers(), standardization.scales(), narrow, jumps(selected)));
        }

        private HazardShape shape() {
            return new HazardShape(
                    grid.bins(),
                    rows.features().columns(),
                    config.buckets(),
                    rows.signalAt().length,
                    config.hiddenUnits());
        }

        private DelayModel.Form form() {
            return new DelayModel.Form(
                    config.windows(),
                    config.bins(),
                    rows.features().columns(),
                    config.buckets(),
                    rows.signalAt().length,
                    config.hiddenUnits());
        }

        /** How far moves go, with one move to the next state taken for granted. */
        private float[] jumps(int[] selected) {
            int states = rows.signalAt().length + 1;
            double[] counts = new double[states * states];
            for (int s = 0; s + 1 < states; s++) {
                counts[s * states + s + 1] = 1;
            }
            for (int row : selected) {
                int state = paths.state(row, -1);
                int moves = paths.length(row) - (paths.converted(row) ? 1 : 0);
                for (int b = 0; b < moves && state < states - 1; b++) {
                    int next = paths.state(row, b);
                    counts[state * states + next] += next > state ? 1 : 0;
                    state = next;
                }
            }
            float[] jumps = new float[counts.length];
            for (int s = 0; s + 1 < states; s++) {
                double sum = 0;
                for (int to = s + 1; to < states; to++) {
                    sum += counts[s * states + to];
                }
                for (int to = s + 1; to < states; to++) {
                    jumps[s * states + to] = (float) (counts[s * states + to] / sum);
                }
            }
            return jumps;
        }
    }
}
