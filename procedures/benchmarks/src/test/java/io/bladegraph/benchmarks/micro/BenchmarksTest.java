// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Proves that every benchmark still runs and still checks its result; its figures mean nothing here. */
class BenchmarksTest {
    @TestFactory
    Stream<DynamicTest> runs() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        var benchmarks = BenchmarkList.defaultList().getAll(silent, List.of());
        assertThat(benchmarks).hasSizeGreaterThanOrEqualTo(10);
        return benchmarks.stream()
                .map(benchmark -> DynamicTest.dynamicTest(benchmark.getUsername(), () -> run(benchmark.getUsername())));
    }

    /** A part of what takes long; and the build brings ND4J only to some platforms. */
    private static Options parameters() {
        var parameters = new OptionsBuilder();
        parameters.param("density", "5"); // dense graphs take minutes to walk where nothing is compiled yet
        try {
            Examples.kernels("nd4j");
        } catch (IllegalArgumentException e) {
            parameters.param("kernels", "plain", "vector");
        }
        return parameters.build();
    }

    private static void run(String benchmark) throws RunnerException {
        var options = new OptionsBuilder()
                .parent(parameters())
                .include(benchmark.replace(".", "\\."))
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(50))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        assertThat(new Runner(options).run()).isNotEmpty();
    }
}
