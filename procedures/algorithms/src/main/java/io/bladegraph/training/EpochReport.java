// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

/**
 * What one pass over the edges came to.
 *
 * @param epoch 1, 2, ...
 * @param loss mean loss per batch
 * @param hitRate HitRate@10 on the validation edges after the epoch; NaN without validation edges
 * @param meanReciprocalRank MRR@10 on the same
 * @param seconds time spent on training, validation left out
 */
public record EpochReport(int epoch, double loss, double hitRate, double meanReciprocalRank, double seconds) {}
