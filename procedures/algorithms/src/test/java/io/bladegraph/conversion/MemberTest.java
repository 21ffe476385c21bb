// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.Seeds;
import io.bladegraph.testkit.GradientCheck;
import io.bladegraph.testkit.Seeded;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MemberTest {
    private static final int ROWS = 7;

    @ParameterizedTest
    @Seeded(10)
    void gradientsOfBothHeadsAgreeWithFiniteDifferences(long seed) {
        assertGradient(2, seed);
    }

    @ParameterizedTest
    @Seeded(5)
    void theGradientOfASingleHeadAgreesWithFiniteDifferences(long seed) {
        assertGradient(1, seed);
    }

    private static void assertGradient(int heads, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        var shape = new ModelShape(heads, 5, 2, 4);
        float[] dense = random(random, ROWS * 5);
        int[] categories = random.ints(ROWS * 2, 0, 4).toArray();
        var rows = new FeatureRows(ROWS, 5, dense, 2, categories);
        var targets = new Targets(weights(random), weights(random), weights(random), weights(random));
        var member = new Member(shape, seed, false);
        System.arraycopy(random(random, shape.size()), 0, member.weights(), 0, shape.size());

        var batch = all(shape, rows, targets);
        member.addGradient(batch);

        GradientCheck.assertGradient(
                weights -> meanLoss(shape, weights, rows, targets), member.weights(), member.gradient());
        assertThat(member.loss(batch))
                .isCloseTo(meanLoss(shape, GradientCheck.toDouble(member.weights()), rows, targets), within(1e-5));
    }

    /** The loss as the definition says it, in double precision. */
    private static double meanLoss(ModelShape shape, double[] weights, FeatureRows rows, Targets targets) {
        double sum = 0;
        for (int row = 0; row < rows.count(); row++) {
            double r = sigmoid(shape, weights, rows, row, shape.heads() - 1);
            double c = shape.heads() == 2 ? sigmoid(shape, weights, rows, row, 0) : 1;
            sum -= targets.positive()[row] * Math.log(c * r) + targets.negative()[row] * Math.log(1 - c * r);
            if (shape.heads() == 2) {
                sum -= targets.engaged()[row] * Math.log(c) + targets.notEngaged()[row] * Math.log(1 - c);
            }
        }
        return sum / rows.count();
    }

    private static double sigmoid(ModelShape shape, double[] weights, FeatureRows rows, int row, int head) {
        int offset = head * shape.stride();
        double logit = weights[offset];
        for (int k = 0; k < 5; k++) {
            logit += weights[offset + 1 + k] * rows.dense()[row * 5 + k];
        }
        for (int k = 0; k < 2; k++) {
            logit += weights[offset + shape.firstBucket() + rows.categories()[row * 2 + k]];
        }
        return 1 / (1 + Math.exp(-logit));
    }

    @Test
    void bothHeadsTogetherStayFiniteAtExtremeLogits() {
        var shape = new ModelShape(2, 1, 0, 0);
        var rows = FeatureRows.ofNumbers(1, new float[] {1});
        var targets = new Targets(new float[] {1}, new float[] {3}, new float[] {1}, new float[] {1});
        for (float[] logits : new float[][] {{80, 80}, {-80, 80}, {80, -80}, {-80, -80}}) {
            var member = new Member(shape, 1, false);
            member.weights()[0] = logits[0];
            member.weights()[2] = logits[1];

            member.addGradient(all(shape, rows, targets));

            // no gradient by a logit exceeds the sum of the weights that it stems from
            for (float slope : member.gradient()) {
                assertThat(Math.abs(slope)).isLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void theBootstrapDrawsEachRowOnceOnAverageAndTheSameRowsAgain() {
        var shape = new ModelShape(1, 1, 0, 0);
        int count = 20_000;
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        var rows = FeatureRows.ofNumbers(1, ones);
        var targets = Targets.ofConversions(ones, new float[count]);

        float[] first = slopes(shape, rows, targets, 3);
        float[] again = slopes(shape, rows, targets, 3);
        float[] other = slopes(shape, rows, targets, 4);

        // each row has slope -.5 per draw; the mean of Poisson draws of mean 1 has standard deviation 1 / sqrt(count)
        assertThat((double) first[0]).isCloseTo(-.5, within(.5 * 4 / Math.sqrt(count)));
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static float[] slopes(ModelShape shape, FeatureRows rows, Targets targets, long seed) {
        var member = new Member(shape, seed, true);
        member.addGradient(all(shape, rows, targets));
        return member.gradient();
    }

    private static Batch all(ModelShape shape, FeatureRows rows, Targets targets) {
        return Batch.of(shape, rows, targets, IntStream.range(0, rows.count()).toArray());
    }

    private static float[] random(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] weights(SplittableRandom random) {
        float[] weights = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            weights[i] = (float) random.nextDouble();
        }
        return weights;
    }
}
