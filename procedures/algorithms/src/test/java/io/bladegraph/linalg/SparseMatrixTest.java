// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.Matrices;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;

class SparseMatrixTest {

    @ParameterizedTest
    @Seeded(10)
    void transposedIsTheTransposedMatrix(long seed) {
        SparseMatrix matrix = random(12, 7, 0.3, seed);

        SparseMatrix transposed = matrix.transposed();

        double[][] expected = Matrices.dense(matrix);
        double[][] actual = Matrices.dense(transposed);
        assertThat(transposed.rowCount()).isEqualTo(7);
        assertThat(transposed.columnCount()).isEqualTo(12);
        assertThat(transposed.entryCount()).isEqualTo(matrix.entryCount());
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 7; j++) {
                assertThat(actual[j][i]).isEqualTo(expected[i][j]);
            }
        }
    }

    @ParameterizedTest
    @Seeded(3)
    void positionsTellWhereEachEntryWent(long seed) {
        SparseMatrix matrix = random(12, 7, 0.3, seed);
        int[] positions = matrix.transposedPositions();

        SparseMatrix transposed = matrix.transposed(positions);

        for (int entry = 0; entry < matrix.entryCount(); entry++) {
            assertThat(transposed.values()[positions[entry]]).isEqualTo(matrix.values()[entry]);
        }
    }

    static SparseMatrix random(int rows, int columns, double density, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        int[] offsets = new int[rows + 1];
        int[] entries = new int[rows * columns];
        float[] values = new float[rows * columns];
        int size = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (random.nextDouble() < density) {
                    entries[size] = j;
                    values[size++] = (float) (2 * random.nextDouble() - 1);
                }
            }
            offsets[i + 1] = size;
        }
        return new SparseMatrix(columns, offsets, Arrays.copyOf(entries, size), Arrays.copyOf(values, size));
    }
}
