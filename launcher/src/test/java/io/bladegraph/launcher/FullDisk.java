// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static io.bladegraph.launcher.FaultGraph.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neo4j.driver.exceptions.Neo4jException;

/** A disk that has room for the models that are there and not for one more. */
final class FullDisk {
    private static final int PAGE = 4096;

    private final FaultServer server;
    private final FaultGraph graph;
    private final Path copies;

    FullDisk(FaultServer server, FaultGraph graph, Path folder) {
        this.server = server;
        this.graph = graph;
        this.copies = folder.resolve("copies");
    }

    /** Lays a full disk over the folder of the models; returns what there is to say. */
    String run() throws IOException, InterruptedException {
        graph.copy("even", "kept");
        byte[] before = server.model("kept");
        Path models = server.models();
        server.stop();
        Files.createDirectories(copies);
        copy(models, copies);
        long room = Files.size(models.resolve("odd.blade")) / 2;
        if (!system("mount", "-t", "tmpfs", "-o", "size=" + (size(models) + room), "tmpfs", models.toString())) {
            server.start();
            return "full disk: skipped, this user may not mount a small disk";
        }
        String message;
        try {
            copy(copies, models);
            server.start();
            message = refuse(before);
        } finally {
            server.stop();
            require(system("umount", models.toString()), "The small disk cannot be taken away.");
        }
        server.start();
        graph.copy("odd", "kept");
        require(!Arrays.equals(server.model("kept"), before), "The model was not saved when there was room again.");
        return "full disk: " + message;
    }

    private String refuse(byte[] before) throws IOException {
        int models = graph.readModels();
        String imported = refused(() -> graph.copy("odd", "kept"));
        refused(() -> graph.train("kept", 96, 1, 2));
        refused(() -> graph.train("new", 96, 1, 2));
        require(Arrays.equals(server.model("kept"), before), "The old model is not what it was.");
        require(graph.readModels() == models, "There are not " + models + " models.");
        require(server.unfinished().isEmpty(), "There was left " + server.unfinished());
        return imported;
    }

    private static String refused(Runnable call) {
        try {
            call.run();
        } catch (Neo4jException e) {
            for (String part : List.of("could not be saved", "No space left on device")) {
                require(e.getMessage().contains(part), "`" + part + "` is missing in: " + e.getMessage());
            }
            return e.getMessage();
        }
        throw new AssertionError("A full disk took a model.");
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += (Files.size(file) / PAGE + 1) * PAGE;
            }
            return bytes;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static boolean system(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }
}
