// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bladegraph.training.MemoryEstimate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final MemoryEstimate ESTIMATE = new MemoryEstimate(3 << 20, 5 << 20, Map.of("graph", 5L << 20));

    @Test
    void refusesWhatDoesNotFitEvenAtBest() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Memory.require("blade.train", ESTIMATE, (3 << 20) - 1))
                .withMessage(
                        "`blade.train` needs at least 3.0 MiB of memory, but only 3.0 MiB of the heap are free. Maybe"
                                + " give the server more by `server.memory.heap.max_size`, ask for less, see"
                                + " `blade.train.estimate`, or set `sudo: true` to try it all the same.");
    }

    @Test
    void letsPassWhatMayFit() {
        assertThatCode(() -> Memory.require("blade.train", ESTIMATE, 3 << 20)).doesNotThrowAnyException();
        assertThatCode(() -> Memory.require("blade.train", ESTIMATE)).doesNotThrowAnyException();
    }
}
