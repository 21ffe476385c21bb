// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.gnn.BladeConfig;
import io.bladegraph.gnn.LossConfig;
import io.bladegraph.training.TrainingConfig.Schedule;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingConfigTest {

    @Test
    void theLearningRateFallsAlongHalfACosine() {
        var schedule = new Schedule(1, 1, 0.2, 0, 1, true);

        assertThat(schedule.learningRate(0)).isEqualTo(0.2);
        assertThat(schedule.learningRate(1 / 3.0)).isCloseTo(0.15, within(1e-12));
        assertThat(schedule.learningRate(0.5)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.learningRate(1)).isZero();
    }

    @Test
    void rejectsSchedulesOutOfRange() {
        refuses(() -> new Schedule(0, 1, 1, 0, 1, true), "`epochs` must be between 1 and 100000, but was 0.");
        refuses(() -> new Schedule(1, 0, 1, 0, 1, true), "`batchSize` must be between 1 and 1000000, but was 0.");
        refuses(() -> new Schedule(1, 1, 0, 0, 1, true), "`learningRate` must be in (0, 1], but was 0.0.");
        refuses(() -> new Schedule(1, 1, 1.5, 0, 1, true), "`learningRate` must be in (0, 1], but was 1.5.");
        refuses(() -> new Schedule(1, 1, Double.NaN, 0, 1, true), "`learningRate` must be in (0, 1], but was NaN.");
        refuses(() -> new Schedule(1, 1, 1, -1, 1, true), "`weightDecay` must be a finite number >= 0, but was -1.0.");
        refuses(() -> new Schedule(1, 1, 1, 0, 0, true), "`patience` must be between 1 and 100000, but was 0.");
    }

    @Test
    void rejectsModelsAndLossesOutOfRange() {
        var linear = BladeConfig.Kind.LINEAR;
        var softmax = LossConfig.Kind.SOFTMAX;
        refuses(() -> new BladeConfig(null, 1, 1, 0), "`encoder` must be 'linear' or 'paper', but was null.");
        refuses(() -> new BladeConfig(linear, 0, 1, 0), "`embeddingDimension` must be between 1 and 4096, but was 0.");
        refuses(() -> new BladeConfig(linear, 1, -1, 0), "`layers` must be between 0 and 10, but was -1.");
        refuses(
                () -> new BladeConfig(BladeConfig.Kind.PAPER, 1, 0, 0),
                "`layers` must be between 1 and 10, but was 0.");
        refuses(() -> new BladeConfig(linear, 1, 1, -1), "`ownDegree` must be a finite number >= 0, but was -1.0.");
        refuses(() -> new LossConfig(null, 1, 0, 0), "`loss` must be 'softmax' or 'logistic', but was null.");
        refuses(() -> new LossConfig(softmax, 0, 0, 0), "`negatives` must be between 1 and 100000, but was 0.");
        refuses(
                () -> new LossConfig(softmax, 1, -1, 0),
                "`directionWeight` must be a finite number >= 0, but was -1.0.");
        refuses(
                () -> new LossConfig(softmax, 1, 0, Double.NaN),
                "`coViewWeight` must be a finite number >= 0, but was NaN.");
    }

    @Test
    void rejectsHoldingOutEverything() {
        var config = TrainingConfig.DEFAULT;
        refuses(
                () -> new TrainingConfig(config.model(), config.sampler(), config.loss(), config.schedule(), 1, 42),
                "`validationFraction` must be in [0, 1), but was 1.0.");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
