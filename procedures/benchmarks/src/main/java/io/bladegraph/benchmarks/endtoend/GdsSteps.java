// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.baseline.Popularity;
import io.bladegraph.benchmarks.experiments.Phones;
import io.bladegraph.evaluation.DegreeBucket;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import io.bladegraph.training.EmbeddingScorer;
import io.bladegraph.training.Evaluation;
import io.bladegraph.training.TrainingConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.embeddings.fastrp.FastRPMutateProc;
import org.neo4j.gds.embeddings.fastrp.FastRPStreamProc;
import org.neo4j.gds.embeddings.graphsage.GraphSageStreamProc;
import org.neo4j.gds.embeddings.graphsage.GraphSageTrainProc;
import org.neo4j.gds.embeddings.node2vec.Node2VecStreamProc;
import org.neo4j.gds.similarity.knn.KnnStreamProc;

/** Blade and the embeddings of Graph Data Science on the same graph, with the same questions. */
final class GdsSteps {
    private static final int DIMENSION = 64;
    private static final int ANCHORS = 50_000;
    private static final int PASSES = 10;
    private static final String PROJECT =
            "CALL gds.graph.project('g', 'Product', {BOUGHT_BEFORE: {orientation: 'UNDIRECTED'}})";
    private static final String FEATURES = "CALL gds.fastRP.mutate('g', {embeddingDimension: 64, randomSeed: 1,"
            + " concurrency: 2, mutateProperty: 'f'})";
    private static final String GRAPH_SAGE =
            "CALL gds.beta.graphSage.train('g', {modelName: 's', featureProperties: ['f'],"
                    + " embeddingDimension: 64, sampleSizes: [10, 5], batchSize: %d, epochs: %d, maxIterations: %d,"
                    + " randomSeed: 1, concurrency: 2})";

    private GdsSteps() {}

    /** HitRate@10 and MRR@10 of everything on the cell phones. */
    static void ranking() {
        DirectedGraph graph = Phones.purchases(1);
        EdgeSplit split = EdgeSplit.random(graph, 0.05, 0.2, 1);
        try (var server = server(split.train());
                var workers = Workers.of(2)) {
            server.row(PROJECT);
            server.row(FEATURES);
            var evaluation = new Evaluation(ProductGraph.of(graph), split, List.of(10), workers, Monitor.NONE);
            measure(
                    evaluation,
                    server,
                    "gds.fastRP",
                    "CALL gds.fastRP.stream('g', {embeddingDimension: 64, randomSeed: 1," + " concurrency: 2})");
            measure(
                    evaluation,
                    server,
                    "gds.node2vec",
                    "CALL gds.node2vec.stream('g', {embeddingDimension: 64," + " randomSeed: 1, concurrency: 2})");
            long started = System.nanoTime();
            server.row(String.format(Locale.ROOT, GRAPH_SAGE, 512, 5, 20));
            System.out.printf(Locale.ROOT, "gds.beta.graphSage.train: %.1f s%n", (System.nanoTime() - started) / 1e9);
            measure(
                    evaluation,
                    server,
                    "gds.beta.graphSage",
                    "CALL gds.beta.graphSage.stream('g', {modelName: 's'," + " concurrency: 2})");
            evaluation.measure("popularity", () -> new Popularity(split.train()));
            evaluation.train("blade", TrainingConfig.DEFAULT);
            print(evaluation);
            server.row(PROJECT.replace("'g'", "'k'"));
            server.row(FEATURES.replace("'g'", "'k'"));
            System.out.println(Clock.HEADER);
            Clock.time(
                    "gds.knn, topK 10, FastRP vectors, nodes",
                    graph.nodeCount(),
                    () -> server.row(
                            "CALL gds.knn.stream("
                                    + "'k', {nodeProperties: 'f', topK: 10, concurrency: 2}) YIELD node1 RETURN count(*) AS rows"));
        }
    }

    private static Server server(DirectedGraph graph) {
        return Server.with(graph)
                .with(
                        GraphProjectProc.class,
                        FastRPStreamProc.class,
                        FastRPMutateProc.class,
                        Node2VecStreamProc.class,
                        GraphSageTrainProc.class,
                        GraphSageStreamProc.class,
                        KnnStreamProc.class);
    }

