// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Requires;
import io.bladegraph.calibration.BetaPosterior;
import io.bladegraph.calibration.BetaPosterior.Evidence;
import io.bladegraph.calibration.BetaPosterior.Prior;
import io.bladegraph.calibration.Calibrator;
import io.bladegraph.calibration.DecisionBoundary;
import io.bladegraph.calibration.EnsembleMoments;
import io.bladegraph.plugin.calibration.UncertaintyConfigs;
import io.bladegraph.plugin.calibration.UncertaintyModels;
import io.bladegraph.plugin.calibration.UncertaintyReports;
import io.bladegraph.plugin.catalog.ModelStore;
import io.bladegraph.plugin.config.ConfigReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/**
 * {@code blade.calibrate, decide, threshold} and {@code blade.uncertainty.*}.
 *
 * <p>Called once per row, so Neo4j is asked to inject the models alone. Null in, null out.
 */
public class UncertaintyFunctions {
    private static final String MODEL = "A model of blade.thresholds.fit.";

    /** The models of this database. */
    @Context
    public ModelStore models;

    @UserFunction("blade.calibrate")
    @Description("The probability behind a score, by a model of blade.calibration.fit. Null if the score is null.")
    public Double calibrate(
            @Name(value = "modelName", description = "A model of blade.calibration.fit.") String modelName,
            @Name(value = "score", description = "A score in [0, 1].") Number score,
            @Name(value = "uncertainty", defaultValue = "NaN", description = "Its uncertainty, if the model needs it.")
                    Double uncertainty) {
        if (score == null) {
            return null;
        }
        Calibrator calibrator = models.inUse(modelName, Calibrator.class, UncertaintyModels::calibrator);
        boolean known = uncertainty != null && !uncertainty.isNaN();
        Requires.that(
                known || !calibrator.usesUncertainty(),
                "uncertainty",
                "given for this model",
                uncertainty,
                uncertainty);
        double probability = Requires.inClosed("score", score.doubleValue(), 0, 1);
        return calibrator.calibrate(probability, known ? uncertainty : 0);
    }

    @UserFunction("blade.decide")
    @Description("Whether a score is high enough for its uncertainty. Null if one of the two is null.")
    public Boolean decide(
            @Name(value = "modelName", description = MODEL) String modelName,
            @Name(value = "score", description = "A score in [0, 1].") Number score,
            @Name(value = "uncertainty", description = "Its uncertainty.") Number uncertainty) {
        return (score == null || uncertainty == null)
                ? null
                : (Boolean) boundary(modelName).decide(score.doubleValue(), uncertainty.doubleValue());
    }

    @UserFunction("blade.threshold")
    @Description("The least score that is flagged at an uncertainty. Null if none is, or if the uncertainty is null.")
    public Double threshold(
            @Name(value = "modelName", description = MODEL) String modelName,
            @Name(value = "uncertainty", description = "An uncertainty.") Number uncertainty) {
        return uncertainty == null
                ? null
                : UncertaintyReports.finite(boundary(modelName).threshold(uncertainty.doubleValue()));
    }

    @UserFunction("blade.uncertainty.beta")
    @Description("What is believed of a rate after some positives and negatives: mean, variance, entropy, strength.")
    public Map<String, Object> beta(
            @Name(value = "positives", description = "How many were positive; fractions are welcome.") Number positives,
            @Name(value = "negatives", description = "How many were negative.") Number negatives,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "priorPositives, priorNegatives, negativeSamplingRate")
                    Map<String, Object> configuration) {
        var reader = ConfigReader.of(configuration);
        Prior prior = UncertaintyConfigs.prior(reader);
        double tau = reader.number("negativeSamplingRate", 1);
        reader.finish();
        return (positives == null || negatives == null)
                ? null
                : map(BetaPosterior.of(new Evidence(positives.doubleValue(), negatives.doubleValue()), prior, tau));
    }

    @UserFunction("blade.uncertainty.ensemble")
    @Description("What the members of an ensemble say together: mean, variance, mutualInformation, and entropy and"
            + " strength of the Beta distribution of the same mean and variance, null if there is none.")
    public Map<String, Object> ensemble(
            @Name(value = "probabilities", description = "One from each member, at least two.") List<Double> members) {
        if (members == null) {
            return null;
        }
        Requires.that(members.stream().noneMatch(Objects::isNull), "probabilities", "numbers", null, members);
        var moments = EnsembleMoments.of(
                members.stream().mapToDouble(Double::doubleValue).toArray());
        boolean matched = moments.matchesBeta();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mean", moments.mean());
        map.put("variance", moments.variance());
        map.put("mutualInformation", moments.mutualInformation());
        map.put("entropy", matched ? moments.asBeta().entropy() : null);
        map.put("strength", matched ? moments.asBeta().strength() : null);
        return map;
    }

    private DecisionBoundary boundary(String modelName) {
        return models.inUse(modelName, DecisionBoundary.class, UncertaintyModels::boundary);
    }

    private static Map<String, Object> map(BetaPosterior posterior) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mean", posterior.mean());
        map.put("variance", posterior.variance());
        map.put("entropy", posterior.entropy());
        map.put("strength", posterior.strength());
        return map;
    }
}
