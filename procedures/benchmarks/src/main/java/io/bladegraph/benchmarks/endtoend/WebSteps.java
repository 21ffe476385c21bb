// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.BestProducts;
import io.bladegraph.linalg.Dot;
import io.bladegraph.linalg.TopK;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.catalog.GraphStreamRelationshipsProc;
import org.neo4j.gds.similarity.knn.KnnMutateProc;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/** Large graphs: a web crawl with 3.1 million edges, and a made-up graph with 20 million. */
final class WebSteps {
    private static final int HUGE_NODES = 2_000_000;
    private static final int HUGE_EDGES = 20_000_000;
    private static final int DIMENSION = 64;
    private static final int BATCH_SIZE = 524_288;
    private static final int TRANSACTION = 10_000;
    private static final int PASSES = 10;
    private static final int INFERENCES = 8;
    private static final String COSINES = "sourceProperty: 'unit', targetProperty: 'unit', relationshipType: 'LIKE'";

    private WebSteps() {}

    /** As the page on performance recommends for graphs of this size, but that no training ends early. */
    private static String configuration(int dimension, int batchSize, String validation, int epochs) {
        return String.format(
                Locale.ROOT,
                "embeddingDimension: %d, layers: 2, fanOut: 10, walks: 0, negatives: 128, batchSize: %d,"
                        + " learningRate: 0.1, validationFraction: %s, epochs: %d, patience: %d",
                dimension,
                batchSize,
                validation,
                epochs,
                epochs);
    }

    private static String webConfiguration(int epochs) {
        return configuration(DIMENSION, BATCH_SIZE, "0.0002", epochs);
    }

    private static Map<String, Object> train(Server server, String model, String configuration) {
        return server.row(
                "CALL blade.train(" + Server.GRAPH + ", {modelName: '" + model + "', " + configuration + "})");
    }

    private static Map<String, Object> write(Server server) {
        return server.row("CALL blade.embeddings.write(" + Server.GRAPH + ", {modelName: 'm'})");
    }

    /** Ten passes, before and after the JVM has compiled what they need. */
    static void training() {
        DirectedGraph graph = Graphs.cnr2000();
        try (var server = Server.with(graph)) {
            System.out.println(Clock.HEADER);
            tenPasses(server, graph, "m1", "ten passes, the first training of the server, relationships");
            tenPasses(server, graph, "m2", "ten passes, the second training, relationships");
        }
    }

    private static void tenPasses(Server server, DirectedGraph graph, String model, String what) {
        var row = Clock.time(
                what, (long) PASSES * graph.edgeCount(), () -> train(server, model, webConfiguration(PASSES)));
        Server.requireEpochs(PASSES, row);
        System.out.println("metrics " + row.get("metrics") + ", read in " + row.get("preProcessingMillis")
                + " ms, trained in " + row.get("trainMillis") + " ms");
    }

    /** All embeddings, where those who are linked have numbers near each other and where they have not. */
    static void inference() {
        DirectedGraph crawled = Graphs.cnr2000AsCrawled();
        infer(crawled, "numbered as they were crawled");
        infer(Graphs.shuffled(crawled), "numbered at random");
    }

    private static void infer(DirectedGraph graph, String numbers) {
        try (var server = Server.with(graph)) {
            System.out.println("\n" + Clock.HEADER);
            train(server, "m", webConfiguration(1));
            for (int i = 0; i < INFERENCES; i++) {
                var row = write(server);
                double seconds = (long) row.get("computeMillis") / 1e3;
                Clock.print("infer, pages " + numbers, (long) row.get("nodeCount"), seconds, Double.NaN);
            }
        }
    }

    /** What a training takes, beside what was estimated. */
    static void memory() {
        try (var server = Server.with(Graphs.cnr2000())) {
            String training = webConfiguration(1);
            var estimate = server.row("CALL blade.train.estimate(" + Server.GRAPH + ", {" + training + "})");
            try (var heap = LiveHeap.watching()) {
                train(server, "m", training);
                System.out.printf(
                        Locale.ROOT,
                        "%s: estimated %d to %d MiB, at most %d MiB alive%n",
                        training,
                        (long) estimate.get("bytesMin") >> 20,
                        (long) estimate.get("bytesMax") >> 20,
                        heap.peak() >> 20);
            }
        }
    }

