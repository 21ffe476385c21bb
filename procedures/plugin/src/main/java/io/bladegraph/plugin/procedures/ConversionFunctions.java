// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Workers;
import io.bladegraph.conversion.Predictions;
import io.bladegraph.plugin.Workspace;
import io.bladegraph.plugin.conversion.ServedConversion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/**
 * {@code blade.conversion.predict}.
 *
 * <p>Called once per row, so Neo4j is asked to inject one thing alone.
 */
public class ConversionFunctions {
    /** What the plugin keeps for this database. */
    @Context
    public Workspace workspace;

    @UserFunction("blade.conversion.predict")
    @Description(
            "The probability of a conversion: {probability, uncertainty, engagementProbability}. Null if the features"
                    + " are null.")
    public Map<String, Object> predict(
            @Name(value = "modelName", description = "A model of blade.conversion.train.") String modelName,
            @Name(value = "features", description = "A list of numbers or a map, as in the training.")
                    Object features) {
        if (features == null) {
            return null;
        }
        ServedConversion served = workspace.models().inUse(modelName, ServedConversion.class, ServedConversion::from);
        try (var workers = Workers.of(1)) {
            Predictions predicted = served.model().predict(served.encoder().encode(features), workers);
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("probability", (double) predicted.probability()[0]);
            map.put("uncertainty", (double) predicted.uncertainty()[0]);
            map.put(
                    "engagementProbability",
                    predicted.engagementProbability().length == 0
                            ? null
                            : (double) predicted.engagementProbability()[0]);
            return map;
        }
    }
}
