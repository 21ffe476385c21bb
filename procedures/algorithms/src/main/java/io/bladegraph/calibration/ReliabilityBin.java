// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

/**
 * Rows of similar score.
 *
 * @param predicted their mean score
 * @param observed their share of positives
 * @param weight their weight
 */
public record ReliabilityBin(double predicted, double observed, double weight) {}
