// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

/**
 * What a model thinks of rows.
 *
 * @param probability of a conversion within the attribution window, by row
 * @param uncertainty standard deviation of that probability, by row; epistemic
 * @param engagementProbability of an engagement, by row; empty for a model of a single head
 */
public record Predictions(float[] probability, float[] uncertainty, float[] engagementProbability) {}