    /** By inner product and by cosine: these vectors know no direction, so both roles are the same. */
    private static void measure(Evaluation evaluation, Server server, String name, String query) {
        float[][] vectors = new float[2][];
        evaluation.measure(name + ", inner product", () -> {
            vectors[0] = vectors(server, query);
            return scorer(vectors[0]);
        });
        evaluation.measure(name + ", cosine", () -> {
            vectors[1] = vectors(server, query);
            normalize(vectors[1]);
            return scorer(vectors[1]);
        });
    }

    private static EmbeddingScorer scorer(float[] vectors) {
        return new EmbeddingScorer(new DualEmbeddings(vectors.length / DIMENSION, DIMENSION, vectors, vectors));
    }

    private static float[] vectors(Server server, String query) {
        var rows = server.rows(query + " YIELD nodeId, embedding RETURN nodeId, embedding", Map.of());
        float[] vectors = new float[rows.size() * DIMENSION];
        for (Map<String, Object> row : rows) {
            int begin = (int) (long) row.get("nodeId") * DIMENSION;
            List<?> embedding = (List<?>) row.get("embedding");
            for (int k = 0; k < DIMENSION; k++) {
                vectors[begin + k] = ((Number) embedding.get(k)).floatValue();
            }
        }
        return vectors;
    }

    private static void normalize(float[] vectors) {
        for (int begin = 0; begin < vectors.length; begin += DIMENSION) {
            double squares = 0;
            for (int k = begin; k < begin + DIMENSION; k++) {
                squares += (double) vectors[k] * vectors[k];
            }
            for (int k = begin; k < begin + DIMENSION && squares > 0; k++) {
                vectors[k] /= (float) Math.sqrt(squares);
            }
        }
    }

    private static void print(Evaluation evaluation) {
        System.out.println("| Model | HitRate@10 | MRR@10 | direction AUC | Seconds, scoring included |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        evaluation.rows().stream()
                .filter(row -> row.metric().equals("HitRate") && row.bucket().equals(DegreeBucket.ALL.name()))
                .forEach(row -> System.out.printf(
                        Locale.ROOT,
                        "| %s | %.4f | %.4f | %.3f | %.1f |%n",
                        row.model(),
                        row.value(),
                        evaluation.value(row.model(), "MRR", 10),
                        evaluation.value(row.model(), "directionAUC", 0),
                        row.seconds()));
    }

    /** How many anchor nodes a training takes in a second. */
    static void anchors() {
        DirectedGraph graph = Graphs.madeUp(ANCHORS, 10 * ANCHORS);
        try (var server = server(graph)) {
            server.row(PROJECT);
            server.row(FEATURES);
            System.out.println(Clock.HEADER);
            int batch = 1000;
            int iterations = ANCHORS / batch / 2; // of `concurrency` batches each
            Clock.time(
                    "gds.beta.graphSage.train, one pass, anchors",
                    ANCHORS,
                    () -> server.row(String.format(Locale.ROOT, GRAPH_SAGE, batch, 1, iterations)));
            String training = ", {modelName: 'm', overwrite: true, epochs: " + PASSES + ", patience: " + PASSES
                    + ", sampler: 'uniform', fanOut: 10, layers: 2,"
                    + " loss: 'logistic', negatives: 5, batchSize: 32768, learningRate: 0.05, validationFraction: 0.001})";
            for (int i = 0; i < 2; i++) {
                var row = Clock.time(
                        "blade.train, all of it, ten passes, relationships",
                        (long) PASSES * graph.edgeCount(),
                        () -> server.row("CALL blade.train(" + Server.GRAPH + training));
                Server.requireEpochs(PASSES, row);
                double rate = (double) row.get("edgesPerSecond");
                Clock.print(
                        "its passes alone",
                        (long) PASSES * graph.edgeCount(),
                        PASSES * graph.edgeCount() / rate,
                        Double.NaN);
            }
        }
    }
}
