// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import io.bladegraph.conversion.ConversionConfig;
import io.bladegraph.conversion.ConversionConfig.Schedule;
import io.bladegraph.plugin.config.ConfigReader;

/** Reads the records of the conversion slice from maps; ranges are checked by the records. */
public final class ConversionConfigs {
    private static final int HASH_BUCKETS = 1 << 16;
    private static final int MAX_BUCKETS = 1 << 26;

    private ConversionConfigs() {}

    /**
     * How to train.
     *
     * @param reader of a configuration
     * @return keys {@code entireSpace, uncertainty, members, epochs, batchSize, learningRate, weightDecay, patience,
     *     validationFraction, randomSeed}
     */
    public static ConversionConfig training(ConfigReader reader) {
        ConversionConfig fallback = ConversionConfig.DEFAULT;
        return new ConversionConfig(
                reader.flag("entireSpace", fallback.entireSpace()),
                reader.choice("uncertainty", fallback.uncertainty()),
                reader.integer("members", fallback.members(), 2, 100),
                schedule(reader),
                reader.number("validationFraction", fallback.validationFraction()),
                reader.integer("randomSeed", fallback.randomSeed()));
    }

    /**
     * How many weights the values of categories share.
     *
     * @param reader of a configuration
     * @return key {@code hashBuckets}
     */
    public static int hashBuckets(ConfigReader reader) {
        return reader.integer("hashBuckets", HASH_BUCKETS, 1, MAX_BUCKETS);
    }

    private static Schedule schedule(ConfigReader reader) {
        Schedule fallback = Schedule.DEFAULT;
        return new Schedule(
                reader.integer("epochs", fallback.epochs(), 1, 100_000),
                reader.integer("batchSize", fallback.batchSize(), 1, 1_000_000),
                reader.number("learningRate", fallback.learningRate()),
                reader.number("weightDecay", fallback.weightDecay()),
                reader.integer("patience", fallback.patience(), 1, 100_000));
    }
}
