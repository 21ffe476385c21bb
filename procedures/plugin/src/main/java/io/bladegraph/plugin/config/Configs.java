// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.training.TrainingConfig;

/** Reads the records of the algorithms from flat maps; ranges are checked by the records. */
public final class Configs {
    private Configs() {}

    /**
     * How neighborhoods are sampled.
     *
     * @param reader of a configuration
     * @return keys {@code sampler, fanOut, degreeExponent, minFanOut, maxFanOut, walks, reverseWeight}; the uniform sampler
     *     does not count relationships against their direction unless it is told to
     */
    public static SamplerConfig sampler(ConfigReader reader) {
        SamplerConfig fallback = SamplerConfig.DEFAULT;
        SamplerConfig.Kind kind = reader.choice("sampler", fallback.kind());
        double reverseWeight = kind == SamplerConfig.Kind.UNIFORM ? 0 : fallback.reverseWeight();
        return new SamplerConfig(
                kind,
                integer(reader, "fanOut", fallback.fanOut()),
                reader.number("degreeExponent", fallback.degreeExponent()),
                integer(reader, "minFanOut", fallback.minFanOut()),
                integer(reader, "maxFanOut", fallback.maxFanOut()),
                integer(reader, "walks", fallback.walks()),
                reader.number("reverseWeight", reverseWeight));
    }

    /**
     * Everything that decides a training.
     *
     * @param reader of a configuration
     * @return the keys of the records below it, each under its own name
     */
    public static TrainingConfig training(ConfigReader reader) {
        TrainingConfig fallback = TrainingConfig.DEFAULT;
        return new TrainingConfig(
                model(reader),
                sampler(reader),
                loss(reader),
                schedule(reader),
                reader.number("validationFraction", fallback.validationFraction()),
                reader.integer("randomSeed", fallback.randomSeed()));
    }

    private static BladeConfig model(ConfigReader reader) {
        BladeConfig fallback = BladeConfig.DEFAULT;
        return new BladeConfig(
                reader.choice("encoder", fallback.encoder()),
                integer(reader, "embeddingDimension", fallback.embeddingDimension()),
                integer(reader, "layers", fallback.layers()),
                reader.number("ownDegree", fallback.ownDegree()));
    }

    private static LossConfig loss(ConfigReader reader) {
        LossConfig fallback = LossConfig.DEFAULT;
        return new LossConfig(
                reader.choice("loss", fallback.kind()),
                integer(reader, "negatives", fallback.negatives()),
                reader.number("directionWeight", fallback.directionWeight()),
                reader.number("coViewWeight", fallback.coViewWeight()));
    }

    private static TrainingConfig.Schedule schedule(ConfigReader reader) {
        var fallback = TrainingConfig.Schedule.DEFAULT;
        return new TrainingConfig.Schedule(
                integer(reader, "epochs", fallback.epochs()),
                integer(reader, "batchSize", fallback.batchSize()),
                reader.number("learningRate", fallback.learningRate()),
                reader.number("weightDecay", fallback.weightDecay()),
                integer(reader, "patience", fallback.patience()),
                reader.flag("resample", fallback.resample()));
    }

    private static int integer(ConfigReader reader, String key, int fallback) {
        return reader.integer(key, fallback, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
