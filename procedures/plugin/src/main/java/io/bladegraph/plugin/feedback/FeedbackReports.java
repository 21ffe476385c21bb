// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.feedback;

import io.bladegraph.feedback.DelayCalibration;
import io.bladegraph.feedback.DelayFit;
import io.bladegraph.feedback.EventCensus;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackMethod;
import io.bladegraph.feedback.FeedbackWeigher;
import io.bladegraph.feedback.Observation;
import io.bladegraph.feedback.WeightTotals;
import java.util.LinkedHashMap;
import java.util.Map;

/** What fits measured, as Cypher values. */
public final class FeedbackReports {
    private FeedbackReports() {}

    /**
     * Counts of a census.
     *
     * @param census counts
     * @return the same by name
     */
    public static Map<String, Object> census(EventCensus census) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("immediatePositives", census.immediatePositives());
        map.put("delayedPositives", census.delayedPositives());
        map.put("observedNegatives", census.observedNegatives());
        map.put("matureNegatives", census.matureNegatives());
        map.put("matureEvents", census.matureEvents());
        map.put("eventsAfterNow", census.eventsAfterNow());
        map.put("conversionsBeforeEvent", census.conversionsBeforeEvent());
        map.put("conversionsAfterNow", census.conversionsAfterNow());
        map.put("conversionsTooLate", census.conversionsTooLate());
        return map;
    }

    /**
     * Metrics of a calibration.
     *
     * @param calibration measured
     * @return the same by name; null where there was nothing to measure
     */
    public static Map<String, Object> metrics(DelayCalibration calibration) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("heldOutRows", calibration.rows());
        map.put("delayedPredicted", finite(calibration.delayedPredicted()));
        map.put("delayedObserved", finite(calibration.delayedObserved()));
        map.put("realNegativePredicted", finite(calibration.realNegativePredicted()));
        map.put("realNegativeObserved", finite(calibration.realNegativeObserved()));
        map.put("realNegativeLogLoss", finite(calibration.realNegativeLogLoss()));
        map.put("constantLogLoss", finite(calibration.constantLogLoss()));
        return map;
    }

    /**
     * What the ratios P/Q of the rows as they are seen now are worth: those of {@link FeedbackMethod#FSIW}, clipped as by
     * default. Label correction never weighs a row less than 1.
     *
     * @param fit the model
     * @param rows the events
     * @param now epoch milliseconds
     * @return clips and effective sample size
     */
    public static WeightTotals totals(DelayFit fit, EventRows rows, long now) {
        var weigher = new FeedbackWeigher(fit.model(), FeedbackMethod.FSIW, 1);
        var totals = new WeightTotals(FeedbackConfigs.MAX_WEIGHT);
        for (int row = 0; row < rows.size(); row++) {
            if (rows.eventAt()[row] <= now) {
                var seen = Observation.of(
                        rows.eventAt()[row],
                        rows.convertedAt()[row],
                        now,
                        fit.model().windows());
                totals.add(weigher.weigh(rows, row, seen));
            }
        }
        return totals;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
