// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairTableTest {
    @Test
    void countsAsAMapDoes() {
        SplittableRandom random = Seeds.stream(1);
        PairTable table = new PairTable();
        Map<List<Integer>, Integer> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int first = random.nextInt(100);
            int second = random.nextInt(100);
            table.add(first, second, i, 1);
            expected.merge(List.of(first, second), 1, Integer::sum);
        }

        Map<List<Integer>, Integer> counted = new HashMap<>();
        table.forEach(1, (first, second, pair) -> counted.put(List.of(first, second), pair.count()));

        assertThat(counted).isEqualTo(expected);
        assertThat(table.size()).isEqualTo(expected.size());
    }

    @Test
    void keepsFirstAndLastTimeAndTheSumOfTheWeights() {
        PairTable table = new PairTable();
        table.add(3, 4, 20, .5);
        table.add(3, 4, 10, .25);
        table.add(3, 4, 30, 1);

        table.forEach(
                1, (first, second, pair) -> assertThat(pair).isEqualTo(new PairTable.Statistics(3, 1.75, 10, 30)));
    }

    @Test
    void visitsInAscendingOrderAndLeavesOutRarePairs() {
        PairTable table = new PairTable();
        int[][] pairs = {{2, 1}, {1, 5}, {1, 2}, {1, 2}, {2, 1}, {0, 9}, {0, 9}};
        for (int[] pair : pairs) {
            table.add(pair[0], pair[1], 0, 1);
        }

        List<List<Integer>> visited = new ArrayList<>();
        table.forEach(2, (first, second, pair) -> visited.add(List.of(first, second)));

        assertThat(visited).containsExactly(List.of(0, 9), List.of(1, 2), List.of(2, 1));
    }
}
