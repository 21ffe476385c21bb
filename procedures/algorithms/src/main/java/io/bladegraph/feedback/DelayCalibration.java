// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import java.util.function.IntPredicate;

/**
 * Whether the beliefs of a delay model agree with what became of mature events, at the end of the observation window.
 *
 * @param rows mature events measured
 * @param delayedPredicted mean p<sub>dp</sub>
 * @param delayedObserved share of events that converted late
 * @param realNegativePredicted mean p<sub>rn</sub> of the events that had not converted
 * @param realNegativeObserved share of those that never did
 * @param realNegativeLogLoss of p<sub>rn</sub> on those, per event
 * @param constantLogLoss of the best constant on those, per event
 */
public record DelayCalibration(
        long rows,
        double delayedPredicted,
        double delayedObserved,
        double realNegativePredicted,
        double realNegativeObserved,
        double realNegativeLogLoss,
        double constantLogLoss) {

    /** Probabilities of 0 and 1 are no reason for an infinite loss. */
    private static final double EDGE = 1e-6;

    /**
     * Measures.
     *
     * @param model to be measured
     * @param events some of which are mature
     * @param now epoch milliseconds
     * @param selected which rows to measure on
     * @return NaN wherever there is nothing to measure
     */
    static DelayCalibration of(DelayModel model, EventRows events, long now, IntPredicate selected) {
        var sums = new Sums();
        FeedbackWindows windows = model.windows();
        for (int row = 0; row < events.size(); row++) {
            long eventAt = events.eventAt()[row];
            if (selected.test(row) && eventAt <= now && now - eventAt >= windows.attributionMillis()) {
                var seen = Observation.of(eventAt, events.convertedAt()[row], now, windows);
                long window = windows.observationMillis();
                sums.add(seen.kind(), model.believe(events, row, window, window));
            }
        }
        return sums.calibration();
    }

    /** Running sums. */
    private static final class Sums {
        private long rows;
        private long late;
        private long waiting;
        private double delayed;
        private double realNegative;
        private double logLoss;

        void add(Observation.Kind kind, Beliefs beliefs) {
            rows++;
            delayed += beliefs.delayed();
            boolean isLate = kind == Observation.Kind.DELAYED_POSITIVE;
            late += isLate ? 1 : 0;
            if (kind != Observation.Kind.IMMEDIATE_POSITIVE) {
                waiting++;
                realNegative += beliefs.realNegative();
                logLoss -= log(isLate ? beliefs.fakeNegative() : beliefs.realNegative());
            }
        }

        DelayCalibration calibration() {
            double observed = (waiting - late) / (double) waiting;
            double constant = -observed * log(observed) - (1 - observed) * log(1 - observed);
            return new DelayCalibration(
                    rows,
                    delayed / rows,
                    late / (double) rows,
                    realNegative / waiting,
                    observed,
                    logLoss / waiting,
                    constant);
        }

        private static double log(double probability) {
            return Math.log(Math.min(1 - EDGE, Math.max(EDGE, probability)));
        }
    }
}
