// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Requires;

/**
 * The shape of a model.
 *
 * @param encoder which equations
 * @param embeddingDimension length of an embedding
 * @param layers how many steps messages travel
 * @param ownDegree c in the weight d / (d + c) of a product's own vector (linear encoder); 0 weighs it 1
 */
public record BladeConfig(Kind encoder, int embeddingDimension, int layers, double ownDegree) {

    /** Which equations. */
    public enum Kind {
        /** Learned tables smoothed over the graph: {@link LinearEncoder}. */
        LINEAR,
        /** As printed in the DAEMON paper: {@link PaperEncoder}. */
        PAPER
    }

    /** The model as it is unless the user says otherwise. */
    public static final BladeConfig DEFAULT = new BladeConfig(Kind.LINEAR, 64, 2, 5);

    /** Checks every range. */
    public BladeConfig {
        Requires.that(encoder != null, "encoder", "'linear' or 'paper'", encoder, encoder);
        Requires.inRange("embeddingDimension", embeddingDimension, 1, 4096);
        Requires.inRange("layers", layers, encoder == Kind.PAPER ? 1 : 0, 10);
        Requires.nonNegative("ownDegree", ownDegree);
    }
}
