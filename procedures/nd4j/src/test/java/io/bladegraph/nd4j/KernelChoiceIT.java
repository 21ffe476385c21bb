// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.PlainKernels;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM without the Vector API, and with ND4J damaged or missing. */
class KernelChoiceIT {
    private static final String NO_VECTOR = "the JVM runs without --add-modules=jdk.incubator.vector";

    @TempDir
    private Path folder;

    @Test
    void withoutJarsPlainKernelsAreChosen() {
        assertPlain("no jar with io.bladegraph.nd4j.Nd4jKernels in `" + folder + "`");
    }

    @Test
    void aBrokenJarIsNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("nd4j-api.jar"), "half a download");

        assertPlain("`" + broken + "` is not a jar: zip END header not found");
    }

    @Test
    void aMissingJarIsToldByTheClassThatItHeld() throws IOException {
        copy(Path.of(System.getProperty("nd4j.kernels")));

        assertPlain("java.lang.ClassNotFoundException: org.nd4j.common.config.ND4JClassLoading");
    }

    /** As on a platform that the jars were not made for. */
    @Test
    void missingNativesAreNamed() throws IOException {
        copy(Path.of(System.getProperty("nd4j.kernels")));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(System.getProperty("nd4j.jars")))) {
            for (Path jar : jars) {
                if (!jar.toString().contains("linux-x86_64")) {
                    copy(jar);
                }
            }
        }

        assertPlain("java.lang.UnsatisfiedLinkError: Could not find jniopenblas_nolapack in class, module, and library"
                + " paths.");
    }

    @Test
    void aDemandForVectorKernelsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelChoice.load("vector", folder))
                .withMessage("`blade.kernels` asks for vector, which cannot be used: " + NO_VECTOR + ".");
    }

    private void copy(Path jar) throws IOException {
        Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private void assertPlain(String reason) {
        KernelChoice choice = KernelChoice.load(null, folder);

        assertThat(choice.kernels()).isInstanceOf(PlainKernels.class);
        assertThat(choice.description()).isEqualTo("plain: no vector, " + NO_VECTOR + "; no nd4j, " + reason);
    }
}
