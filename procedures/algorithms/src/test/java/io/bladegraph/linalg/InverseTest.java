// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 200, 300})
    void timesTheMatrixIsTheIdentity(int n) {
        float[] matrix = positiveDefinite(n);
        float[] inverse = inverted(matrix, n, 2);

        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += (double) matrix[i * n + k] * inverse[k * n + j];
                }
                if (!(Math.abs(sum - (i == j ? 1 : 0)) <= 1e-4)) {
                    assertThat(sum).as("(%d, %d)", i, j).isCloseTo(i == j ? 1 : 0, within(1e-4));
                }
            }
        }
    }

    @Test
    void isTheSameForAnyNumberOfWorkers() {
        float[] matrix = positiveDefinite(300);

        assertThat(inverted(matrix, 300, 3)).containsExactly(inverted(matrix, 300, 1));
    }

    @Test
    void rejectsMatricesThatAreNotPositiveDefinite() {
        try (var workers = Workers.of(1)) {
            assertThatThrownBy(() -> Inverse.invert(new float[] {1, 2, 2, 1}, 2, workers, Monitor.NONE))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The matrix is not positive definite: pivot 1 is -3.0.");
            assertThatThrownBy(() -> Inverse.invert(new float[] {Float.NaN}, 1, workers, Monitor.NONE))
                    .hasMessage("The matrix is not positive definite: pivot 0 is NaN.");
        }
    }

    @Test
    void theMonitorMayStopIt() {
        Monitor stop = (task, done, total) -> {
            assertThat(task).isEqualTo("Inverting a matrix");
            assertThat(total).isEqualTo(300);
            if (done > 0) {
                throw new IllegalStateException("stopped");
            }
        };

        try (var workers = Workers.of(1)) {
            assertThatThrownBy(() -> Inverse.invert(positiveDefinite(300), 300, workers, stop))
                    .hasMessage("stopped");
        }
    }

    private static float[] inverted(float[] matrix, int n, int concurrency) {
        float[] inverse = matrix.clone();
        try (var workers = Workers.of(concurrency)) {
            Inverse.invert(inverse, n, workers, Monitor.NONE);
        }
        return inverse;
    }

    /** X X' / n + I of a random X. */
    private static float[] positiveDefinite(int n) {
        SplittableRandom random = Seeds.stream(n);
        double[][] x = new double[n][n];
        for (double[] row : x) {
            for (int j = 0; j < n; j++) {
                row[j] = 2 * random.nextDouble() - 1;
            }
        }
        float[] matrix = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? n : 0;
                for (int k = 0; k < n; k++) {
                    sum += x[i][k] * x[j][k];
                }
                matrix[i * n + j] = (float) (sum / n);
                matrix[j * n + i] = matrix[i * n + j];
            }
        }
        return matrix;
    }
}
