// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import java.util.Map;

/**
 * What one pass over the edges came to.
 *
 * @param epoch 1, 2, ...; 0 for what a warm start begins with, before any pass
 * @param loss mean loss per batch; NaN for epoch 0
 * @param hitRate HitRate@10 on the validation edges after the epoch; NaN without validation edges
 * @param meanReciprocalRank MRR@10 on the same
 * @param hitRateByDegree HitRate@10 by the name of a degree bucket; empty buckets and that of all edges are left out
 * @param seconds time spent on training, validation left out
 */
public record EpochReport(
        int epoch,
        double loss,
        double hitRate,
        double meanReciprocalRank,
        Map<String, Double> hitRateByDegree,
        double seconds) {}
