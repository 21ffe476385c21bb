// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import io.bladegraph.Seeds;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.neo4j.gds.catalog.GraphProjectProc;
import org.neo4j.gds.embeddings.fastrp.FastRPWriteProc;

/** The procedures that a shop calls, on a made-up shop. */
final class ShopSteps {
    private static final int PRODUCTS = 200_000;
    private static final int EDGES = 2_000_000;
    private static final int INDEXED = 50_000;
    private static final int WARM_UP = 100;
    private static final int CALLS = 300;
    private static final int NEW_PROPERTIES = 3;

    private ShopSteps() {}

    /** Reads, trains, infers, writes and recommends. */
    static void procedures() {
        try (var server =
                Server.with(Graphs.madeUp(PRODUCTS, EDGES)).with(GraphProjectProc.class, FastRPWriteProc.class)) {
            System.out.println(Clock.HEADER);
            long edges = (long)
                    server.row("CALL blade.graph.stats(" + Server.GRAPH + ")").get("relationshipCount");
            for (int i = 0; i < 3; i++) {
                Clock.time(
                        "graph.stats, which reads the graph, relationships",
                        edges,
                        () -> server.row("CALL blade.graph.stats(" + Server.GRAPH + ")"));
            }
            Clock.time("train, one pass, relationships", edges, () -> train(server, 1, ""));
            double reading = (long) train(server, 2, "").get("preProcessingMillis") / 1e3;
            Clock.print("of another training, reading, relationships", edges, reading, Double.NaN);
            for (int seed : new int[] {1, 2, 1, 2, 1, 2, 2}) {
                write(server, seed, "");
            }
            System.out.println("into properties that no node has yet:");
            for (int i = 0; i < NEW_PROPERTIES; i++) {
                write(server, 1, ", sourceProperty: 'source" + i + "', targetProperty: 'target" + i + "'");
            }
            System.out.println("of neighbors chosen uniformly, in the direction of the edges alone:");
            train(server, 3, ", sampler: 'uniform', reverseWeight: 0");
            for (int i = 0; i < 3; i++) {
                write(server, 3, "");
            }
            recommend(server, PRODUCTS, "exact");
            System.out.println("\n" + Clock.HEADER);
            server.row("CALL gds.graph.project('shop', 'Product', 'BOUGHT_BEFORE')");
            for (int seed = 1; seed <= 5; seed++) {
                writeFastRp(server, seed, "fastRP");
            }
            System.out.println("into properties that no node has yet:");
            for (int i = 0; i < NEW_PROPERTIES; i++) {
                writeFastRp(server, 1, "fastRP" + i);
            }
        }
    }

    private static Map<String, Object> train(Server server, int seed, String more) {
        return server.row("CALL blade.train(" + Server.GRAPH + ", {modelName: 'm" + seed
                + "', randomSeed: " + seed + ", epochs: 1, fanOut: 10,"
                + " walks: 0, layers: 2, batchSize: 500000, negatives: 64, validationFraction: 0.001" + more + "})");
    }

    /** With another seed than before every vector is a new one; with the same seed none is. */
    private static void write(Server server, int seed, String more) {
        long processor = Clock.processorNanos();
        var row = server.row(
                "CALL blade.embeddings.write(" + Server.GRAPH + ", {modelName: 'm" + seed + "'" + more + "})");
        double all = (Clock.processorNanos() - processor) / 1e9;
        long nodes = (long) row.get("nodeCount");
        Clock.print(
                "infer, nodes (processor time with the next row)", nodes, (long) row.get("computeMillis") / 1e3, all);
        Clock.print("write both embeddings, nodes", nodes, (long) row.get("writeMillis") / 1e3, all);
    }

    /** One vector a node, as long as one of ours. */
    private static void writeFastRp(Server server, int seed, String property) {
        long processor = Clock.processorNanos();
        var row = server.row("CALL gds.fastRP.write('shop', {embeddingDimension: 64, randomSeed: " + seed
                + ", concurrency: 2, writeProperty: '" + property + "'})");
        double all = (Clock.processorNanos() - processor) / 1e9;
        Clock.print(
                "gds.fastRP.write, writing one embedding, nodes",
                (long) row.get("nodePropertiesWritten"),
                (long) row.get("writeMillis") / 1e3,
                all);
    }

    private static double[] recommend(Server server, int products, String search) {
        String query = "MATCH (n) WHERE id(n) = $id CALL blade.recommend(n, {k: 10, search: '" + search
                + "'}) YIELD product RETURN id(product) AS id";
        SplittableRandom random = Seeds.stream(3);
        double[] millis = new double[CALLS];
        for (int i = -WARM_UP; i < CALLS; i++) {
            Map<String, Object> parameters = Map.of("id", (long) random.nextInt(products));
            long started = System.nanoTime();
            server.rows(query, parameters);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%nrecommend, %s, %,d products, %d calls: median %.2f ms, 99 %% below %.2f ms%n",
                search,
                products,
                CALLS,
                millis[CALLS / 2],
                millis[CALLS * 99 / 100]);
        return millis;
    }

    /** Recommends through the vector index, and says what it misses. */
    static void index() {
        try (var server = Server.with(Graphs.madeUp(INDEXED, 10 * INDEXED))) {
            server.row("CALL blade.train(" + Server.GRAPH + ", {modelName: 'm1', epochs: 10, fanOut: 10,"
                    + " walks: 0, layers: 2, batchSize: 16384, learningRate: 0.05, negatives: 64})");
            System.out.println(Clock.HEADER);
            write(server, 1, "");
            Clock.time(
                    "embeddings.index, nodes",
                    INDEXED,
                    () -> server.row("CALL blade.embeddings.index({nodeLabel: 'Product'})"));
            recommend(server, INDEXED, "exact");
            recommend(server, INDEXED, "index");
            System.out.printf(Locale.ROOT, "recall@10 of the index: %.3f%n", recall(server));
        }
    }

    private static double recall(Server server) {
        String query = "MATCH (n) WHERE id(n) = $id CALL blade.recommend(n, {k: 10, search: $search}) YIELD product"
                + " RETURN collect(id(product)) AS ids";
        SplittableRandom random = Seeds.stream(4);
        long found = 0;
        long wanted = 0;
        for (int i = 0; i < CALLS; i++) {
            long id = random.nextInt(INDEXED);
            Set<Object> exact = ids(server, query, Map.of("id", id, "search", "exact"));
            Set<Object> index = ids(server, query, Map.of("id", id, "search", "index"));
            wanted += exact.size();
            exact.retainAll(index);
            found += exact.size();
        }
        return (double) found / wanted;
    }

    private static Set<Object> ids(Server server, String query, Map<String, Object> parameters) {
        return new HashSet<>((List<?>) server.rows(query, parameters).get(0).get("ids"));
    }
}
