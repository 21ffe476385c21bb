// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import io.bladegraph.graph.DirectedGraph;
import java.util.Locale;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.similarity.knn.KnnStreamProc;

/** Large graphs: a web crawl with 3.1 million edges, and a made-up graph with 20 million. */
final class WebSteps {
    private static final int HUGE_NODES = 2_000_000;
    private static final int HUGE_EDGES = 20_000_000;

    private WebSteps() {}

    /** As the page on performance recommends for graphs of this size. */
    private static String configuration(int dimension, int batchSize, String validation, int epochs) {
        return String.format(
                Locale.ROOT,
                "embeddingDimension: %d, layers: 2, fanOut: 10, walks: 0, negatives: 64, batchSize: %d,"
                        + " learningRate: 0.05, validationFraction: %s, epochs: %d",
                dimension,
                batchSize,
                validation,
                epochs);
    }

    /** Ten passes. */
    static void training() {
        DirectedGraph graph = Graphs.cnr2000();
        try (var server = Server.with(graph)) {
            System.out.println(Clock.HEADER);
            var row = Clock.time(
                    "ten passes, relationships",
                    10L * graph.edgeCount(),
                    () -> server.row("CALL blade.train(" + Server.GRAPH + ", {modelName: 'm', "
                            + configuration(64, 262144, "0.0002", 10) + "})"));
            System.out.println("metrics " + row.get("metrics") + ", read in " + row.get("preProcessingMillis")
                    + " ms, trained in " + row.get("trainMillis") + " ms");
        }
    }

    /** What a training takes, beside what was estimated. */
    static void memory() {
        try (var server = Server.with(Graphs.cnr2000())) {
            String training = configuration(64, 262144, "0.0002", 1);
            var estimate = server.row("CALL blade.train.estimate(" + Server.GRAPH + ", {" + training + "})");
            try (var heap = LiveHeap.watching()) {
                server.row("CALL blade.train(" + Server.GRAPH + ", {modelName: 'm', " + training + "})");
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

    /** The best products of all products; the nearest neighbors of Graph Data Science on the same vectors. */
    static void related() {
        DirectedGraph graph = Graphs.cnr2000();
        int nodes = graph.nodeCount();
        try (var server = Server.with(graph).with(GraphProjectProc.class, KnnStreamProc.class)) {
            server.row("CALL blade.train(" + Server.GRAPH + ", {modelName: 'm', "
                    + configuration(64, 262144, "0.0002", 4) + "})");
            server.row("CALL blade.embeddings.write(" + Server.GRAPH + ", {modelName: 'm'})");
            System.out.println(Clock.HEADER);
            long processor = Clock.processorNanos();
            var row = server.row("CALL blade.recommend.write(" + Server.GRAPH + ", {k: 10})");
            double all = (Clock.processorNanos() - processor) / 1e9;
            Clock.print("recommend.write, ranking, nodes", nodes, (long) row.get("computeMillis") / 1e3, all);
            Clock.print(
                    "recommend.write, writing, relationships", 10L * nodes, (long) row.get("writeMillis") / 1e3, all);
            server.row("CALL gds.graph.project('web', {Product: {properties: 'targetEmbedding'}}, 'BOUGHT_BEFORE')");
            Clock.time(
                    "gds.knn, nodes",
                    nodes,
                    () -> server.row("CALL gds.knn.stream('web', {nodeProperties:"
                            + " 'targetEmbedding', topK: 10, concurrency: 2}) YIELD node1 RETURN count(*) AS rows"));
        }
    }

    /** Trains, infers and writes where every table has four million rows. */
    static void huge() {
        try (var server = Server.with(Graphs.madeUp(HUGE_NODES, HUGE_EDGES))) {
            System.out.println(Clock.HEADER);
            Clock.time(
                    "one pass, relationships",
                    HUGE_EDGES,
                    () -> server.row("CALL blade.train(" + Server.GRAPH + ", {modelName: 'm', "
                            + configuration(32, 1_000_000, "0.00002", 1) + "})"));
            var row = Clock.time(
                    "embeddings.write, nodes",
                    HUGE_NODES,
                    () -> server.row("CALL blade.embeddings.write(" + Server.GRAPH + ", {modelName: 'm'})"));
            System.out.println("read in " + row.get("preProcessingMillis") + " ms, computed in "
                    + row.get("computeMillis") + " ms, written in " + row.get("writeMillis") + " ms");
        }
    }
}
