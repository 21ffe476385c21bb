// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import io.bladegraph.Monitor;
import io.bladegraph.Requires;
import io.bladegraph.Workers;
import io.bladegraph.baseline.Baseline;
import io.bladegraph.baseline.Ease;
import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.training.Evaluation;
import io.bladegraph.training.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What to measure.
 *
 * @param training how the models are trained
 * @param split how edges are held out
 * @param ks lengths of the lists to report
 * @param baselines models to measure beside the trained ones, as far as they suit the graph
 * @param encoders encoders to compare; that of {@code training} if empty
 * @param samplers samplers to compare; that of {@code training} if empty
 */
public record EvaluationConfig(
        TrainingConfig training,
        Split split,
        List<Integer> ks,
        List<Baseline> baselines,
        List<BladeConfig.Kind> encoders,
        List<SamplerConfig.Kind> samplers) {

    /**
     * How edges are held out.
     *
     * @param by by chance, or the latest ones
     * @param testFraction share of the edges to test on
     */
    public record Split(By by, double testFraction) {
        /** Which edges are held out. */
        public enum By {
            /** Any. */
            RANDOM,
            /** The latest. */
            TIME
        }
    }

    /**
     * Reads the configuration of {@code blade.evaluate}.
     *
     * @param reader of a configuration
     * @return what to measure
     */
    public static EvaluationConfig from(ConfigReader reader) {
        TrainingConfig training = Configs.training(reader);
        var split = new Split(reader.choice("splitBy", Split.By.RANDOM), reader.number("testFraction", 0.2));
        List<Integer> ks = reader.integers("ks", List.of(5, 10, 20));
        ks.forEach(k -> Requires.inRange("ks", k, 1, Short.MAX_VALUE));
        return new EvaluationConfig(
                training,
                split,
                ks,
                reader.choices("baselines", Baseline.class, Baseline.USUAL),
                reader.choices("encoders", BladeConfig.Kind.class),
                reader.choices("samplers", SamplerConfig.Kind.class));
    }

    /**
     * Measures.
     *
     * @param graph the whole graph
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return all numbers
     */
    public List<Evaluation.Row> run(ProductGraph graph, Workers workers, Monitor monitor) {
        var evaluation = new Evaluation(graph, split(graph.purchases()), ks, workers, monitor);
        if (!baselines.contains(Baseline.POPULARITY)) {
            evaluation.inDegreeDirection();
        }
        baselines.stream().filter(baseline -> baseline.suits(graph.purchases())).forEach(evaluation::measure);
        models().forEach(evaluation::train);
        return evaluation.rows();
    }

    /**
     * How many matrices of the products by the products are held at once.
     *
     * @param nodes number of products
     * @return 0 if no baseline needs one
     */
    public int squares(long nodes) {
        return baselines.contains(Baseline.EASE) && nodes <= Ease.MAX_NODES ? 1 : 0;
    }

    private EdgeSplit split(DirectedGraph purchases) {
        double validation = training.validationFraction();
        return split.by() == Split.By.TIME
                ? EdgeSplit.byTime(purchases, validation, split.testFraction(), training.randomSeed())
                : EdgeSplit.random(purchases, validation, split.testFraction(), training.randomSeed());
    }

    /** The trainings by the name that their rows carry: "blade", with what is compared behind it. */
    Map<String, TrainingConfig> models() {
        Map<String, TrainingConfig> models = new LinkedHashMap<>();
        var kinds = encoders.isEmpty() ? List.of(training.model().encoder()) : encoders;
        for (BladeConfig.Kind encoder : kinds) {
            for (SamplerConfig.Kind sampler :
                    samplers.isEmpty() ? List.of(training.sampler().kind()) : samplers) {
                String name = "blade" + (encoders.isEmpty() ? "" : "-" + word(encoder))
                        + (samplers.isEmpty() ? "" : "-" + word(sampler));
                models.put(name, with(encoder, sampler));
            }
        }
        return models;
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private TrainingConfig with(BladeConfig.Kind encoder, SamplerConfig.Kind sampler) {
        BladeConfig m = training.model();
        SamplerConfig s = training.sampler();
        return new TrainingConfig(
                new BladeConfig(
                        encoder,
                        m.embeddingDimension(),
                        m.layers(),
                        m.ownDegree(),
                        m.coViewShare(),
                        m.directionOffset(),
                        m.features()),
                new SamplerConfig(
                        sampler,
                        s.fanOut(),
                        s.degreeExponent(),
                        s.minFanOut(),
                        s.maxFanOut(),
                        s.walks(),
                        s.reachDegree(),
                        s.reverseWeight(),
                        s.degreeCorrection()),
                training.loss(),
                training.schedule(),
                training.validationFraction(),
                training.randomSeed());
    }
}
