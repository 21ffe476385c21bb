// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neo4j.driver.Record;

/** The steps that make and use the model of the graph. */
final class GraphModel {
    private static final String HIT_RATE = "hitRate@10";

    private final Database database;
    private final NightlyConfig config;

    GraphModel(Database database, NightlyConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Trains a candidate, from the model that serves if there is one. */
    Map<String, Object> train() {
        boolean warm = database.hasModel(config.model());
        Map<String, Object> keys = new LinkedHashMap<>(config.training());
        if (warm) {
            keys.put("warmStart", config.model());
        } else {
            keys.putAll(config.firstNight());
        }
        keys.put("modelName", Candidates.of(config.model()));
        keys.put("overwrite", true);
        Map<String, Object> row = new LinkedHashMap<>(database.row(
                "CALL blade.train($graph, $keys) YIELD nodeCount, relationshipCount, ranEpochs, stopReason, metrics, epochs,"
                        + " configuration RETURN nodeCount, relationshipCount, ranEpochs, stopReason, metrics, epochs,"
                        + " toInteger(relationshipCount * configuration.validationFraction) AS validationCount",
                Map.of("graph", config.graph(), "keys", keys)));
        row.put("warmStart", warm);
        return row;
    }

    /**
     * Compares the candidate with the model that it began with, on the validation relationships that both were not taught,
     * and puts it in its place unless it is worse.
     *
     * @param training what {@link #train} returned
     */
    Map<String, Object> gate(Map<String, Object> training) {
        Double candidate = (Double) map(training.get("metrics")).get(HIT_RATE);
        Double yesterday = null;
        if ((boolean) training.get("warmStart")) {
            yesterday = (Double) map(((List<?>) training.get("epochs")).get(0)).get(HIT_RATE);
        }
        boolean comparable = candidate != null && yesterday != null;
        double tolerance =
                comparable ? config.tolerated(yesterday, (long) training.get("validationCount")) : Double.NaN;
        boolean published = !comparable || candidate >= yesterday - tolerance;
        var candidates = new Candidates(database);
        if (published) {
            candidates.publish(List.of(config.model()));
        } else {
            candidates.discard(List.of(config.model()));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("published", published);
        result.put("yesterday", yesterday);
        result.put("candidate", candidate);
        result.put("tolerated", comparable ? tolerance : null);
        return result;
    }

    /** Writes the embeddings of the model that serves, and renews the vector indexes on them. */
    Map<String, Object> writeEmbeddings() {
        Map<String, Object> row = new LinkedHashMap<>(database.row(
                "CALL blade.embeddings.write($graph, {modelName: $model}) YIELD nodeCount, nodePropertiesWritten, unknownCount"
                        + " RETURN nodeCount, nodePropertiesWritten, unknownCount",
                Map.of("graph", config.graph(), "model", config.model())));
        row.put("indexes", renewIndexes());
        return row;
    }

    private List<String> renewIndexes() {
        List<String> renewed = new ArrayList<>();
        for (Record index : database.rows(
                "SHOW VECTOR INDEXES YIELD name, labelsOrTypes, properties WHERE properties = ['targetEmbeddingIndexed']"
                        + " RETURN name, labelsOrTypes[0] AS label",
                Map.of())) {
            String name = index.get("name").asString();
            database.rows(
                    "CALL blade.embeddings.index({indexName: $name, nodeLabel: $label}) YIELD state",
                    Map.of("name", name, "label", index.get("label").asString()));
            renewed.add(name);
        }
        return renewed;
    }

    /** Writes the RELATED relationships. */
    Map<String, Object> writeRelated() {
        return database.row(
                "CALL blade.recommend.write($graph, {k: $k}) YIELD nodeCount, relationshipsWritten"
                        + " RETURN nodeCount, relationshipsWritten",
                Map.of("graph", config.graph(), "k", config.k()));
    }

    /** What the gate decided, in a sentence. */
    static String sentence(Map<String, Object> gate) {
        String verdict = (boolean) gate.get("published") ? "published" : "refused";
        Double yesterday = (Double) gate.get("yesterday");
        Double candidate = (Double) gate.get("candidate");
        if (yesterday == null || candidate == null) {
            return verdict + ", there was nothing to compare with";
        }
        return String.format(
                Locale.ROOT,
                "%s, HitRate@10 %.4f after %.4f on the same validation relationships",
                verdict,
                candidate,
                yesterday);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
