// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Workers;
import io.bladegraph.linalg.SparseMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ColumnSelectionTest {
    private final SparseMatrix matrix =
            new SparseMatrix(4, new int[] {0, 3, 3, 5}, new int[] {0, 2, 3, 1, 2}, new float[] {1, 2, 3, 4, 5});
    private final ColumnSelection selection = new ColumnSelection();

    @Test
    void keepsTheEntriesOfWantedColumnsInTheirOrder() {
        SparseMatrix selected = select(2, 0);

        assertThat(selected.offsets()).containsExactly(0, 2, 2, 3);
        assertThat(Arrays.copyOf(selected.columns(), 3)).containsExactly(0, 2, 2);
        assertThat(Arrays.copyOf(selected.values(), 3)).containsExactly(1, 2, 5);
    }

    @Test
    void nothingOfAnEarlierSelectionStays() {
        select(0, 1, 2, 3);

        assertThat(select(1).offsets()).containsExactly(0, 0, 0, 1);
        assertThat(select(1).columns()[0]).isEqualTo(1);
        assertThat(select().offsets()).containsExactly(0, 0, 0, 0);
    }

    private SparseMatrix select(int... columns) {
        var wanted = VertexSet.none(4);
        Arrays.stream(columns).forEach(wanted::add);
        try (var workers = Workers.of(2)) {
            return selection.of(matrix, wanted::contains, workers);
        }
    }
}
