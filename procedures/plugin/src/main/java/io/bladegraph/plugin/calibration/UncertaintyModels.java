// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.calibration;

import io.bladegraph.calibration.BetaPosterior.Prior;
import io.bladegraph.calibration.Calibrator;
import io.bladegraph.calibration.DecisionBoundary;
import io.bladegraph.calibration.IsotonicCalibration;
import io.bladegraph.calibration.LogisticCalibration;
import io.bladegraph.calibration.MultiCalibration;
import io.bladegraph.calibration.PosteriorCalibration;
import io.bladegraph.calibration.UncertaintyLevels;
import io.bladegraph.calibration.VennAbersCalibration;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.catalog.StoredModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Calibrators and decision boundaries as the store keeps them. */
public final class UncertaintyModels {
    /** The type of calibrators in the store. */
    public static final String CALIBRATION = "calibration";

    /** The type of decision boundaries in the store. */
    public static final String THRESHOLDS = "thresholds";

    private static final long[] NO_NODES = {};
    private static final int PARTS = 4;
    private static final int PART_BITS = 16;

    private UncertaintyModels() {}

    /**
     * A boundary for the store.
     *
     * @param header what is known about it
     * @param boundary the boundary
     * @return header and tables
     */
    public static StoredModel toStored(ModelHeader header, DecisionBoundary boundary) {
        Map<String, float[]> tables = new LinkedHashMap<>();
        tables.put("cuts", pack(boundary.levels().cuts()));
        tables.put("thresholds", pack(boundary.thresholds()));
        return new StoredModel(header, NO_NODES, tables);
    }

    /**
     * A boundary from the store.
     *
     * @param stored as loaded
     * @return the boundary that was saved, to the last bit
     * @throws IllegalArgumentException if it is a model of another type
     */
    public static DecisionBoundary boundary(StoredModel stored) {
        stored.requireType(THRESHOLDS);
        return new DecisionBoundary(new UncertaintyLevels(table(stored, "cuts")), table(stored, "thresholds"));
    }

    /**
     * A calibrator for the store.
     *
     * @param header what is known about it
     * @param calibrator the calibrator
     * @return header and tables
     */
    public static StoredModel toStored(ModelHeader header, Calibrator calibrator) {
        Map<String, float[]> tables = new LinkedHashMap<>();
        if (calibrator instanceof IsotonicCalibration map) {
            tables.put("isotonic", pack(map.scores()));
            tables.put("values", pack(map.values()));
        } else if (calibrator instanceof LogisticCalibration map) {
            tables.put("logistic", pack(map.a(), map.b(), map.c()));
        } else if (calibrator instanceof VennAbersCalibration map) {
            tables.put("vennAbers", pack(map.scores()));
            tables.put("lower", pack(map.lower()));
            tables.put("upper", pack(map.upper()));
        } else if (calibrator instanceof MultiCalibration map) {
            tables.put("multicalibration", pack(map.levels().cuts()));
            for (int level = 0; level < map.levels().count(); level++) {
                tables.put("scores" + level, pack(map.scores()[level]));
                tables.put("values" + level, pack(map.values()[level]));
            }
        } else if (calibrator instanceof PosteriorCalibration map) {
            Prior assumed = map.assumed();
            Prior prior = map.prior();
            tables.put(
                    "posterior",
                    pack(assumed.positives(), assumed.negatives(), prior.positives(), prior.negatives(), map.tau()));
        }
        return new StoredModel(header, NO_NODES, tables);
    }

    /**
     * A calibrator from the store.
     *
     * @param stored as loaded
     * @return the calibrator that was saved, to the last bit
     * @throws IllegalArgumentException if it is a model of another type
     */
    public static Calibrator calibrator(StoredModel stored) {
        stored.requireType(CALIBRATION);
        String kind = stored.tables().keySet().iterator().next();
        double[] first = table(stored, kind);
        return switch (kind) {
            case "isotonic" -> new IsotonicCalibration(first, table(stored, "values"));
            case "logistic" -> new LogisticCalibration(first[0], first[1], first[2]);
            case "vennAbers" -> new VennAbersCalibration(first, table(stored, "lower"), table(stored, "upper"));
            case "multicalibration" -> multicalibration(stored, new UncertaintyLevels(first));
            case "posterior" ->
                PosteriorCalibration.of(new Prior(first[0], first[1]), new Prior(first[2], first[3]), first[4]);
            default ->
                throw new IllegalArgumentException("The model `"
                        + stored.header().name() + "` is a calibration of the unknown kind " + kind + ".");
        };
    }

    private static MultiCalibration multicalibration(StoredModel stored, UncertaintyLevels levels) {
        double[][] scores = tables(stored, "scores", levels.count());
        return new MultiCalibration(levels, scores, tables(stored, "values", levels.count()));
    }

    private static double[][] tables(StoredModel stored, String name, int count) {
        return Stream.iterate(0, level -> level < count, level -> level + 1)
                .map(level -> table(stored, name + level))
                .toArray(double[][]::new);
    }

    /** The store keeps floats: each double becomes four of its parts of 16 bits, which floats hold exactly. */
    private static float[] pack(double... values) {
        float[] packed = new float[PARTS * values.length];
        for (int i = 0; i < packed.length; i++) {
            long bits = Double.doubleToRawLongBits(values[i / PARTS]);
            packed[i] = bits >>> (PART_BITS * (i % PARTS)) & 0xFFFF;
        }
        return packed;
    }

    private static double[] table(StoredModel stored, String name) {
        float[] packed = stored.tables().get(name);
        long[] bits = new long[packed.length / PARTS];
        for (int i = 0; i < packed.length; i++) {
            bits[i / PARTS] |= (long) packed[i] << (PART_BITS * (i % PARTS));
        }
        return Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
    }
}
