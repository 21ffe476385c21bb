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
                            new Experiment.Expected("blade", Figure.HR10, 0.609, 0.006),
                            new Experiment.Expected("blade", Figure.MRR10, 0.360, 0.006),
                            new Experiment.Expected("ease", Figure.HR10, 0.560, 0.005))),
            new Experiment(
                    "grocery",
                    Dataset.GROCERY,
                    besideBaselines(BLADE),
                    List.of(
                            new Experiment.Expected("blade", Figure.HR10, 0.523, 0.006),
                            new Experiment.Expected("blade", Figure.MRR10, 0.309, 0.006),
                            new Experiment.Expected("ease", Figure.HR10, 0.479, 0.006))),
            new Experiment("cora_full", Dataset.CORA_FULL, besideBaselines(BLADE), List.of()),
            new Experiment("cit_hepth", Dataset.CIT_HEPTH, besideBaselines(BLADE), List.of()),
            new Experiment("wiki_vote", Dataset.WIKI_VOTE, besideBaselines(BLADE), List.of()),
            new Experiment("phones-ablation", Dataset.PHONES, ablation(), List.of()),
            new Experiment("phones-budget", Dataset.PHONES, sameBudget(7), List.of()),
            new Experiment("grocery-budget", Dataset.GROCERY, sameBudget(7), List.of()),
            new Experiment("cora_full-budget", Dataset.CORA_FULL, sameBudget(3), List.of()),
            new Experiment("cit_hepth-budget", Dataset.CIT_HEPTH, sameBudget(5), List.of()),
            new Experiment("phones-budget-5", Dataset.PHONES, fivePlaces(), List.of()),
            new Experiment("grocery-budget-5", Dataset.GROCERY, fivePlaces(), List.of()),
            new Experiment("cora_full-budget-5", Dataset.CORA_FULL, fivePlaces(), List.of()),
            new Experiment("cit_hepth-budget-5", Dataset.CIT_HEPTH, fivePlaces(), List.of()),
            new Experiment("phones-sampler", Dataset.PHONES, samplers(), List.of()),
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
                Arm.blade("all direct neighbors, no walks", "fanOut=1000, walks=0"),
                Arm.blade("own vectors for all alike", "ownDegree=0"),
                Arm.blade("symmetric norm", "degreeCorrection=0.5"),
                Arm.blade("without the offset of direction", "directionOffset=false"),
                Arm.blade("logistic loss, 5 negatives", "loss=logistic, negatives=5, directionWeight=0"),
                Arm.blade("no layers: dual matrix factorization", "layers=0"),
                Arm.blade(
                        "paper encoder, logistic loss",
                        "encoder=paper, layers=2, sampler=uniform, fanOut=20, reverseWeight=0, loss=logistic,"
                                + " negatives=5, directionWeight=1"));
    }

    /**
     * Fixed and adaptive neighborhoods of ten neighbors each, with the encoder's share apart. As products with fewer relationships
     * leave places of a fixed neighborhood empty, one arm has a budget so small that it hears no more neighbors in all.
     */
    private static List<Arm> sameBudget(int asMany) {
        String fixed = "sampler=uniform, fanOut=10, reverseWeight=0, degreeCorrection=0.5";
        return List.of(
                Arm.blade("fixed, own vectors alike", fixed + ", ownDegree=0"),
                Arm.blade("fixed, own vectors by degree", fixed),
                Arm.blade(
                        "fixed, reversed relationships too",
                        "sampler=uniform, fanOut=10, reverseWeight=0.4, degreeCorrection=0.3, ownDegree=0"),
                Arm.blade("adaptive, own vectors alike", "fanOut=10, ownDegree=0"),
                Arm.blade("adaptive, own vectors by degree", "fanOut=10"),
                Arm.blade("adaptive, as many neighbors as fixed", "fanOut=" + asMany));
    }

    /** The same with five places. */
    private static List<Arm> fivePlaces() {
        return List.of(
                Arm.blade(
                        "fixed, own vectors alike",
                        "sampler=uniform, fanOut=5, reverseWeight=0, degreeCorrection=0.5, ownDegree=0"),
                Arm.blade("adaptive, own vectors by degree", "fanOut=5"));
    }

    /** What each part of the adaptive sampler is good for, at a budget of ten. */
    private static List<Arm> samplers() {
        String ten = "fanOut=10, epochs=5";
        return List.of(
                Arm.blade("adaptive", ten),
                Arm.blade("no walks: neighbors drawn uniformly", ten + ", walks=0"),
                Arm.blade("no reach: walks choose among neighbors", ten + ", reachDegree=0"),
                Arm.blade("reach 1 / (1 + d)", ten + ", reachDegree=1"),
                Arm.blade("reach 20 / (20 + d)", ten + ", reachDegree=20"),
                Arm.blade("budget by degree, exponent .25", ten + ", degreeExponent=0.25"),
                Arm.blade("budget by degree, exponent .5", ten + ", degreeExponent=0.5"),
                Arm.blade("200 walks", ten + ", walks=200"),
                Arm.blade("5,000 walks", ten + ", walks=5000"),
                Arm.blade("drawn anew every epoch", ten + ", resample=true"),
                Arm.blade("symmetric norm", ten + ", degreeCorrection=0.5"));
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
