// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.feedback;

import io.bladegraph.Requires;
import io.bladegraph.feedback.DelayConfig;
import io.bladegraph.feedback.FeedbackMethod;
import io.bladegraph.feedback.FeedbackWindows;
import io.bladegraph.feedback.Observation.Kind;
import io.bladegraph.plugin.config.ConfigReader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the records of the feedback slice from maps; ranges are checked by the records. */
public final class FeedbackConfigs {
    private static final int BINS = 16;
    private static final int HASH_BUCKETS = 1024;
    static final double MAX_WEIGHT = 20;

    private FeedbackConfigs() {}

    /**
     * How long to wait and to count.
     *
     * @param reader of a configuration
     * @return keys {@code observationWindow, attributionWindow}, checked when asked for, so that an unknown key is reported
     *     before a missing one
     */
    public static Supplier<FeedbackWindows> windows(ConfigReader reader) {
        Long observation = reader.duration("observationWindow");
        Long attribution = reader.duration("attributionWindow");
        return () -> new FeedbackWindows(
                required("observationWindow", observation), required("attributionWindow", attribution));
    }

    private static long required(String key, Long value) {
        if (value == null) {
            throw new IllegalArgumentException("`" + key + "` is missing.");
        }
        return value;
    }

    static int bins(ConfigReader reader) {
        return reader.integer("bins", BINS, 2, 64);
    }

    static int hiddenUnits(ConfigReader reader) {
        return reader.integer("hiddenUnits", 0, 0, 256);
    }

    /**
     * How many weights the values of categories share.
     *
     * @param reader of a configuration
     * @return key {@code hashBuckets}
     */
    public static int hashBuckets(ConfigReader reader) {
        return reader.integer("hashBuckets", HASH_BUCKETS, 1, 1 << 16);
    }

    /**
     * How to learn delays.
     *
     * @param reader of a configuration
     * @return keys {@code observationWindow, attributionWindow, bins, hashBuckets, hiddenUnits, ridge, maxIterations, validationFraction,
     *     randomSeed}, checked when asked for
     */
    public static Supplier<DelayConfig> delays(ConfigReader reader) {
        Supplier<FeedbackWindows> windows = windows(reader);
        int bins = bins(reader);
        int buckets = hashBuckets(reader);
        int hidden = hiddenUnits(reader);
        double ridge = reader.number("ridge", 1);
        int iterations = reader.integer("maxIterations", 100, 1, 10_000);
        double validationFraction = reader.number("validationFraction", 0.2);
        long seed = reader.integer("randomSeed", 42);
        return () -> new DelayConfig(windows.get(), bins, buckets, hidden, ridge, iterations, validationFraction, seed);
    }

    /**
     * The same without categories, if there are none.
     *
     * @param config as read
     * @param categoryCount categories per row
     * @return {@code config} if there are
     */
    public static DelayConfig forCategories(DelayConfig config, int categoryCount) {
        return categoryCount > 0 ? config : config.withBuckets(0);
    }

    /**
     * How to weigh.
     *
     * @param method formula
     * @param alpha of the method 'alpha'
     * @param maxWeight where weights are clipped
     */
    public record Weighing(FeedbackMethod method, double alpha, double maxWeight) {
        /**
         * Reads.
         *
         * @param reader of a configuration
         * @return keys {@code method, alpha, maxWeight}
         */
        public static Weighing from(ConfigReader reader) {
            return new Weighing(
                    reader.choice("method", FeedbackMethod.LABEL_CORRECTION),
                    FeedbackConfigs.alpha(reader),
                    Requires.positive("maxWeight", reader.number("maxWeight", MAX_WEIGHT)));
        }
    }

    /**
     * The share of a late positive that waits for its conversion.
     *
     * @param reader of a configuration
     * @return key {@code alpha}
     */
    public static double alpha(ConfigReader reader) {
        return reader.number("alpha", 1);
    }

    /**
     * The kind of a row.
     *
     * @param reader of a configuration
     * @return keys {@code kind, label}, checked when asked for, so that an unknown key is reported before a missing one; a
     *     label without a kind is that of a first row
     */
    public static Supplier<Kind> kind(ConfigReader reader) {
        String kind = reader.text("kind", null);
        Object label = reader.any("label");
        return () -> {
            if (label != null && !(label instanceof Boolean)) {
                throw new IllegalArgumentException("`label` must be true or false, but was " + label + ".");
            } else if (kind == null && label == null) {
                throw new IllegalArgumentException("`kind` is missing.");
            } else if (kind == null) {
                return label.equals(true) ? Kind.IMMEDIATE_POSITIVE : Kind.OBSERVED_NEGATIVE;
            }
            return agreeing(named(kind), label);
        };
    }

    private static Kind named(String name) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`kind` must be one of "
                        + Stream.of(Kind.values()).map(kind -> "'" + kind + "'").collect(Collectors.joining(", "))
                        + ", but was '" + name + "'."));
    }

    private static Kind agreeing(Kind kind, Object label) {
        if (label != null && !label.equals(kind.positive())) {
            throw new IllegalArgumentException(
                    "`label` must be " + kind.positive() + " for the `kind` '" + kind + "', but was " + label + ".");
        }
        return kind;
    }
}
