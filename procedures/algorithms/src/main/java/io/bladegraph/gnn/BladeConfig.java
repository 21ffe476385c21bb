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
 * @param coViewShare how much a co-viewed product says beside one bought before or after, in [0, 10] (linear encoder)
 * @param directionOffset whether sources add an offset that tells the direction: {@link DirectionOffset}; takes one of
 *     the dimensions (linear encoder of at least two)
 * @param features what the linear encoder makes of features
 */
public record BladeConfig(
        Kind encoder,
        int embeddingDimension,
        int layers,
        double ownDegree,
        double coViewShare,
        boolean directionOffset,
        FeatureConfig features) {

    /** Which equations. */
    public enum Kind {
        /** Learned tables smoothed over the graph: {@link LinearEncoder}. */
        LINEAR,
        /** As printed in the DAEMON paper: {@link PaperEncoder}. */
        PAPER
    }

    /** The model as it is unless the user says otherwise. */
    public static final BladeConfig DEFAULT = new BladeConfig(Kind.LINEAR, 64, 3, 5);

    /** Checks every range. */
    public BladeConfig {
        Requires.that(encoder != null, "encoder", "'linear' or 'paper'", encoder, encoder);
        Requires.inRange("embeddingDimension", embeddingDimension, 1, 4096);
        Requires.inRange("layers", layers, encoder == Kind.PAPER ? 1 : 0, 10);
        Requires.nonNegative("ownDegree", ownDegree);
        Requires.inClosed("coViewShare", coViewShare, 0, 10);
    }

    /**
     * A model with the default use of co-views, degrees and features.
     *
     * @param encoder which equations
     * @param embeddingDimension length of an embedding
     * @param layers how many steps messages travel
     * @param ownDegree c in the weight of a product's own vector
     */
    public BladeConfig(Kind encoder, int embeddingDimension, int layers, double ownDegree) {
        this(encoder, embeddingDimension, layers, ownDegree, 0.5, true, FeatureConfig.DEFAULT);
    }

    /**
     * The same model with another use of features.
     *
     * @param other what to make of features
     * @return a configuration
     */
    public BladeConfig with(FeatureConfig other) {
        return new BladeConfig(encoder, embeddingDimension, layers, ownDegree, coViewShare, directionOffset, other);
    }

    /**
     * What parameters of this model fit into.
     *
     * @return the same model without what only matters while it is trained
     */
    public BladeConfig shape() {
        return with(new FeatureConfig(features.ownTables(), 0));
    }

    /**
     * Whether there is an offset: not every shape has room for one.
     *
     * @return true if the last coordinate is an offset's
     */
    public boolean hasDirectionOffset() {
        return directionOffset && encoder == Kind.LINEAR && embeddingDimension > 1;
    }
}
