// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static io.bladegraph.launcher.FaultGraph.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Many clients that ask while a training runs, and have to get the answers that they got before. */
final class BusyClients {
    private static final int QUESTIONS = 200;
    private static final long QUIET_SECONDS = 20;

    private final FaultServer server;
    private final FaultGraph graph;
    private final int clients;
    private final List<Question> questions = new ArrayList<>();

    BusyClients(FaultServer server, FaultGraph graph, int clients) {
        this.server = server;
        this.graph = graph;
        this.clients = clients;
    }

    /**
     * A call with its answer.
     *
     * @param kind which call
     * @param statement in Cypher
     * @param parameters of the statement
     * @param answer when nothing else happened
     */
    private record Question(String kind, String statement, Map<String, Object> parameters, Object answer) {}

    /**
     * A call that was answered.
     *
     * @param kind which call
     * @param nanos how long it took
     */
    private record Answered(String kind, long nanos) {}

    /** Asks without a training and with one; returns rows for a table. */
    List<String> run() throws Exception {
        prepare();
        askFor(QUIET_SECONDS / 2); // the just-in-time compiler
        List<String> rows = new ArrayList<>(table("no", askFor(QUIET_SECONDS)));
        long begin = System.nanoTime();
        CompletableFuture<Void> training = CompletableFuture.runAsync(() -> graph.train("busy", 32, 3, 1));
        List<Answered> answered = ask(training::isDone);
        training.get(1, TimeUnit.MINUTES);
        rows.addAll(table("yes", answered));
        rows.add("the training took " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
        return rows;
    }

    private void prepare() {
        graph.writeEmbeddings("even");
        server.run(
                "CALL blade.calibration.fit('UNWIND range(0, 999) AS i"
                        + " RETURN (i % 10) / 10.0 AS score, (i / 10) % 20 < i % 10 AS label',"
                        + " {modelName: 'probability', overwrite: true}) YIELD modelName",
                Map.of());
        var random = new SplittableRandom(7);
        for (int i = 0; i < QUESTIONS; i++) {
            Map<String, Object> parameters = Map.of(
                    "a",
                    random.nextInt(graph.products()),
                    "b",
                    random.nextInt(graph.products()),
                    "score",
                    random.nextDouble());
            add(
                    "recommend",
                    "MATCH (p:Product {number: $a}) CALL blade.recommend(p, {k: 10}) YIELD rank, product, score"
                            + " WITH rank, product, score ORDER BY rank RETURN collect([product.number, score]) AS answer",
                    parameters);
            add(
                    "score",
                    "MATCH (a:Product {number: $a}), (b:Product {number: $b}) RETURN blade.score(a, b) AS answer",
                    parameters);
            add("calibrate", "RETURN blade.calibrate('probability', $score) AS answer", parameters);
        }
    }

    private void add(String kind, String statement, Map<String, Object> parameters) {
        Object answer = server.row(statement, parameters).get("answer").asObject();
        require(answer != null, "`blade." + kind + "` has no answer.");
        questions.add(new Question(kind, statement, parameters, answer));
    }

    private List<Answered> askFor(long seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return ask(() -> System.nanoTime() > end);
    }

    /** All clients ask without a pause until the end; an error or another answer than before fails. */
    private List<Answered> ask(BooleanSupplier end) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<Answered>>> asked = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                long seed = client;
                asked.add(threads.submit(() -> ask(end, seed)));
            }
            List<Answered> all = new ArrayList<>();
            for (Future<List<Answered>> answers : asked) {
                all.addAll(answers.get(5, TimeUnit.MINUTES));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Answered> ask(BooleanSupplier end, long seed) {
        var random = new SplittableRandom(seed);
        List<Answered> answered = new ArrayList<>();
        while (!end.getAsBoolean()) {
            Question question = questions.get(random.nextInt(questions.size()));
            long begin = System.nanoTime();
            Object answer = server.row(question.statement(), question.parameters())
                    .get("answer")
                    .asObject();
            answered.add(new Answered(question.kind(), System.nanoTime() - begin));
            require(answer.equals(question.answer()), question + " was answered by " + answer);
        }
        return answered;
    }

    private static List<String> table(String training, List<Answered> answered) {
        Map<String, List<Long>> byKind = new TreeMap<>();
        answered.forEach(
                a -> byKind.computeIfAbsent(a.kind(), kind -> new ArrayList<>()).add(a.nanos()));
        List<String> rows = new ArrayList<>();
        byKind.forEach((kind, nanos) -> {
            nanos.sort(null);
            rows.add(String.format(
                    Locale.ROOT,
                    "| `blade.%s` | %s | %d | %.1f | %.1f | %.1f |",
                    kind,
                    training,
                    nanos.size(),
                    at(nanos, .5),
                    at(nanos, .99),
                    at(nanos, 1)));
        });
        return rows;
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }
}
