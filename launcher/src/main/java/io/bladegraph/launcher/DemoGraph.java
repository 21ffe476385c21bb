// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** What the demo asks of the database, each a statement that a user could have typed. */
final class DemoGraph {
    /**
     * The keys in which the demo differs from the defaults, which suit graphs of a million relationships.
     *
     * <p>The shop has 14,000 to learn from, so that an epoch is but 14 steps: more epochs, each with smaller steps. Its
     * relations are those of whole blocks, every variant of a phone with every style of its cases: neighbors say more than
     * a product's own vector, messages against the direction would blur it, and one-way links alone make it clear. Chosen on
     * another shop, that of seed 7.
     */
    static final Map<String, Object> TRAINING = Map.of(
            "epochs", 30,
            "patience", 10,
            "learningRate", .005,
            "layers", 3,
            "ownDegree", 0.,
            "reverseWeight", 0.,
            "directionWeight", 0.);

    private static final String GRAPH =
            """
            {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE', relationshipWeightProperty: 'customers',
             coViewTypes: 'VIEWED_WITH'}""";

    private final Driver driver;
    private final PrintWriter out;

    DemoGraph(Driver driver, PrintWriter out) {
        this.driver = driver;
        this.out = out;
    }

    boolean isEmpty() {
        return one("RETURN NOT EXISTS { MATCH (n) WHERE NOT n:BladeLock } AS empty", Map.of())
                .get("empty")
                .asBoolean();
    }

    /** Everything that tells whether import, training and write-back are as the last run left them. */
    String state() {
        Record graph = one(
                """
                MATCH (p:Product)
                WITH count(p) AS products, count(p.sourceEmbedding) AS sources, count(p.targetEmbedding) AS targets
                RETURN products, sources, targets,
                  COUNT { ()-[:PURCHASED]->() } AS purchases, COUNT { ()-[:BOUGHT_BEFORE]->() } AS pairs""",
                Map.of());
        Record model = one(
                "CALL blade.model.list() YIELD modelName, created WHERE modelName = 'demo' "
                        + "RETURN collect(toString(created)) AS created",
                Map.of());
        Record indexes = one("SHOW VECTOR INDEXES YIELD name RETURN collect(name) AS indexes", Map.of());
        return graph.asMap() + " " + model.asMap() + " " + indexes.asMap();
    }

    String train(long seed) {
        Record row = watched(
                        "CALL blade.train(" + GRAPH + ", $configuration)"
                                + " YIELD nodeCount, relationshipCount, ranEpochs, stopReason"
                                + " RETURN nodeCount, relationshipCount, ranEpochs, stopReason",
                        Map.of(
                                "configuration",
                                training(Map.of("modelName", "demo", "overwrite", true, "randomSeed", seed))))
                .get(0);
        boolean early = row.get("stopReason").asString().equals("patience");
        return String.format(
                Locale.ROOT,
                "%,d products, %,d pairs, %d epochs%s",
                row.get("nodeCount").asLong(),
                row.get("relationshipCount").asLong(),
                row.get("ranEpochs").asLong(),
                early ? ", the last ones no better" : "");
    }

    private static Map<String, Object> training(Map<String, Object> more) {
        Map<String, Object> keys = new LinkedHashMap<>(TRAINING);
        keys.putAll(more);
        return keys;
    }

    String writeEmbeddings() {
        Record row = watched(
                        "CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'demo'}) YIELD nodePropertiesWritten"
                                + " RETURN nodePropertiesWritten",
                        Map.of())
                .get(0);
        return String.format(
                Locale.ROOT,
                "%,d properties written",
                row.get("nodePropertiesWritten").asLong());
    }

    String createIndex() {
        Record row = watched(
                        "CALL blade.embeddings.index({nodeLabel: 'Product', indexName: 'demo'})"
                                + " YIELD indexName, dimension, state RETURN indexName, dimension, state",
                        Map.of())
                .get(0);
        return "`" + row.get("indexName").asString() + "` of "
                + row.get("dimension").asLong() + " dimensions, "
                + row.get("state").asString().toLowerCase(Locale.ROOT);
    }

