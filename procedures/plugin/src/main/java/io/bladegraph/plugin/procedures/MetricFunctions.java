// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Requires;
import io.bladegraph.calibration.CalibrationMetrics;
import io.bladegraph.calibration.RankingCurve;
import io.bladegraph.calibration.ReliabilityTable;
import io.bladegraph.calibration.ScoredRows;
import io.bladegraph.plugin.calibration.Numbers;
import io.bladegraph.plugin.calibration.UncertaintyReports;
import java.util.function.ToDoubleBiFunction;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserAggregationFunction;
import org.neo4j.procedure.UserAggregationResult;
import org.neo4j.procedure.UserAggregationUpdate;

/**
 * {@code blade.metrics.*}: metrics of scores and outcomes as aggregating functions.
 *
 * <p>As in Cypher's own, rows with a null are left out; a metric that is not defined for the rows is null.
 */
public class MetricFunctions {

    @UserAggregationFunction("blade.metrics.auc")
    @Description("The area under the ROC curve: how often a positive scores higher than a negative.")
    public Metric auc() {
        return new Metric((scores, labels) -> RankingCurve.of(scores, labels).auc());
    }

    @UserAggregationFunction("blade.metrics.prAuc")
    @Description("The average precision: the area under the curve of precision over recall.")
    public Metric prAuc() {
        return new Metric((scores, labels) -> RankingCurve.of(scores, labels).averagePrecision());
    }

    @UserAggregationFunction("blade.metrics.logLoss")
    @Description("The mean negative log likelihood, in nats.")
    public Metric logLoss() {
        return new Metric((scores, labels) -> CalibrationMetrics.logLoss(ScoredRows.of(scores, labels)));
    }

    @UserAggregationFunction("blade.metrics.brier")
    @Description("The mean squared error of probabilities.")
    public Metric brier() {
        return new Metric((scores, labels) -> CalibrationMetrics.brier(ScoredRows.of(scores, labels)));
    }

    @UserAggregationFunction("blade.metrics.ece")
    @Description("The expected calibration error, over 15 bins of equal width.")
    public Metric ece() {
        return new Metric((scores, labels) -> ReliabilityTable.equalWidth(
                        ScoredRows.of(scores, labels), ReliabilityTable.DEFAULT_BINS)
                .expectedCalibrationError());
    }

    @UserAggregationFunction("blade.metrics.recallAtPrecision")
    @Description("The largest recall that one threshold reaches at a precision; 0 if none reaches the precision.")
    public MetricAtPrecision recallAtPrecision() {
        return new MetricAtPrecision();
    }

    /** Collects rows for a metric. */
    public static final class Metric {
        private final ToDoubleBiFunction<double[], boolean[]> metric;
        private final Numbers scores = new Numbers("score");
        private final Numbers labels = new Numbers("label");
        private long row;

        Metric(ToDoubleBiFunction<double[], boolean[]> metric) {
            this.metric = metric;
        }

        /**
         * Adds a row.
         *
         * @param score a number
         * @param label true, false, 1 or 0
         */
        @UserAggregationUpdate
        public void update(
                @Name(value = "score", description = "A number; a probability where the metric needs one.")
                        Number score,
                @Name(value = "label", description = "true, false, 1 or 0.") Object label) {
            row++;
            if (score != null && label != null) {
                scores.add(score, row);
                labels.addLabel(label, row);
            }
        }

        /**
         * Ends the rows.
         *
         * @return the metric, null if it is not defined
         */
        @UserAggregationResult
        public Double result() {
            return UncertaintyReports.finite(metric.applyAsDouble(scores.toArray(), labels.toFlags()));
        }
    }

    /** Collects rows for a recall. */
    public static final class MetricAtPrecision {
        private final Metric rows =
                new Metric((scores, labels) -> RankingCurve.of(scores, labels).recallAtPrecision(this.precision));
        private double precision = 1;

        /**
         * Adds a row.
         *
         * @param score a number
         * @param label true, false, 1 or 0
         * @param precision least precision, the same in all rows
         */
        @UserAggregationUpdate
        public void update(
                @Name(value = "score", description = "A number.") Number score,
                @Name(value = "label", description = "true, false, 1 or 0.") Object label,
                @Name(value = "precision", description = "Least precision, in (0, 1].") Number precision) {
            double bound = precision == null ? Double.NaN : precision.doubleValue();
            this.precision = Requires.that(bound > 0 && bound <= 1, "precision", "in (0, 1]", precision, bound);
            rows.update(score, label);
        }

        /**
         * Ends the rows.
         *
         * @return the recall, null without a positive
         */
        @UserAggregationResult
        public Double result() {
            return rows.result();
        }
    }
}
