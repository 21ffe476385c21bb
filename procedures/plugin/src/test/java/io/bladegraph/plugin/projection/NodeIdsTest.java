// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 1_000_000_007L})
    void findsDenseAndSparseIdsAndNoOthers(long step) {
        var nodes = NodeIds.of(new long[] {7 * step, 3 * step, 9 * step, 3 * step});

        assertThat(nodes.toArray()).containsExactly(3 * step, 7 * step, 9 * step);
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(nodes.index(nodes.id(i))).isEqualTo(i);
        }
        for (long absent : new long[] {0, 3 * step - 1, 4 * step, 9 * step + 1, Long.MAX_VALUE}) {
            assertThat(nodes.index(absent)).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void anEmptyGraphHasNoIndices(long id) {
        assertThat(NodeIds.of(new long[0]).index(id)).isNegative();
    }
}
