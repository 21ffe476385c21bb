// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightlyConfigTest {
    @Test
    void oneHitOfAThousandLessIsChance() {
        NightlyConfig config = config(Double.NaN);

        assertThat(config.tolerated(.75, 943)).isCloseTo(.0141, within(.0001)).isGreaterThan(1 / 943.);
        assertThat(config.tolerated(1, 943)).isZero();
        assertThat(config.tolerated(.5, 0)).isEqualTo(.5);
    }

    @Test
    void aShareIsTakenAtItsWord() {
        assertThat(config(.1).tolerated(.75, 943)).isCloseTo(.075, within(1e-12));
        assertThat(config(0).tolerated(.75, 943)).isZero();
        assertThatThrownBy(() -> config(1)).hasMessage("`--tolerance` must be from 0 to below 1, but was 1.0.");
    }

    private static NightlyConfig config(double tolerance) {
        var impressions = new NightlyConfig.Impressions(List.of(), "P1D", "P30D", Double.NaN, null);
        return new NightlyConfig("m", Map.of(), Map.of(), Map.of(), tolerance, 10, impressions);
    }
}