    /** Trains and tests on a split of the graph. @return a table of the model and the baselines beside it */
    String evaluate(long seed) {
        List<Record> rows = watched(
                "CALL blade.evaluate(" + GRAPH + ", $configuration)"
                        + " YIELD model, metric, k, bucket, value"
                        + " WHERE coalesce(bucket, 'all') = 'all' RETURN model, metric, k, value",
                Map.of("configuration", training(Map.of("ks", List.of(10), "randomSeed", seed))));
        StringWriter text = new StringWriter();
        pivot(rows).print(new PrintWriter(text, true), "  ");
        return text.toString();
    }

    /** Turns rows (model, metric, k, value) into one row per model and one column per metric. */
    static Table pivot(List<Record> rows) {
        Map<String, Map<String, Value>> models = new LinkedHashMap<>();
        Set<String> metrics = new LinkedHashSet<>();
        for (Record row : rows) {
            String metric = row.get("metric").asString()
                    + (row.get("k").isNull() ? "" : "@" + row.get("k").asLong());
            metrics.add(metric);
            Value value = row.get("value");
            models.computeIfAbsent(row.get("model").asString(), model -> new LinkedHashMap<>())
                    .put(metric, value.isNull() ? value : fixed("%.4f", value.asDouble()));
        }
        List<String> columns = new ArrayList<>(List.of("model"));
        columns.addAll(metrics);
        List<List<Value>> cells = new ArrayList<>();
        models.forEach((model, values) -> {
            List<Value> row = new ArrayList<>(List.of(Values.value(model)));
            metrics.forEach(metric -> row.add(values.getOrDefault(metric, Values.NULL)));
            cells.add(row);
        });
        return new Table(columns, cells);
    }

    /** A number with as many digits as those above and below it. */
    private static Value fixed(String format, double number) {
        return Values.value(String.format(Locale.ROOT, format, number));
    }

    /** Prints both directions of one relation. @return the id of the phone that they are about */
    String showBothDirections() {
        Record phone = one(
                """
                MATCH (p:Product {category: 'phone'})
                RETURN p.id AS id, p.name AS name
                ORDER BY COUNT { (:Customer)-[:PURCHASED]->(p) } DESC, p.id LIMIT 1""",
                Map.of());
        List<Record> accessories = recommend(phone, 10);
        String id = phone.get("id").asString();
        accessories.stream()
                .filter(row -> row.get("category").asString("").equals("case"))
                .findFirst()
                .ifPresentOrElse(
                        phoneCase -> showWayBack(phone, phoneCase),
                        () -> out.println("No case is among them, so there is no way back to show."));
        return id;
    }

    private void showWayBack(Record phone, Record phoneCase) {
        List<Record> ways = recommend(phoneCase, 5);
        boolean listed = ways.stream().anyMatch(row -> row.get("id").equals(phone.get("id")));
        Record scores = one(
                """
                MATCH (phone:Product {id: $phone}), (case:Product {id: $case})
                RETURN round(blade.score(phone, case), 3) AS there, round(blade.score(case, phone), 3) AS back""",
                Map.of(
                        "phone",
                        phone.get("id").asString(),
                        "case",
                        phoneCase.get("id").asString()));
        out.println();
        out.println("The phone is " + (listed ? "" : "not ") + "among them: the score of phone -> case is "
                + scores.get("there").asDouble() + ", that of case -> phone "
                + scores.get("back").asDouble() + ".");
    }

    private List<Record> recommend(Record product, int k) {
        List<Record> rows = rows(
                """
                MATCH (p:Product {id: $id})
                CALL blade.recommend(p, {k: $k}) YIELD rank, product, score
                RETURN rank, product.id AS id, product.name AS name, product.category AS category, score
                ORDER BY rank""",
                Map.of("id", product.get("id").asString(), "k", k));
        out.println();
        out.println("Who bought " + product.get("name").asString() + " goes on to buy");
        new Table(
                        List.of("rank", "product", "category", "score"),
                        rows.stream()
                                .map(row -> List.of(
                                        row.get("rank"),
                                        row.get("name"),
                                        row.get("category"),
                                        fixed("%7.3f", row.get("score").asDouble())))
                                .toList())
                .print(out, "  ");
        return rows;
    }

    private List<Record> watched(String statement, Map<String, Object> parameters) {
        return ProgressLine.during(driver, out, () -> rows(statement, parameters));
    }

    private Record one(String statement, Map<String, Object> parameters) {
        return rows(statement, parameters).get(0);
    }

    private List<Record> rows(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(statement, parameters).list();
        }
    }
}
