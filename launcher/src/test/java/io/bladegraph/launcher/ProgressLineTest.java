// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void saysHowMuchIsDone() {
        assertThat(ProgressLine.describe("Training, epoch 3 of 30", 7, 15)).isEqualTo("Training, epoch 3 of 30, 46 %");
    }

    @Test
    void saysOnlyWhatIsDoneWhereTheEndIsUnknown() {
        assertThat(ProgressLine.describe("Reading the graph", 7, 0)).isEqualTo("Reading the graph");
    }
}
