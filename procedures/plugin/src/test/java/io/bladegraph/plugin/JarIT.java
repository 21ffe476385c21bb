// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class JarIT {

    @Test
    void holdsThePluginAndItsAlgorithmsAndNothingElse() throws IOException {
        try (var jar = new ZipFile(Path.of(System.getProperty("blade.jar")).toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .allMatch(name -> name.startsWith("io/bladegraph/") || name.startsWith("META-INF/"))
                    .contains(
                            "io/bladegraph/plugin/BladeExtension.class",
                            "io/bladegraph/graph/DirectedGraph.class",
                            "META-INF/services/org.neo4j.kernel.extension.ExtensionFactory",
                            "META-INF/LICENSE",
                            "META-INF/NOTICE");
        }
    }

    /** Neo4j would try each of these at its start, and warn of those that its server lacks something for. */
    @Test
    void keepsOptionalClassesFromNeo4j() throws IOException {
        try (var jar = new ZipFile(Path.of(System.getProperty("blade.jar")).toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "io/bladegraph/linalg/VectorKernels.optional",
                            "io/bladegraph/linalg/VectorRows.optional",
                            "io/bladegraph/plugin/gds/Link.optional")
                    .noneMatch(name -> name.startsWith("io/bladegraph/linalg/Vector") && name.endsWith(".class"))
                    .filteredOn(name -> name.startsWith("io/bladegraph/plugin/gds/") && name.endsWith(".class"))
                    .isSubsetOf(
                            "io/bladegraph/plugin/gds/GraphDataScience.class",
                            "io/bladegraph/plugin/gds/package-info.class");
        }
    }

    /** Whoever has the Vector API gets the classes that Neo4j does not see. */
    @Test
    void vectorKernelsComeOutOfTheJar() throws IOException, InterruptedException, URISyntaxException {
        Path tests = Path.of(
                JarIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("blade.jar") + File.pathSeparator + tests,
                        Gathering.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("vector 2.0");
        assertThat(java.waitFor()).isZero();
    }

    /** Runs in a JVM of its own. */
    static final class Gathering {
        private Gathering() {}

        public static void main(String[] arguments) {
            Kernels kernels = KernelChoice.best();
            var matrix = new SparseMatrix(1, new int[] {0, 1}, new int[1], new float[] {2});
            float[] ones = new float[64];
            Arrays.fill(ones, 1f);
            float[] sums = new float[64];
            kernels.gather(SparseRows.of(matrix), ones, sums);
            System.out.print(kernels.name() + " " + sums[63]);
        }
    }
}
