// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.calibration;

import io.bladegraph.calibration.CalibrationMetrics;
import io.bladegraph.calibration.DecisionBoundary;
import io.bladegraph.calibration.Flagged;
import io.bladegraph.calibration.ReliabilityBin;
import io.bladegraph.calibration.ThresholdResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as Cypher values. */
public final class UncertaintyReports {
    private UncertaintyReports() {}

    /**
     * Metrics of a calibration.
     *
     * @param metrics as measured
     * @return by name
     */
    public static Map<String, Object> metrics(CalibrationMetrics metrics) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ece", metrics.ece());
        map.put("equalWeightEce", metrics.equalWeightEce());
        map.put("gridEce", metrics.gridEce());
        map.put("brier", metrics.brier());
        map.put("logLoss", metrics.logLoss());
        return map;
    }

    /**
     * Bins of a reliability diagram.
     *
     * @param metrics as measured
     * @return maps {@code predicted, observed, weight}
     */
    public static List<Map<String, Object>> reliability(CalibrationMetrics metrics) {
        return metrics.reliability().bins().stream()
                .map(UncertaintyReports::bin)
                .toList();
    }

    private static Map<String, Object> bin(ReliabilityBin bin) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("predicted", bin.predicted());
        map.put("observed", bin.observed());
        map.put("weight", bin.weight());
        return map;
    }

    /**
     * The thresholds.
     *
     * @param result as found
     * @return a map for each level; open ends and thresholds that no score reaches are null
     */
    public static List<Map<String, Object>> boundary(ThresholdResult result) {
        DecisionBoundary boundary = result.boundary();
        double[] cuts = boundary.levels().cuts();
        List<Map<String, Object>> levels = new ArrayList<>();
        for (int level = 0; level <= cuts.length; level++) {
            Flagged flagged = result.flagged()[level];
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("level", (long) level);
            map.put("uncertaintyMin", level == 0 ? null : cuts[level - 1]);
            map.put("uncertaintyMax", level == cuts.length ? null : cuts[level]);
            map.put("threshold", finite(boundary.thresholds()[level]));
            map.put("positives", flagged.positives());
            map.put("count", flagged.weight());
            levels.add(map);
        }
        return levels;
    }

    /**
     * What the thresholds achieve.
     *
     * @param result as found
     * @return by name
     */
    public static Map<String, Object> metrics(ThresholdResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("precision", result.precision());
        map.put("recall", result.recall());
        map.put("singleThresholdRecall", result.singleThresholdRecall());
        map.put("crossFittedPrecision", crossFittedPrecision(result));
        map.put("crossFittedRecall", crossFittedRecall(result));
        map.put("boundary", boundary(result));
        return map;
    }

    /**
     * The precision on rows that did not choose the thresholds.
     *
     * @param result as found
     * @return null without folds, or if nothing was flagged
     */
    public static Double crossFittedPrecision(ThresholdResult result) {
        return result.crossFitted() == null ? null : finite(result.crossFitted().precision());
    }

    /**
     * The recall on rows that did not choose the thresholds.
     *
     * @param result as found
     * @return null without folds
     */
    public static Double crossFittedRecall(ThresholdResult result) {
        return result.crossFitted() == null
                ? null
                : (Double) (result.crossFitted().positives() / result.positives());
    }

    /**
     * A number, or null in place of NaN and infinity.
     *
     * @param value any number
     * @return a number that every client can show
     */
    public static Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
