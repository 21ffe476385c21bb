// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.sampling.SamplerConfig.Kind;
import io.bladegraph.testkit.Alone;
import io.bladegraph.testkit.Graphs;
import org.junit.jupiter.api.Test;

class SamplerConfigTest {

    @Test
    void rejectsValuesOutOfRange() {
        assertThatThrownBy(() -> new SamplerConfig(null, 1, 0, 1, 1, 0, 5, 0, 0.5))
                .hasMessage("`sampler` must be 'adaptive' or 'uniform', but was null.");
        assertThatThrownBy(() -> SamplerConfig.uniform(0))
                .hasMessage("`fanOut` must be between 1 and 10000, but was 0.");
        assertThatThrownBy(() -> new SamplerConfig(Kind.ADAPTIVE, 1, -1, 1, 1, 0, 5, 0, 0.5))
                .hasMessage("`degreeExponent` must be in [0, 10], but was -1.0.");
        assertThatThrownBy(() -> new SamplerConfig(Kind.ADAPTIVE, 1, 0, 0, 1, 0, 5, 0, 0.5))
                .hasMessage("`minFanOut` must be between 1 and 10000, but was 0.");
        assertThatThrownBy(() -> new SamplerConfig(Kind.ADAPTIVE, 1, 0, 5, 4, 0, 5, 0, 0.5))
                .hasMessage("`maxFanOut` must be between 5 and 100000, but was 4.");
        assertThatThrownBy(() -> new SamplerConfig(Kind.ADAPTIVE, 1, 0, 1, 1, -1, 5, 0, 0.5))
                .hasMessage("`walks` must be between 0 and 100000, but was -1.");
        assertThatThrownBy(() -> new SamplerConfig(Kind.ADAPTIVE, 1, 0, 1, 1, 0, 5, 0, 1.5))
                .hasMessage("`degreeCorrection` must be in [0, 1], but was 1.5.");
    }

    @Test
    void theKindChoosesTheSampler() {
        var roles = RoleGraph.of(Graphs.parse("(a)-->(b)"));

        assertThat(NeighborSampler.of(roles, SamplerConfig.uniform(3), Alone.WORKERS))
                .isInstanceOf(UniformNeighborSampler.class);
        assertThat(NeighborSampler.of(roles, SamplerConfig.DEFAULT, Alone.WORKERS))
                .isInstanceOf(AdaptiveNeighborSampler.class);
    }
}
