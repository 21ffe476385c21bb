// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.GradientCheck;
import io.bladegraph.testkit.Matrices;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All kernels against loops in double precision, on sizes around those at which they change their ways. */
class KernelsTest {
    private static final int[] SIZES = {1, 3, 4, 31, 64, 65, 100, 104};

    static Stream<Kernels> kernels() {
        return Stream.of(new PlainKernels(), new VectorKernels());
    }

    @Test
    void theVectorApiIsChosenWhereItIs() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
        assertThat(KernelChoice.best()).isInstanceOf(VectorKernels.class);
        assertThat(KernelChoice.best().name()).isEqualTo("vector");
        assertThat(new PlainKernels().name()).isEqualTo("plain");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void denseProductsOfAllShapes(Kernels kernels) {
        for (int m : SIZES) {
            for (int k : SIZES) {
                for (int n : SIZES) {
                    Matrix a = random(m, k, m + k);
                    Matrix b = random(k, n, k + n);
                    check(kernels, a, b, random(m, n, 1));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void denseProductsOfViews(Kernels kernels) {
        for (int size : SIZES) {
            Matrix transposedLeft = random(size, 37, 1).transposed();
            Matrix transposedRight = random(70, size, 2).transposed();
            check(kernels, transposedLeft, random(size, 70, 3), random(37, 70, 4));
            check(kernels, random(37, size, 5), transposedRight, random(37, 70, 6));
            check(kernels, transposedLeft, transposedRight, random(37, 70, 7));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void productsOfSomeRowsLeaveTheOthersAlone(Kernels kernels) {
        Matrix a = random(20, 9, 1);
        Matrix b = random(9, 66, 2);
        Matrix c = random(20, 66, 3);
        float[] before = c.data().clone();

        kernels.multiply(a.rows(5, 12), b, c.rows(5, 12));

        assertProduct(a.rows(5, 12), b, c.rows(5, 12));
        assertThat(Arrays.copyOf(c.data(), 5 * 66)).containsExactly(Arrays.copyOf(before, 5 * 66));
        assertThat(Arrays.copyOfRange(c.data(), 12 * 66, 20 * 66))
                .containsExactly(Arrays.copyOfRange(before, 12 * 66, 20 * 66));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sparseProducts(Kernels kernels) {
        for (int dimension : SIZES) {
            SparseMatrix sparse = SparseMatrixTest.random(23, 17, 0.3, dimension);
            float[] x = random(17, dimension, 1).data();
            float[] y = random(23, dimension, 2).data();
            float[] before = y.clone();

            kernels.multiply(SparseRows.of(sparse).part(4, 21), x, y);

            double[][] dense = Matrices.dense(sparse);
            for (int i = 0; i < 23; i++) {
                for (int k = 0; k < dimension; k++) {
                    double expected = i < 4 || i >= 21 ? before[i * dimension + k] : 0;
                    for (int j = 0; i >= 4 && i < 21 && j < 17; j++) {
                        expected += dense[i][j] * x[j * dimension + k];
                    }
                    assertThat((double) y[i * dimension + k]).isCloseTo(expected, within(1e-5));
                }
            }
        }
    }

    /** Row 2 i of the matrix belongs to row 3 i + 1 of the table, of i those from 2 to 9 only. */
    @ParameterizedTest
    @MethodSource("kernels")
    void gathersSomeRows(Kernels kernels) {
        for (int dimension : SIZES) {
            SparseRows sparse = someRows(dimension);
            float[] x = random(17, dimension, 1).data();
            float[] y = random(40, dimension, 2).data();
            double[][] gathered = doubles(y, dimension);
            forEntries(sparse, (row, column, entry) -> {
                for (int k = 0; k < dimension; k++) {
                    double value = sparse.matrix().values()[entry];
                    gathered[row][k] += value * x[column * dimension + k];
                }
            });

            float[] into = y.clone();
            kernels.gather(sparse, x, into);

            assertRows(into, gathered);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void innerProductsWhereThereAreEntries(Kernels kernels) {
        for (int dimension : SIZES) {
            SparseRows sparse = someRows(dimension);
            float[] x = random(40, dimension, 1).data();
            float[] y = random(17, dimension, 2).data();
            double[] expected = GradientCheck.toDouble(sparse.matrix().values());
            forEntries(sparse, (row, column, entry) -> {
                expected[entry] = 0;
                for (int k = 0; k < dimension; k++) {
                    expected[entry] += (double) x[row * dimension + k] * y[column * dimension + k];
                }
            });

            kernels.dots(sparse, x, y);

            for (int entry = 0; entry < expected.length; entry++) {
                assertThat((double) sparse.matrix().values()[entry]).isCloseTo(expected[entry], within(1e-5));
            }
        }
    }

    private interface Entry {
        void accept(int row, int column, int entry);
    }

    private static SparseRows someRows(long seed) {
        int[] places = new int[12];
        int[] rows = new int[12];
        Arrays.setAll(places, i -> 2 * i);
        Arrays.setAll(rows, i -> 3 * i + 1);
        return new SparseRows(SparseMatrixTest.random(24, 17, 0.3, seed), places, rows, 2, 10);
    }

    private static void forEntries(SparseRows sparse, Entry body) {
        int[] offsets = sparse.matrix().offsets();
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            for (int entry = offsets[sparse.places()[i]]; entry < offsets[sparse.places()[i] + 1]; entry++) {
                body.accept(sparse.rows()[i], sparse.matrix().columns()[entry], entry);
            }
        }
    }

    private static double[][] doubles(float[] data, int dimension) {
        double[][] rows = new double[data.length / dimension][dimension];
        for (int k = 0; k < data.length; k++) {
            rows[k / dimension][k % dimension] = data[k];
        }
        return rows;
    }

    private static void assertRows(float[] actual, double[][] expected) {
        for (int k = 0; k < actual.length; k++) {
            int dimension = expected[0].length;
            assertThat((double) actual[k]).isCloseTo(expected[k / dimension][k % dimension], within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void findsTheLargest(Kernels kernels) {
        for (int size : SIZES) {
            float[] x = random(1, size + 2, size).data();
            x[0] = 9f;
            x[size + 1] = 9f;
            for (int at = 1; at <= size; at += Math.max(1, size / 7)) {
                x[at] = 2f;
                assertThat(kernels.max(x, 1, size + 1)).isEqualTo(2f);
                x[at] = Float.NEGATIVE_INFINITY;
            }
        }
        assertThat(kernels.max(new float[3], 1, 1)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exponentialsAreAccurate(Kernels kernels) {
        for (int size : new int[] {1, 7, 8, 64, 1_001, 100_000}) {
            float[] x = new float[size + 2];
            SplittableRandom random = Seeds.stream(size);
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (5 - 59.9 * random.nextDouble() * random.nextDouble());
            }
            float[] before = x.clone();

            double sum = kernels.expSum(x, 1, size + 1, 5f);

            double expected = 0;
            for (int i = 1; i <= size; i++) {
                double exact = Math.exp((double) before[i] - 5f);
                expected += exact;
                // the difference is rounded to a float before the exponential is taken
                double tolerance = 1e-6 + Math.ulp(before[i] - 5f) / 2;
                if (!(Math.abs(x[i] / exact - 1) <= tolerance)) {
                    assertThat((double) x[i])
                            .as("e^%s", before[i] - 5f)
                            .isCloseTo(exact, withinPercentage(100 * tolerance));
                }
            }
            assertThat(sum).isCloseTo(expected, withinPercentage(1e-4));
            assertThat(x[0]).isEqualTo(before[0]);
            assertThat(x[size + 1]).isEqualTo(before[size + 1]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exponentialsOfWhatIsLeftOutAreZero(Kernels kernels) {
        float[] x = new float[20];
        Arrays.fill(x, Float.NEGATIVE_INFINITY);
        x[3] = 2f;
        x[18] = -58.5f;
        x[19] = -200f;

        double sum = kernels.expSum(x, 0, 20, 2f);

        assertThat(sum).isEqualTo(1);
        assertThat(x[3]).isEqualTo(1f);
        assertThat(x[0]).isZero();
        assertThat(x[18]).isZero();
        assertThat(x[19]).isZero();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void nanIsNotSwallowed(Kernels kernels) {
        for (int at : new int[] {0, 19}) {
            float[] x = new float[20];
            x[at] = Float.NaN;

            assertThat(kernels.expSum(x, 0, 20, 0f)).isNaN();
            assertThat(x[at]).isNaN();
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void dotsOfSomeRows(Kernels kernels) {
        for (int dimension : SIZES) {
            float[] vector = random(1, dimension, 1).data();
            float[] rows = random(30, dimension, 2).data();
            float[] scores = new float[22];
            scores[21] = 7;

            kernels.dots(vector, rows, 4, 25, scores);

            for (int row = 4; row < 25; row++) {
                double expected = 0;
                for (int k = 0; k < dimension; k++) {
                    expected += (double) vector[k] * rows[row * dimension + k];
                }
                assertThat((double) scores[row - 4]).isCloseTo(expected, within(1e-5));
            }
            assertThat(scores[21]).isEqualTo(7f);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsAMultiple(Kernels kernels) {
        for (int length : SIZES) {
            float[] x = random(1, length + 5, 1).data();
            float[] before = random(1, length + 5, 2).data();
            float[] y = before.clone();

            kernels.addMultiple(-0.7f, x, 2, y, 3, length);

            for (int k = 0; k < y.length; k++) {
                boolean inside = k >= 3 && k < 3 + length;
                double expected = inside ? before[k] - 0.7 * x[k - 1] : before[k];
                assertThat((double) y[k]).isCloseTo(expected, within(inside ? 1e-6 : 0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theFirstNumberNotBelow(Kernels kernels) {
        float[] x = new float[300];
        x[0] = 9;
        x[299] = 9;
        assertThat(kernels.firstNotBelow(x, 1, 299, 1f)).isEqualTo(299);
        for (int at : new int[] {1, 2, 63, 64, 65, 200, 298}) {
            for (float large : new float[] {1f, 2f, Float.POSITIVE_INFINITY, Float.NaN}) {
                x[at] = large;
                assertThat(kernels.firstNotBelow(x, 1, 299, 1f)).isEqualTo(at);
                assertThat(kernels.firstNotBelow(x, at + 1, 299, 1f)).isEqualTo(299);
                x[at] = 0;
            }
        }
        assertThat(kernels.firstNotBelow(x, 5, 5, 0f)).isEqualTo(5);
    }

    private static void check(Kernels kernels, Matrix a, Matrix b, Matrix c) {
        kernels.multiply(a, b, c);
        assertProduct(a, b, c);
    }

    private static void assertProduct(Matrix a, Matrix b, Matrix c) {
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.columns(); j++) {
                double expected = 0;
                for (int k = 0; k < a.columns(); k++) {
                    expected += at(a, i, k) * at(b, k, j);
                }
                if (!(Math.abs(at(c, i, j) - expected) <= 2e-5)) {
                    assertThat(at(c, i, j)).as("%s: (%d, %d)", a, i, j).isCloseTo(expected, within(2e-5));
                }
            }
        }
    }

    private static double at(Matrix matrix, int i, int j) {
        return matrix.data()[matrix.offset() + i * matrix.rowStride() + j * matrix.columnStride()];
    }

    private static Matrix random(int rows, int columns, long seed) {
        SplittableRandom random = Seeds.stream(seed, rows, columns);
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (2 * random.nextDouble() - 1);
        }
        return Matrix.of(data, rows, columns);
    }
}
