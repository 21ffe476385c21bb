// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

/**
 * What a measured number is about.
 *
 * @param model what was measured
 * @param metric which way
 * @param k length of the list; 0 where the metric has none
 * @param bucket which queries
 */
record Figure(String model, String metric, int k, String bucket) {}
