// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.gnn.LossConfig;
import io.bladegraph.sampling.SamplerConfig;
import io.bladegraph.training.TrainingConfig;
import org.junit.jupiter.api.Test;

class TrainingChangeTest {
    private static final TrainingConfig DEFAULT = TrainingConfig.DEFAULT;

    @Test
    void changesWhatIsNamedAndNothingElse() {
        var changed = TrainingChange.apply(
                DEFAULT, "sampler=uniform, loss=logistic, fanOut=7, learningRate=0.5,resample=true, randomSeed=9");

        assertThat(changed.sampler().kind()).isEqualTo(SamplerConfig.Kind.UNIFORM);
        assertThat(changed.loss().kind()).isEqualTo(LossConfig.Kind.LOGISTIC);
        assertThat(changed.sampler().fanOut()).isEqualTo(7);
        assertThat(changed.schedule().learningRate()).isEqualTo(0.5);
        assertThat(changed.schedule().resample()).isTrue();
        assertThat(changed.randomSeed()).isEqualTo(9);
        assertThat(changed.model()).isEqualTo(DEFAULT.model());
        assertThat(changed.sampler().maxFanOut()).isEqualTo(DEFAULT.sampler().maxFanOut());
    }

    @Test
    void refusesWhatATrainingDoesNotHaveOrAllow() {
        assertThatThrownBy(() -> TrainingChange.apply(DEFAULT, "fanout=3")).hasMessage("A training has no [fanout].");
        assertThatThrownBy(() -> TrainingChange.apply(DEFAULT, "fanOut"))
                .hasMessage("A change must be written key=value, but was `fanOut`.");
        assertThatThrownBy(() -> TrainingChange.apply(DEFAULT, "sampler=best"))
                .hasMessage("`best` cannot take the place of ADAPTIVE.");
        assertThatThrownBy(() -> TrainingChange.apply(DEFAULT, "fanOut=0"))
                .rootCause()
                .hasMessage("`fanOut` must be between 1 and 10000, but was 0.");
    }
}
