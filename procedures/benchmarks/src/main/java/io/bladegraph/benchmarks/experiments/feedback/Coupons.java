// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.feedback;

import io.bladegraph.Logistic;
import io.bladegraph.Seeds;
import io.bladegraph.conversion.FeatureRows;
import io.bladegraph.conversion.StreamEvents;
import io.bladegraph.feedback.EventRows;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Coupons that are issued, clipped, then redeemed: 24 days of 28,800.
 *
 * <p>A coupon is clipped with probability sigmoid(a + x . u), within minutes; a clipped one is redeemed with probability
 * sigmoid(b + x . w), after a delay whose median depends on x too; none is redeemed without a clip. u and w turn and a and b
 * rise or fall as the days go by. 37 % are clipped, 12 % redeemed within five days, 38 % of these within the first hour.
 */
final class Coupons {
    static final long HOUR = TimeUnit.HOURS.toMillis(1);
    static final long DAY = TimeUnit.DAYS.toMillis(1);
    static final long ATTRIBUTION = 5 * DAY;
    static final int DAYS = 24;

    private static final int PER_DAY = 28_800;
    private static final int COLUMNS = 10;
    private static final double CLIP_LOGIT = -0.62;
    private static final double REDEEM_LOGIT = -0.85;
    private static final double CLIP_MINUTES = 6;
    private static final double DELAY_SHAPE = 0.45;
    private static final double DELAY_HOURS = 7;
    private static final double DRIFT = 0.5;

    private final float[] features = new float[DAYS * PER_DAY * COLUMNS];
    private final long[] issuedAt = new long[DAYS * PER_DAY];
    private final long[] clippedAt = new long[issuedAt.length];
    private final long[] redeemedAt = new long[issuedAt.length];

    private Coupons() {}

    static Coupons generate(long seed) {
        var coupons = new Coupons();
        double[][] weights = new double[5][COLUMNS];
        SplittableRandom chance = Seeds.stream(seed, 1);
        for (double[] row : weights) {
            for (int j = 0; j < COLUMNS; j++) {
                row[j] = gaussian(chance) / Math.sqrt(COLUMNS);
            }
        }
        for (int i = 0; i < coupons.issuedAt.length; i++) {
            coupons.issue(i, weights, Seeds.stream(seed, 2, i));
        }
        return coupons;
    }

    private void issue(int i, double[][] weights, SplittableRandom chance) {
        issuedAt[i] = (long) i * DAY / PER_DAY;
        clippedAt[i] = StreamEvents.ABSENT;
        redeemedAt[i] = StreamEvents.ABSENT;
        double time = i / (double) issuedAt.length - 0.5;
        double clip = CLIP_LOGIT + DRIFT * time;
        double redeem = REDEEM_LOGIT + DRIFT * time;
        double slow = 0;
        for (int j = 0; j < COLUMNS; j++) {
            double x = gaussian(chance);
            features[i * COLUMNS + j] = (float) x;
            clip += x * (weights[0][j] + 2 * DRIFT * time * weights[1][j]);
            redeem += x * (weights[2][j] + 2 * DRIFT * time * weights[3][j]);
            slow += x * weights[4][j];
        }
        if (chance.nextDouble() < Logistic.sigmoid(clip)) {
            double minutes = -CLIP_MINUTES * Math.log(1 - chance.nextDouble());
            clippedAt[i] = issuedAt[i] + Math.round(minutes * HOUR / 60);
            double hours = DELAY_HOURS * Math.exp(slow) * Math.pow(-Math.log(1 - chance.nextDouble()), 1 / DELAY_SHAPE);
            if (chance.nextDouble() < Logistic.sigmoid(redeem)) {
                redeemedAt[i] = clippedAt[i] + Math.round(Math.min(hours, 1e6) * HOUR);
            }
        }
    }

    private static double gaussian(SplittableRandom chance) {
        return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
    }

    StreamEvents events() {
        return new StreamEvents(FeatureRows.ofNumbers(COLUMNS, features), issuedAt, redeemedAt, clippedAt);
    }

    /** The same for the delay model. */
    EventRows rows() {
        return new EventRows(
                EventRows.Features.ofNumbers(COLUMNS, features), issuedAt, redeemedAt, new long[][] {clippedAt});
    }

    /** Shares: clipped, redeemed within the attribution window, and within an hour of those. */
    double[] shares() {
        double clipped = 0;
        double redeemed = 0;
        double soon = 0;
        for (int i = 0; i < issuedAt.length; i++) {
            clipped += clippedAt[i] == StreamEvents.ABSENT ? 0 : 1;
            if (redeemedAt[i] != StreamEvents.ABSENT && redeemedAt[i] - issuedAt[i] <= ATTRIBUTION) {
                redeemed++;
                soon += redeemedAt[i] - issuedAt[i] <= HOUR ? 1 : 0;
            }
        }
        return new double[] {clipped / issuedAt.length, redeemed / issuedAt.length, soon / redeemed};
    }
}