    /**
     * The best products of all products; the nearest neighbors of Graph Data Science. For the same question to both, on the
     * same vectors, the target embeddings are written again with length 1: their inner products are cosines.
     */
    static void related() {
        DirectedGraph graph = Graphs.cnr2000();
        int nodes = graph.nodeCount();
        try (var server = Server.with(graph)
                .with(GraphProjectProc.class, KnnMutateProc.class, GraphStreamRelationshipsProc.class)) {
            train(server, "m", webConfiguration(4));
            write(server);
            normalize(server);
            System.out.println(Clock.HEADER);
            rank(server, "of the cosines, approximate", COSINES + ", search: 'approximate'");
            rank(server, "of the cosines, 20 probes", COSINES + ", search: 'approximate', probes: 20");
            rank(server, "of the inner products, exact", "search: 'exact'");
            rank(server, "of the inner products, approximate", "search: 'approximate'");
            server.row("CALL gds.graph.project('web', {Product: {properties: 'unit'}}, 'BOUGHT_BEFORE')");
            long processor = Clock.processorNanos();
            var knn = server.row("CALL gds.knn.mutate('web', {nodeProperties: 'unit', topK: 10, concurrency: 2,"
                    + " mutateRelationshipType: 'LIKE', mutateProperty: 'score'})");
            double all = (Clock.processorNanos() - processor) / 1e9;
            Clock.print("gds.knn, nodes", nodes, (long) knn.get("computeMillis") / 1e3, all);
            System.out.printf(Locale.ROOT, "%nrecall of gds.knn: %.3f%n", recall(server, nodes));
        }
    }

    private static void normalize(Server server) {
        List<String> nodes;
        try (var transaction = server.database().beginTx();
                var found = transaction.findNodes(Label.label("Product"))) {
            nodes = found.stream().map(Node::getElementId).toList();
        }
        for (int begin = 0; begin < nodes.size(); begin += TRANSACTION) {
            try (var transaction = server.database().beginTx()) {
                for (String id : nodes.subList(begin, Math.min(nodes.size(), begin + TRANSACTION))) {
                    Node node = transaction.getNodeByElementId(id);
                    float[] vector = (float[]) node.getProperty("targetEmbedding");
                    float length = (float) Math.sqrt(Dot.of(vector, vector, 0));
                    for (int i = 0; i < DIMENSION; i++) {
                        vector[i] /= length;
                    }
                    node.setProperty("unit", vector);
                }
                transaction.commit();
            }
        }
    }

    private static void rank(Server server, String what, String search) {
        long processor = Clock.processorNanos();
        var row = server.row("CALL blade.recommend.write(" + Server.GRAPH + ", {k: 10, " + search + "})");
        double all = (Clock.processorNanos() - processor) / 1e9;
        long nodes = (long) row.get("nodeCount");
        Clock.print("recommend.write " + what + ", ranking, nodes", nodes, (long) row.get("computeMillis") / 1e3, all);
        Clock.print(
                "writing, relationships",
                (long) row.get("relationshipsWritten"),
                (long) row.get("writeMillis") / 1e3,
                all);
        System.out.printf(Locale.ROOT, "| recall %.3f | | | | |%n", (double) row.get("recall"));
    }

    /** What gds.knn found, on the same measure as what blade.recommend.write reports. */
    private static double recall(Server server, int nodes) {
        float[] units = new float[nodes * DIMENSION];
        for (var row : server.rows("MATCH (n:Product) RETURN id(n) AS node, n.unit AS unit", Map.of())) {
            System.arraycopy((float[]) row.get("unit"), 0, units, (int) (long) row.get("node") * DIMENSION, DIMENSION);
        }
        var found = new TopK[nodes];
        Arrays.setAll(found, node -> TopK.of(10));
        String stream = "CALL gds.graph.relationships.stream('web', ['LIKE']) YIELD sourceNodeId, targetNodeId"
                + " RETURN sourceNodeId AS source, collect(targetNodeId) AS targets";
        for (var row : server.rows(stream, Map.of())) {
            int source = (int) (long) row.get("source");
            float[] vector = Arrays.copyOfRange(units, source * DIMENSION, (source + 1) * DIMENSION);
            for (Object target : (List<?>) row.get("targets")) {
                int item = (int) (long) target;
                found[source].offer(item, Dot.of(vector, units, item * DIMENSION));
            }
        }
        try (var workers = Workers.of(2)) {
            TopK.Ranking[] rankings = Arrays.stream(found).map(TopK::drain).toArray(TopK.Ranking[]::new);
            return BestProducts.among(units, DIMENSION, workers, Monitor.NONE).recall(units, rankings, 10);
        }
    }

    /** Trains, infers and writes where every table has four million rows. */
    static void huge() {
        try (var server = Server.with(Graphs.madeUp(HUGE_NODES, HUGE_EDGES))) {
            System.out.println(Clock.HEADER);
            Clock.time(
                    "one pass, relationships",
                    HUGE_EDGES,
                    () -> train(server, "m", configuration(32, 1_000_000, "0.00002", 1)));
            var row = Clock.time("embeddings.write, nodes", HUGE_NODES, () -> write(server));
            System.out.println("read in " + row.get("preProcessingMillis") + " ms, computed in "
                    + row.get("computeMillis") + " ms, written in " + row.get("writeMillis") + " ms");
        }
    }
}
