// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Logistic;
import io.bladegraph.Seeds;
import io.bladegraph.conversion.ConversionConfig.Schedule;
import java.util.SplittableRandom;

/** Random coupons that are clipped, and redeemed if clipped, with known probabilities. */
record Coupons(FeatureRows rows, boolean[] redeemed, boolean[] clipped, float[] probability) {
    static final int DIMENSION = 6;
    private static final double[] CLIP = {1, -.5, .5, 0, 0, .25};
    private static final double[] REDEEM = {0, .5, .5, -1, .25, 0};
    static final int BUCKETS = 64;

    /** With one category, whose every bucket shifts the logit of the clip. */
    static Coupons of(int count, long seed) {
        SplittableRandom random = Seeds.stream(seed);
        float[] dense = new float[count * DIMENSION];
        int[] categories = new int[count];
        var coupons = new Coupons(
                new FeatureRows(count, DIMENSION, dense, 1, categories),
                new boolean[count],
                new boolean[count],
                new float[count]);
        for (int row = 0; row < count; row++) {
            categories[row] = random.nextInt(8);
            double clip = -.5 + (categories[row] - 3.5) / 4;
            double redeem = -.5;
            for (int k = 0; k < DIMENSION; k++) {
                float x = (float) random.nextGaussian();
                dense[row * DIMENSION + k] = x;
                clip += CLIP[k] * x;
                redeem += REDEEM[k] * x;
            }
            coupons.clipped[row] = random.nextDouble() < Logistic.sigmoid(clip);
            coupons.redeemed[row] = coupons.clipped[row] && random.nextDouble() < Logistic.sigmoid(redeem);
            coupons.probability[row] = (float) (Logistic.sigmoid(clip) * Logistic.sigmoid(redeem));
        }
        return coupons;
    }

    Targets targets() {
        return Targets.ofLabels(redeemed, clipped);
    }

    ConversionMetrics metrics(float[] predicted) {
        return ConversionMetrics.of(predicted, redeemed);
    }

    static ConversionConfig config(boolean entireSpace, Uncertainty uncertainty) {
        return new ConversionConfig(entireSpace, uncertainty, 4, new Schedule(10, 128, .01, 0, 10), .1, 7);
    }

    static ConversionModel model(boolean entireSpace, Uncertainty uncertainty) {
        return ConversionModel.create(config(entireSpace, uncertainty), DIMENSION, 1, BUCKETS);
    }
}
