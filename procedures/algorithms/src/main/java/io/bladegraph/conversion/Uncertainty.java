// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

/** Where the uncertainty beside a probability comes from. Both are epistemic: they shrink as rows are added. */
public enum Uncertainty {
    /**
     * The standard deviation among members, each trained on its own bootstrap sample of the rows. The loss of a logistic
     * head is convex, so members that differ by their start alone would agree; it is the samples that make them differ.
     */
    ENSEMBLE,
    /** The standard deviation under a diagonal Laplace approximation: one model, and the evidence of each weight. */
    POSTERIOR
}
