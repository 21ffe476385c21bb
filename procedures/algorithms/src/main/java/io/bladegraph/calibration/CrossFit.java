// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How strict an optimizer has to be for a precision to hold on rows that did not choose the thresholds.
 *
 * <p>Thresholds that just meet a bound on the rows that chose them fall short of it on others: they follow noise, the more
 * so the more levels there are and the fewer rows are flagged. So thresholds are chosen on all folds but one and judged on
 * that one, and the bound given to the optimizer is raised until the precision over all folds, less a margin for its own
 * standard error, is what was asked for.
 *
 * <p>O(folds n) time; the curves of one fold are in memory at a time.
 */
final class CrossFit {
    /** Each bound is closer to 1 by this factor than the one before. */
    private static final double STEP = 0.995;

    private static final double LEAST_SLACK = 1e-3;

    private final ThresholdConfig config;
    private final double rowsPerWeight;
    private final double[] bounds; // ascending; looser ones than asked for only serve to say what can be reached
    private final int asked;
    private final Flagged[] heldOut; // by bound, all folds together

    /**
     * Chooses on all folds but one and judges on that one, for each fold.
     *
     * @param ranked the rows, with folds from 0 to {@code config.validation().folds() - 1}
     * @param rowsPerWeight how many rows of equal weight a weight of one is worth
     * @param config what to achieve
     * @param checkpoint called before each fold; stops the work by throwing
     */
    CrossFit(RankedRows ranked, double rowsPerWeight, ThresholdConfig config, Runnable checkpoint) {
        this.config = config;
        this.rowsPerWeight = rowsPerWeight;
        this.bounds = DoubleStream.concat(
                        DoubleStream.of(config.precision()),
                        DoubleStream.iterate(1, slack -> slack >= LEAST_SLACK, slack -> slack * STEP)
                                .map(slack -> 1 - slack * STEP))
                .sorted()
                .toArray();
        this.asked = Arrays.binarySearch(bounds, config.precision());
        this.heldOut = new Flagged[bounds.length];
        Arrays.fill(heldOut, Flagged.NONE);
        for (int fold = 0; fold < config.validation().folds(); fold++) {
            checkpoint.run();
            add(ranked.curves(fold, false), ranked.curves(fold, true));
        }
    }

    private void add(List<LevelCurve> choosing, List<LevelCurve> judging) {
        ThresholdOptimizer optimizer = config.method().optimizer(choosing, config.bins());
        for (int i = 0; i < bounds.length; i++) {
            int[] prefixes = optimizer.optimize(bounds[i]);
            if (ThresholdOptimizer.flagged(choosing, prefixes).weight() == 0) {
                return; // nor is anything flagged by stricter bounds
            }
            for (int level = 0; level < prefixes.length; level++) {
                LevelCurve judge = judging.get(level);
                double threshold = choosing.get(level).threshold(prefixes[level]);
                heldOut[i] = heldOut[i].plus(judge.top(judge.prefix(threshold)));
            }
        }
    }

    /** The number of the loosest bound that keeps the precision on the held-out rows; -1 if none does. */
    int loosest() {
        int number = asked;
        while (number < bounds.length
                && !heldOut[number].keeps(
                        config.precision(), config.validation().margin(), rowsPerWeight)) {
            number++;
        }
        return number < bounds.length ? number : -1;
    }

    /** The best precision that one of the bounds keeps on the held-out rows. */
    double best() {
        double best = 0;
        for (int number = 0; number < bounds.length; number++) {
            best = Math.max(
                    best, heldOut[number].precisionLess(config.validation().margin(), rowsPerWeight));
        }
        return best;
    }

    /** The number of the bound asked for. */
    int asked() {
        return asked;
    }

    double bound(int number) {
        return bounds[number];
    }

    Flagged heldOut(int number) {
        return heldOut[number];
    }
}
