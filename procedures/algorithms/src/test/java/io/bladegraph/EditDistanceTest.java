// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "kitten, sitting, 3",
        "epochs, epoch, 1",
        "layers, alyers, 2",
        "Epochs, epochs, 1"
    })
    void countsLettersToInsertDeleteOrReplace(String a, String b, int distance) {
        assertThat(EditDistance.of(a, b)).isEqualTo(distance);
        assertThat(EditDistance.of(b, a)).isEqualTo(distance);
    }
}
