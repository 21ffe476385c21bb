// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final Arm ARM = Arm.blade("wide, own", "fanOut=50, ownDegree=3");
    private static final Experiment EXPERIMENT = new Experiment(
            "e", Dataset.PHONES, List.of(ARM), List.of(new Experiment.Expected(ARM.name(), Figure.HR10, 0.5, 0.011)));

    @TempDir
    private Path folder;

    @Test
    void aStoppedStudyGoesOnWhereItWas() throws IOException {
        Path path = folder.resolve("results.csv");
        new RunFile(path).add(run(1, 0.25));
        Files.writeString(path, run(2, 0.5).line().substring(0, 30), StandardOpenOption.APPEND);

        var file = new RunFile(path);

        assertThat(file.runs(EXPERIMENT, "test", ARM, 5)).containsExactly(run(1, 0.25));
        assertThat(file.has(EXPERIMENT, "test", ARM, 1)).isTrue();
        assertThat(file.has(EXPERIMENT, "test", ARM, 2)).isFalse();
        assertThat(file.has(EXPERIMENT, "validation", ARM, 1)).isFalse();
        file.add(run(2, 0.5));
        assertThat(new RunFile(path).runs(EXPERIMENT, "test", ARM, 5)).containsExactly(run(1, 0.25), run(2, 0.5));
        assertThat(new RunFile(path).runs(EXPERIMENT, "test", ARM, 1)).containsExactly(run(1, 0.25));
    }

    @Test
    void resultsOfAnotherConfigurationAreNotTaken() {
        var file = new RunFile(folder.resolve("results.csv"));
        file.add(run(1, 0.25));

        Arm changed = Arm.blade(ARM.name(), "fanOut=51");

        assertThat(file.has(EXPERIMENT, "test", changed, 1)).isFalse();
    }

    @Test
    void aFileOfOtherColumnsIsRefused() throws IOException {
        Path path = folder.resolve("other.csv");
        Files.writeString(path, "a,b\n");

        assertThatThrownBy(() -> new RunFile(path))
                .hasMessage("`" + path + "` has other columns. Maybe name a new file.");
    }

    @Test
    void tablesShowMeanAndSampleDeviationAndTellWhatIsMissed() {
        var file = new RunFile(folder.resolve("results.csv"));
        file.add(run(1, 0.48));
        file.add(run(2, 0.50));
        var complete = new ResultTable(EXPERIMENT, file, "test", 2);

        assertThat(complete.markdown()).contains("| wide, own | 2 | ").contains("| 0.490 ± 0.014 |");
        assertThat(complete.verdicts())
                .containsExactly("PASS e: HR@10 of wide, own is 0.4900, expected 0.5000 ± 0.0110");
        assertThat(new ResultTable(EXPERIMENT, file, "test", 3).verdicts()).isEmpty();
        file.add(run(3, 0.30));
        assertThat(new ResultTable(EXPERIMENT, file, "test", 3).verdicts())
                .containsExactly("FAIL e: HR@10 of wide, own is 0.4267, expected 0.5000 ± 0.0110");
    }

    /** The first figure is missing, as where a graph has no such edges; the others are the same. */
    private static Run run(long seed, double value) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, figure == Figure.HR5 ? Double.NaN : value);
        }
        return new Run("e", "test", ARM.name(), seed, figures, ARM.configuration());
    }
}
