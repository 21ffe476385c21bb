// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import java.util.Arrays;

/** How well scores tell positives from negatives. Higher is better. */
public final class ClassificationMetrics {
    private ClassificationMetrics() {}

    /**
     * The area under the ROC curve: the probability that a positive scores higher than a negative, ties counting half. By
     * ranks, in O((p + n) log(p + n)).
     *
     * @param positives scores of positives
     * @param negatives scores of negatives
     * @return in [0, 1]; .5 if one of the two is empty
     */
    public static double auc(float[] positives, float[] negatives) {
        if (positives.length == 0 || negatives.length == 0) {
            return 0.5;
        }
        float[] sorted = negatives.clone();
        Arrays.sort(sorted);
        double below = 0;
        for (float score : positives) {
            below += (lowerBound(sorted, score) + upperBound(sorted, score)) / 2.0;
        }
        return below / ((double) positives.length * negatives.length);
    }

    /**
     * The share of pairs of which the first scores higher, ties counting half.
     *
     * @param first scores
     * @param second scores, parallel
     * @return in [0, 1]; .5 for no pairs
     */
    public static double pairwiseAccuracy(float[] first, float[] second) {
        double right = 0;
        for (int i = 0; i < first.length; i++) {
            right += first[i] > second[i] ? 1 : first[i] == second[i] ? 0.5 : 0;
        }
        return first.length == 0 ? 0.5 : right / first.length;
    }

    private static int lowerBound(float[] sorted, float score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int upperBound(float[] sorted, float score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
