// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
}
