// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.testkit.Seeded;
import org.junit.jupiter.params.ParameterizedTest;

class SparseRowsTest {

    /** Multiplied by x, rows among some columns give to the bit what all give if the other rows of x are zero. */
    @ParameterizedTest
    @Seeded(10)
    void amongSomeColumnsLeavesOutTheOthers(long seed) {
        SparseRows rows =
                SparseRows.of(SparseMatrixTest.random(12, 7, 0.5, seed)).part(2, 11);
        boolean[] members = new boolean[7];
        float[] x = new float[7 * 8];
        for (int column = 0; column < 7; column++) {
            members[column] = (column + seed) % 3 != 0;
            for (int k = 0; members[column] && k < 8; k++) {
                x[column * 8 + k] = column + k + 0.1f;
            }
        }
        float[] expected = new float[12 * 8];
        float[] actual = new float[12 * 8];

        SparseRows some = rows.among(members);
        new PlainKernels().multiply(rows, x, expected);
        new PlainKernels().multiply(some, x, actual);

        assertThat(actual).containsExactly(expected);
        for (int entry = 0; entry < some.matrix().offsets()[9]; entry++) {
            assertThat(members[some.matrix().columns()[entry]]).isTrue();
        }
    }
}
