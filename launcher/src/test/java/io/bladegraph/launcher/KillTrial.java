// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static io.bladegraph.launcher.FaultGraph.require;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Work that is killed, how one knows that it has begun, and what has to hold afterwards. */
abstract class KillTrial {
    final FaultServer server;
    final FaultGraph graph;

    private KillTrial(FaultServer server, FaultGraph graph) {
        this.server = server;
        this.graph = graph;
    }

    static List<KillTrial> all(FaultServer server, FaultGraph graph) {
        return List.of(new Training(server, graph), new Writing(server, graph), new Saving(server, graph));
    }

    /** What it is, for the report. */
    abstract String name();

    /** The work, the n-th time. */
    abstract void run(int n);

    /** Whether the part that is to be killed has begun. */
    abstract boolean hasBegun();

    /** Asserts what has to hold after the n-th work was killed and the server started again. @return what was found */
    abstract String found(int n) throws IOException;

    /** Asserts that the n-th work is done. */
    abstract void requireDone(int n) throws IOException;

    /** A training that replaces a model; the seed tells which one it is. */
    private static final class Training extends KillTrial {
        private byte[] before = new byte[0];

        Training(FaultServer server, FaultGraph graph) {
            super(server, graph);
        }

        @Override
        String name() {
            return "training";
        }

        @Override
        void run(int n) {
            graph.train("trained", 16, 5, n);
        }

        @Override
        boolean hasBegun() {
            return graph.isBusyWith("Training");
        }

        private int seed() {
            return server.row(
                            "CALL blade.model.list() YIELD modelName, configuration WHERE modelName = 'trained'"
                                    + " RETURN configuration.randomSeed AS seed",
                            Map.of())
                    .get("seed")
                    .asInt();
        }

        @Override
        String found(int n) throws IOException {
            if (Arrays.equals(server.model("trained"), before)) {
                return "old model";
            }
            require(seed() == n, "The model is neither the old one nor the new one.");
            return "new model";
        }

        @Override
        void requireDone(int n) throws IOException {
            require(seed() == n, "The model is not that of the last training.");
            before = server.model("trained");
        }
    }

    /** Embeddings of one model that replace those of another. */
    private static final class Writing extends KillTrial {
        Writing(FaultServer server, FaultGraph graph) {
            super(server, graph);
        }

        @Override
        String name() {
            return "writing embeddings";
        }

        @Override
        void run(int n) {
            graph.writeEmbeddings(FaultGraph.model(n));
        }

        @Override
        boolean hasBegun() {
            return graph.isBusyWith("Writing embeddings");
        }

        @Override
        String found(int n) {
            int fresh = graph.written(FaultGraph.model(n));
            int stale = graph.written(FaultGraph.model(n + 1));
            require(
                    fresh + stale == graph.products(),
                    fresh + " new and " + stale + " old products are not " + graph.products());
            return stale == 0 ? "all new" : fresh == 0 ? "all old" : "some new, some old";
        }

        @Override
        void requireDone(int n) {
            require(found(n).equals("all new"), "Some products have old embeddings.");
        }
    }

    /** A model that replaces another. */
    private static final class Saving extends KillTrial {
        private final byte[][] versions = new byte[2][];

        Saving(FaultServer server, FaultGraph graph) {
            super(server, graph);
        }

        @Override
        String name() {
            return "saving a model";
        }

        @Override
        void run(int n) {
            graph.copy(FaultGraph.model(n), "saved");
        }

        @Override
        boolean hasBegun() {
            return Files.exists(server.models().resolve("saved.blade.tmp"));
        }

        @Override
        String found(int n) throws IOException {
            byte[] now = server.model("saved");
            boolean isNew = Arrays.equals(now, versions[n & 1]);
            require(isNew || Arrays.equals(now, versions[n + 1 & 1]), "The model is neither the old nor the new one.");
            return isNew ? "new model" : "old model";
        }

        @Override
        void requireDone(int n) throws IOException {
            if (versions[n & 1] == null) {
                versions[n & 1] = server.model("saved");
            }
            require(found(n).equals("new model"), "The model is not the new one.");
        }
    }
}
