// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Requires;

/**
 * What is minimized.
 *
 * @param kind how positives compete with negatives
 * @param negatives random negatives: shared by a batch if softmax, per positive if logistic; at least 1
 * @param directionWeight weight of the direction term against the ranking term; at least 0
 * @param coViewWeight weight of the co-view term; at least 0
 */
public record LossConfig(Kind kind, int negatives, double directionWeight, double coViewWeight) {

    /** The ranking term. */
    public enum Kind {
        /** Sampled softmax: every positive against the same random negatives. */
        SOFTMAX,
        /** Logistic loss: every positive against a few negatives of its own. */
        LOGISTIC
    }

    /** The loss as it is used unless the user says otherwise. */
    public static final LossConfig DEFAULT = new LossConfig(Kind.SOFTMAX, 512, 0, 1.0);

    /** Checks every range. */
    public LossConfig {
        Requires.that(kind != null, "loss", "'softmax' or 'logistic'", kind, kind);
        Requires.inRange("negatives", negatives, 1, 100_000);
        Requires.nonNegative("directionWeight", directionWeight);
        Requires.nonNegative("coViewWeight", coViewWeight);
    }
}
