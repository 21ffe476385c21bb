// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

/**
 * The positives of one optimizer step and the negatives drawn for them.
 *
 * @param sources tails of the positive edges, ascending
 * @param targets heads of the positive edges
 * @param weights their weights in the loss; mean 1 over the graph
 * @param negatives nodes drawn as targets: shared by all positives if softmax; else {@code LossConfig.negatives} per
 *     positive in its order, -1 for none
 * @param coViewSources one end of the co-view pairs
 * @param coViewTargets their other end
 */
public record EdgeBatch(
        int[] sources, int[] targets, float[] weights, int[] negatives, int[] coViewSources, int[] coViewTargets) {
    /** Checks the order: a loss looks at a source once, for all its positives. */
    public EdgeBatch {
        for (int i = 1; i < sources.length; i++) {
            if (sources[i - 1] > sources[i]) {
                throw new IllegalArgumentException("The sources of a batch must ascend, but " + sources[i - 1]
                        + " stands before " + sources[i] + ".");
            }
        }
    }

    /**
     * The number of positives.
     *
     * @return a count
     */
    public int size() {
        return sources.length;
    }
}
