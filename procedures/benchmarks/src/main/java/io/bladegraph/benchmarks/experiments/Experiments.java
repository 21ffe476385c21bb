// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import java.util.ArrayList;
import java.util.List;

/** All experiments: the only place where the numbers of docs/benchmarks.md come from. */
final class Experiments {
    private static final Arm BLADE = Arm.blade("blade", "");

    private static final List<Experiment> ALL = List.of(
            new Experiment(
                    "phones",
                    Dataset.PHONES,
                    besideBaselines(BLADE),
                    List.of(
                            new Experiment.Expected("blade", Figure.HR10, 0.601, 0.006),
                            new Experiment.Expected("blade", Figure.MRR10, 0.351, 0.006),
                            new Experiment.Expected("ease", Figure.HR10, 0.560, 0.005))),
            new Experiment(
                    "grocery",
                    Dataset.GROCERY,
                    besideBaselines(BLADE),
                    List.of(
                            new Experiment.Expected("blade", Figure.HR10, 0.516, 0.006),
                            new Experiment.Expected("blade", Figure.MRR10, 0.301, 0.006),
                            new Experiment.Expected("ease", Figure.HR10, 0.479, 0.006))),
            new Experiment("cora_full", Dataset.CORA_FULL, besideBaselines(BLADE), List.of()),
            new Experiment("cit_hepth", Dataset.CIT_HEPTH, besideBaselines(BLADE), List.of()),
            new Experiment("wiki_vote", Dataset.WIKI_VOTE, besideBaselines(BLADE), List.of()),
            new Experiment("phones-ablation", Dataset.PHONES, ablation(), List.of()),
            new Experiment("phones-budget", Dataset.PHONES, sameBudget(), List.of()),
            new Experiment("grocery-budget", Dataset.GROCERY, sameBudget(), List.of()),
            new Experiment("phones-viewed", Dataset.PHONES_VIEWED, coViews(), List.of()),
            new Experiment("phones-together", Dataset.PHONES_TOGETHER, coViews(), List.of()),
            new Experiment("grocery-substitutes", Dataset.GROCERY_SUBSTITUTES, coViews(), List.of()));

    private Experiments() {}

    private static List<Arm> besideBaselines(Arm... arms) {
        List<Arm> all = new ArrayList<>(Arm.baselines());
        all.addAll(List.of(arms));
        return all;
    }

    /** The default model, and what becomes of it when one part is taken away. */
    private static List<Arm> ablation() {
        return List.of(
                BLADE,
                Arm.blade("without reversed edges", "reverseWeight=0"),
                Arm.blade("uniform sampler, fan-out 10", "sampler=uniform, fanOut=10, reverseWeight=0"),
                Arm.blade("symmetric norm", "degreeCorrection=0.5"),
                Arm.blade("without the offset of direction", "directionOffset=false"),
                Arm.blade("logistic loss, 5 negatives", "loss=logistic, negatives=5, directionWeight=0"),
                Arm.blade("no layers: dual matrix factorization", "layers=0"),
                Arm.blade(
                        "paper encoder, logistic loss",
                        "encoder=paper, layers=2, sampler=uniform, fanOut=20, reverseWeight=0, loss=logistic,"
                                + " negatives=5, directionWeight=1"));
    }

    /** Fixed and adaptive neighborhoods of as many sampled neighbors in all, with the encoder's share apart. */
    private static List<Arm> sameBudget() {
        String fixed = "sampler=uniform, fanOut=20, reverseWeight=0, degreeCorrection=0.5";
        String adaptive = "fanOut=17, minFanOut=1";
        return List.of(
                Arm.blade("fixed", fixed + ", ownDegree=0"),
                Arm.blade("fixed, own vectors by degree", fixed),
                Arm.blade("adaptive", adaptive + ", ownDegree=0"),
                Arm.blade("adaptive, own vectors by degree", adaptive));
    }

    /** What co-views add through the loss, at several weights. */
    private static List<Arm> coViews() {
        return List.of(
                Arm.blade("without co-views", "coViewWeight=0"),
                Arm.blade("co-view weight .1", "coViewWeight=0.1"),
                Arm.blade("co-view weight .3", "coViewWeight=0.3"),
                Arm.blade("co-view weight 1", "coViewWeight=1"));
    }

    static List<String> names() {
        return ALL.stream().map(Experiment::name).toList();
    }

    static Experiment named(String name) {
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No experiment named " + name + ", but " + names() + "."));
    }
}
