// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file to which every run is added the moment it is done, so that work that was stopped goes on where it was.
 *
 * <p>It does not know of changes to the code: a new file after those.
 */
final class RunFile {
    private final Path path;
    private final List<Run> runs = new ArrayList<>();

    /** Reads what is there already. */
    RunFile(Path path) {
        this.path = path;
        try {
            if (Files.notExists(path)) {
                Files.writeString(path, Run.HEADER + "\n");
            }
            List<String> lines = Files.readAllLines(path);
            if (!lines.get(0).equals(Run.HEADER)) {
                throw new IllegalArgumentException("`" + path + "` has other columns. Maybe name a new file.");
            }
            if (!Files.readString(path).endsWith("\n")) {
                append("\n");
            }
            lines.stream().skip(1).flatMap(Run::parse).forEach(runs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Run run) {
        append(run.line() + "\n");
        runs.add(run);
    }

    private void append(String text) {
        try {
            Files.writeString(path, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(Experiment experiment, String part, Arm arm, long seed) {
        return runs.stream().anyMatch(run -> run.is(experiment, part, arm) && run.seed() == seed);
    }

    /** The runs of an arm from the first seed to the last. */
    List<Run> runs(Experiment experiment, String part, Arm arm, int seeds) {
        return runs.stream()
                .filter(run -> run.is(experiment, part, arm) && run.seed() >= 1 && run.seed() <= seeds)
                .toList();
    }
}
