// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.calibration;

import io.bladegraph.calibration.BetaPosterior.Prior;
import io.bladegraph.calibration.CalibrationConfig;
import io.bladegraph.calibration.CalibrationMethod;
import io.bladegraph.calibration.ThresholdConfig;
import io.bladegraph.calibration.ThresholdConfig.Validation;
import io.bladegraph.calibration.ThresholdMethod;
import io.bladegraph.plugin.config.ConfigReader;
import java.util.function.Supplier;

/** Reads the records of the uncertainty slice from maps; ranges are checked by the records. */
public final class UncertaintyConfigs {
    private static final int LEVELS = 5;
    private static final int BINS = 300;
    private static final int FOLDS = 5;
    private static final long SEED = 42;

    private UncertaintyConfigs() {}

    /**
     * How to find thresholds.
     *
     * @param reader of a configuration
     * @return keys {@code precision, levels, bins, method, folds, margin, confidence, randomSeed}, checked when asked for, so that
     *     an unknown key is reported before a missing one
     */
    public static Supplier<ThresholdConfig> thresholds(ConfigReader reader) {
        double precision = reader.number("precision", Double.NaN);
        int levels = integer(reader, "levels", LEVELS);
        int bins = integer(reader, "bins", BINS);
        ThresholdMethod method = reader.choice("method", ThresholdMethod.MIST);
        int folds = integer(reader, "folds", FOLDS);
        double margin = reader.number("margin", 1);
        double confidence = reader.number("confidence", 0);
        long seed = reader.integer("randomSeed", SEED);
        return () -> {
            if (Double.isNaN(precision)) {
                throw new IllegalArgumentException("`precision` is missing.");
            }
            return new ThresholdConfig(
                    precision, levels, bins, method, new Validation(folds, margin, confidence, seed));
        };
    }

    /**
     * The same with the folds of a query.
     *
     * @param config as read
     * @param rows as read
     * @return {@code config} if the query has no folds
     */
    public static ThresholdConfig foldedAs(ThresholdConfig config, LabelledRows rows) {
        if (rows.folds().length == 0) {
            return config;
        }
        Validation given = config.validation();
        var validation = new Validation(rows.foldCount(), given.margin(), given.confidence(), given.randomSeed());
        return new ThresholdConfig(config.precision(), config.levels(), config.bins(), config.method(), validation);
    }

    /**
     * How to calibrate.
     *
     * @param reader of a configuration
     * @return keys {@code method, levels, priorPositives, priorNegatives, negativeSamplingRate, folds, randomSeed}
     */
    public static CalibrationConfig calibration(ConfigReader reader) {
        return new CalibrationConfig(
                reader.choice("method", CalibrationMethod.ISOTONIC),
                integer(reader, "levels", LEVELS),
                prior(reader),
                reader.number("negativeSamplingRate", 1),
                integer(reader, "folds", FOLDS),
                reader.integer("randomSeed", SEED));
    }

    /**
     * The same with the folds of a query.
     *
     * @param config as read
     * @param rows as read
     * @return {@code config} if the query has no folds
     */
    public static CalibrationConfig foldedAs(CalibrationConfig config, LabelledRows rows) {
        return rows.folds().length == 0
                ? config
                : new CalibrationConfig(
                        config.method(),
                        config.levels(),
                        config.assumed(),
                        config.negativeSamplingRate(),
                        rows.foldCount(),
                        config.randomSeed());
    }

    /**
     * A prior.
     *
     * @param reader of a configuration
     * @return keys {@code priorPositives, priorNegatives}
     */
    public static Prior prior(ConfigReader reader) {
        return new Prior(
                reader.number("priorPositives", Prior.UNIFORM.positives()),
                reader.number("priorNegatives", Prior.UNIFORM.negatives()));
    }

    private static int integer(ConfigReader reader, String key, int fallback) {
        return reader.integer(key, fallback, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
