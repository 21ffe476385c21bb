// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import java.util.Arrays;

/**
 * Averages over ranks, one rank per held-out edge. Higher is better. All are NaN for no ranks at all.
 */
public final class RankingMetrics {
    private RankingMetrics() {}

    /**
     * HitRate@k: the share of the held-out edges whose target is ranked k or better.
     *
     * @param ranks ranks from 1
     * @param k length of the list that a user would see
     * @return in [0, 1]
     */
    public static double hitRate(int[] ranks, int k) {
        return Arrays.stream(ranks)
                .mapToDouble(rank -> rank <= k ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * MRR@k: the mean of 1 / rank, where a rank beyond k counts 0.
     *
     * @param ranks ranks from 1
     * @param k length of the list that a user would see
     * @return in [0, 1]
     */
    public static double meanReciprocalRank(int[] ranks, int k) {
        return Arrays.stream(ranks)
                .mapToDouble(rank -> rank <= k ? 1.0 / rank : 0)
                .average()
                .orElse(Double.NaN);
    }
}
