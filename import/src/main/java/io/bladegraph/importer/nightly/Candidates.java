// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.util.List;
import java.util.Map;

/** Models that are finished and do not serve yet. */
final class Candidates {
    private static final String SUFFIX = "-candidate";

    private final Database database;

    Candidates(Database database) {
        this.database = database;
    }

    /** What a model is called until it is published. */
    static String of(String model) {
        return model + SUFFIX;
    }

    /** Puts candidates in the place of the models that serve, each in one step, and removes them. */
    void publish(List<String> models) {
        database.rows(
                "UNWIND $models AS model CALL blade.model.export(model + '" + SUFFIX + "') YIELD content"
                        + " CALL blade.model.import(model, content, {overwrite: true}) YIELD modelName RETURN modelName",
                Map.of("models", models));
        discard(models);
    }

    /** Removes candidates, if they are there. */
    void discard(List<String> models) {
        database.rows(
                "UNWIND $models AS model CALL blade.model.exists(model + '" + SUFFIX + "') YIELD modelName, exists"
                        + " WITH modelName WHERE exists CALL blade.model.drop(modelName) YIELD type RETURN type",
                Map.of("models", models));
    }
}
