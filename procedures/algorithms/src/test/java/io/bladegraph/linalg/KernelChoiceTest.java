// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM with the Vector API but without ND4J. */
class KernelChoiceTest {
    @TempDir
    private Path folder;

    @Test
    void prefersVectorKernels() {
        KernelChoice choice = KernelChoice.load(null, folder);

        assertThat(choice.kernels().name()).isEqualTo("vector");
        assertThat(choice.description()).isEqualTo("vector");
    }

    @Test
    void meetsADemand() {
        assertThat(KernelChoice.load("plain", folder).kernels()).isInstanceOf(PlainKernels.class);
        assertThat(KernelChoice.load("plain", folder).description()).isEqualTo("plain, by `blade.kernels`");
        assertThat(KernelChoice.load("vector", folder).description()).isEqualTo("vector, by `blade.kernels`");
    }

    @Test
    void refusesADemandThatItCannotMeet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelChoice.load("nd4j", folder))
                .withMessage("`blade.kernels` asks for nd4j, which cannot be used: no jar with"
                        + " io.bladegraph.nd4j.Nd4jKernels in `" + folder + "`.");
    }

    @Test
    void namesABrokenJar() throws Exception {
        Path broken = Files.writeString(folder.resolve("nd4j-api.jar"), "half a download");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelChoice.load("nd4j", folder))
                .withMessage("`blade.kernels` asks for nd4j, which cannot be used: `" + broken
                        + "` is not a jar: zip END header not found.");
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
