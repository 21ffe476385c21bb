// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

/**
 * A curve made monotone by pooling adjacent violators: runs of groups whose positivity falls from run to run.
 *
 * <p>In geometry: the least concave majorant of the points (weight, positives). O(n) time and memory.
 *
 * <p>Reference: Barlow, Bartholomew, Bremner, Brunk, "Statistical Inference under Order Restrictions", Wiley 1972,
 * section 1.2.
 *
 * @param ends the number of groups up to and with each block, ascending
 * @param count how many entries of {@code ends} are used
 */
record Blocks(int[] ends, int count) {

    static Blocks of(LevelCurve curve) {
        int[] ends = new int[curve.size()];
        int count = 0;
        for (int group = 1; group <= curve.size(); group++) {
            ends[count++] = group;
            while (count > 1 && !(slope(curve, ends, count - 2) > slope(curve, ends, count - 1))) {
                ends[count - 2] = ends[count - 1];
                count--;
            }
        }
        return new Blocks(ends, count);
    }

    int begin(int block) {
        return block == 0 ? 0 : ends[block - 1];
    }

    int end(int block) {
        return ends[block];
    }

    /** The share of positives in a block. */
    double positivity(LevelCurve curve, int block) {
        return slope(curve, ends, block);
    }

    private static double slope(LevelCurve curve, int[] ends, int block) {
        int begin = block == 0 ? 0 : ends[block - 1];
        return (curve.positives()[ends[block]] - curve.positives()[begin])
                / (curve.weights()[ends[block]] - curve.weights()[begin]);
    }
}
