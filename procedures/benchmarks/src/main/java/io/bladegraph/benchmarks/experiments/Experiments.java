// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.training.TrainingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All experiments: the only place where the numbers of docs/benchmarks.md come from. */
final class Experiments {
    private static final TrainingConfig BLADE = TrainingConfig.DEFAULT;
    private static final TrainingConfig.Schedule SCHEDULE = BLADE.schedule();

    private static final List<Experiment> ALL = List.of(
            new Experiment(
                    "phones",
                    Dataset.PHONES,
                    Map.of("blade", BLADE),
                    true,
                    List.of(
                            new Experiment.Expected("blade", "HitRate", 10, 0.592, 0.005),
                            new Experiment.Expected("blade", "MRR", 10, 0.341, 0.005),
                            new Experiment.Expected("ease", "HitRate", 10, 0.560, 0.005))),
            new Experiment("grocery", Dataset.GROCERY, Map.of("blade", BLADE), true, List.of()),
            new Experiment("phones-ablation", Dataset.PHONES, ablation(), false, List.of()));

    private Experiments() {}

    /** The default model, and what becomes of it when one part is taken away. */
    private static Map<String, TrainingConfig> ablation() {
        Map<String, TrainingConfig> models = new LinkedHashMap<>();
        models.put("blade", BLADE);
        models.put("without reversed edges", with(reverseWeight(0)));
        models.put("uniform sampler, fan-out 10", with(SamplerConfig.uniform(10)));
        models.put("direction weight .1", with(new LossConfig(LossConfig.Kind.SOFTMAX, 512, 0.1, 1)));
        models.put("logistic loss, 5 negatives", with(new LossConfig(LossConfig.Kind.LOGISTIC, 5, 0, 1)));
        models.put("no layers: dual matrix factorization", with(new BladeConfig(BladeConfig.Kind.LINEAR, 64, 0, 0)));
        models.put("paper encoder, logistic loss", paper());
        return models;
    }

    private static SamplerConfig reverseWeight(double weight) {
        SamplerConfig s = BLADE.sampler();
        return new SamplerConfig(
                s.kind(), s.fanOut(), s.degreeExponent(), s.minFanOut(), s.maxFanOut(), s.walks(), weight);
    }

    private static TrainingConfig with(SamplerConfig sampler) {
        return new TrainingConfig(BLADE.model(), sampler, BLADE.loss(), SCHEDULE, 0.05, 0);
    }

    private static TrainingConfig with(LossConfig loss) {
        return new TrainingConfig(BLADE.model(), BLADE.sampler(), loss, SCHEDULE, 0.05, 0);
    }

    private static TrainingConfig with(BladeConfig model) {
        return new TrainingConfig(model, BLADE.sampler(), BLADE.loss(), SCHEDULE, 0.05, 0);
    }

    private static TrainingConfig paper() {
        return new TrainingConfig(
                new BladeConfig(BladeConfig.Kind.PAPER, 64, 2, 0),
                SamplerConfig.uniform(20),
                new LossConfig(LossConfig.Kind.LOGISTIC, 5, 1, 1),
                SCHEDULE,
                0.05,
                0);
    }

    static Experiment named(String name) {
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    Object[] names = ALL.stream().map(Experiment::name).toArray();
                    return new IllegalArgumentException(
                            "No experiment named " + name + ", but " + Arrays.toString(names) + ".");
                });
    }
}
