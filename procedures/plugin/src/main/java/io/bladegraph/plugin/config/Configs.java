// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.FeatureConfig;
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
     * @return keys {@code sampler, fanOut, degreeExponent, minFanOut, maxFanOut, walks, reachDegree, reverseWeight,
     *     degreeCorrection}; the
     *     uniform sampler neither counts relationships against their direction nor corrects for degree unless told to
     */
    public static SamplerConfig sampler(ConfigReader reader) {
        SamplerConfig fallback = SamplerConfig.DEFAULT;
        SamplerConfig.Kind kind = reader.choice("sampler", fallback.kind());
        double reverseWeight = kind == SamplerConfig.Kind.UNIFORM ? 0 : fallback.reverseWeight();
        double degreeCorrection = kind == SamplerConfig.Kind.UNIFORM
                ? SamplerConfig.uniform(1).degreeCorrection()
                : fallback.degreeCorrection();
        return new SamplerConfig(
                kind,
                integer(reader, "fanOut", fallback.fanOut()),
                reader.number("degreeExponent", fallback.degreeExponent()),
                integer(reader, "minFanOut", fallback.minFanOut()),
                integer(reader, "maxFanOut", fallback.maxFanOut()),
                integer(reader, "walks", fallback.walks()),
                reader.number("reachDegree", fallback.reachDegree()),
                reader.number("reverseWeight", reverseWeight),
                reader.number("degreeCorrection", degreeCorrection));
    }

    /**
     * Everything that decides a training.
     *
     * @param reader of a configuration
     * @return the keys of the records below it, each under its own name
     */
    public static TrainingConfig training(ConfigReader reader) {
        return training(reader, TrainingConfig.Schedule.DEFAULT);
    }

    /**
     * Everything that decides a training that goes on from a model.
     *
     * @param reader of a configuration
     * @return the same keys, with a schedule that is shorter and slower unless the user says otherwise
     */
    public static TrainingConfig warmTraining(ConfigReader reader) {
        return training(reader, TrainingConfig.Schedule.WARM);
    }

    private static TrainingConfig training(ConfigReader reader, TrainingConfig.Schedule schedule) {
        TrainingConfig fallback = TrainingConfig.DEFAULT;
        return new TrainingConfig(
                model(reader),
                sampler(reader),
                loss(reader),
                schedule(reader, schedule),
                reader.number("validationFraction", fallback.validationFraction()),
                reader.integer("randomSeed", fallback.randomSeed()));
    }

    private static BladeConfig model(ConfigReader reader) {
        BladeConfig fallback = BladeConfig.DEFAULT;
        return new BladeConfig(
                reader.choice("encoder", fallback.encoder()),
                integer(reader, "embeddingDimension", fallback.embeddingDimension()),
                integer(reader, "layers", fallback.layers()),
                reader.number("ownDegree", fallback.ownDegree()),
                reader.number("coViewShare", fallback.coViewShare()),
                reader.flag("directionOffset", fallback.directionOffset()),
                features(reader));
    }

    private static FeatureConfig features(ConfigReader reader) {
        var fallback = FeatureConfig.DEFAULT;
        return new FeatureConfig(
                reader.flag("ownTables", fallback.ownTables()), reader.number("newShare", fallback.newShare()));
    }

    private static LossConfig loss(ConfigReader reader) {
        LossConfig fallback = LossConfig.DEFAULT;
        return new LossConfig(
                reader.choice("loss", fallback.kind()),
                integer(reader, "negatives", fallback.negatives()),
                reader.number("directionWeight", fallback.directionWeight()),
                reader.number("coViewWeight", fallback.coViewWeight()));
    }

    private static TrainingConfig.Schedule schedule(ConfigReader reader, TrainingConfig.Schedule fallback) {
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
