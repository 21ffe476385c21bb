// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;
import io.bladegraph.linalg.PlainKernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The finished jar, loaded as the plugin loads it: with a folder of jars, and without ND4J on the class path. */
class Nd4jKernelsIT {
    private static final Path OWN_JAR = Path.of(System.getProperty("nd4j.kernels"));
    private static final Path LIBRARIES = Path.of(System.getProperty("nd4j.jars"));
    private static final String NATIVES = "nd4j-native-1.0.0-M2.1-linux-x86_64.jar";

    private final Kernels plain = new PlainKernels();
    private static Kernels kernels;

    @BeforeAll
    static void load() throws IOException {
        assumeTrue(
                Files.exists(LIBRARIES.resolve(NATIVES)),
                "ND4J is not tested: the build brings its natives for Linux on amd64 alone, see profile nd4j-natives.");
        Files.copy(OWN_JAR, LIBRARIES.resolve(OWN_JAR.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        kernels = KernelChoice.load("nd4j", LIBRARIES).kernels();
    }

    @Test
    void comesFromAClassLoaderOfItsOwn() {
        assertThat(kernels.name()).isEqualTo("nd4j");
        assertThat(kernels.getClass().getClassLoader()).isInstanceOf(URLClassLoader.class);
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.nd4j.linalg.factory.Nd4j"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 7", "1, 600, 999", "999, 600, 1", "700, 1, 801", "129, 65, 257", "64, 64, 1024"})
    void multipliesLikePlainKernels(int rows, int inner, int columns) {
        Matrix a = random(rows, inner, 1);
        Matrix b = random(inner, columns, 2);

        assertSameProduct(a, b);
    }

    @Test
    void multipliesTransposedFactors() {
        Matrix a = random(90, 130, 1);
        Matrix b = random(110, 90, 2);

        assertSameProduct(a.transposed(), b.transposed());
    }

    @Test
    void multipliesRowsAndTransposedRows() {
        Matrix tall = random(300, 80, 1);
        Matrix wide = random(80, 300, 2);

        assertSameProduct(tall.rows(40, 131), wide);
        assertSameProduct(wide.transposed().rows(17, 151), random(80, 90, 3));
    }

    @Test
    void writesNothingBesideTheResult() {
        float[] surroundings = new float[100 * 120];
        Arrays.fill(surroundings, 7f);
        Matrix result = new Matrix(surroundings, 5, 100, 70, 120, 1);

        kernels.multiply(random(100, 80, 1), random(80, 70, 2), result);

        float[] expected = new float[100 * 120];
        Arrays.fill(expected, 7f);
        plain.multiply(random(100, 80, 1), random(80, 70, 2), new Matrix(expected, 5, 100, 70, 120, 1));
        assertThat(surroundings).containsExactly(expected, within(1e-4f));
        assertThat(surroundings[4]).isEqualTo(7f);
        assertThat(surroundings[75]).isEqualTo(7f);
    }

    @Test
    void givesEqualBitsToAnyNumberOfThreads() {
        Matrix a = random(2048, 64, 1);
        Matrix b = random(64, 512, 2);

        float[] alone = productInChunks(a, b, 1);
        float[] shared = productInChunks(a, b, 4);

        assertThat(shared).isEqualTo(alone);
    }

    private float[] productInChunks(Matrix a, Matrix b, int concurrency) {
        float[] c = new float[a.rows() * b.columns()];
        Matrix product = Matrix.of(c, a.rows(), b.columns());
        try (Workers workers = Workers.of(concurrency)) {
            for (int round = 0; round < 20; round++) {
                workers.run(
                        a.rows(),
                        64,
                        (begin, end) -> kernels.multiply(a.rows(begin, end), b, product.rows(begin, end)));
            }
        }
        return c;
    }

    @Test
    void leavesSparseRowsAndExponentialsToOthers() {
        var sparse = new SparseMatrix(2, new int[] {0, 1, 3}, new int[] {1, 0, 1}, new float[] {2, 3, 4});
        float[] y = new float[4];
        float[] x = {-1, 0};

        kernels.multiply(SparseRows.of(sparse), new float[] {1, 2, 3, 4}, y);
        double sum = kernels.expSum(x, 0, 2, 0);

        assertThat(y).containsExactly(6, 8, 15, 22);
        assertThat(sum).isCloseTo(1 + Math.exp(-1), within(1e-6));
    }

    private void assertSameProduct(Matrix a, Matrix b) {
        float[] actual = new float[a.rows() * b.columns()];
        float[] expected = new float[a.rows() * b.columns()];

        kernels.multiply(a, b, Matrix.of(actual, a.rows(), b.columns()));

        plain.multiply(a, b, Matrix.of(expected, a.rows(), b.columns()));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-3f));
        }
    }

    private static Matrix random(int rows, int columns, long seed) {
        var random = Seeds.stream(seed);
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return Matrix.of(data, rows, columns);
    }
}
