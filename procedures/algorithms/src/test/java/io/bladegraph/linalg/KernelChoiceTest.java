// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM with neither the Vector API nor ND4J. */
class KernelChoiceTest {
    private static final String NO_VECTOR = "the JVM runs without --add-modules=jdk.incubator.vector";

    @TempDir
    private Path folder;

    @Test
    void saysWhyNothingButPlainKernelsWork() {
        KernelChoice choice = KernelChoice.load(null, folder);

        assertThat(choice.kernels()).isInstanceOf(PlainKernels.class);
        assertThat(choice.description())
                .isEqualTo("plain: no vector, " + NO_VECTOR
                        + "; no nd4j, no jar with io.bladegraph.nd4j.Nd4jKernels in `" + folder + "`");
    }

    @Test
    void aFolderThatDoesNotExistIsLikeAnEmptyOne() {
        Path missing = folder.resolve("missing");

        assertThat(KernelChoice.load(null, missing).description()).endsWith("in `" + missing + "`");
    }

    @Test
    void namesABrokenJar() throws Exception {
        Path broken = Files.writeString(folder.resolve("nd4j-api.jar"), "half a download");

        assertThat(KernelChoice.load(null, folder).description())
                .endsWith("no nd4j, `" + broken + "` is not a jar: zip END header not found");
    }

    @Test
    void aDemandIsMetOrRefused() {
        assertThat(KernelChoice.load("plain", folder).description()).isEqualTo("plain, by `blade.kernels`");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelChoice.load("vector", folder))
                .withMessage("`blade.kernels` asks for vector, which cannot be used: " + NO_VECTOR + ".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelChoice.load("nd4j", folder))
                .withMessage("`blade.kernels` asks for nd4j, which cannot be used: no jar with"
                        + " io.bladegraph.nd4j.Nd4jKernels in `" + folder + "`.");
    }

    @Test
    void rejectsUnknownKernels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelChoice.load("cuda", folder))
                .withMessage("`blade.kernels` must be plain, vector or nd4j, but was cuda.");
    }

    @Test
    void choosesOnce() {
        assertThat(KernelChoice.current()).isSameAs(KernelChoice.current());
        assertThat(KernelChoice.best()).isSameAs(KernelChoice.current().kernels());
    }
}
