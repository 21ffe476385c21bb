// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import java.util.Optional;
import org.neo4j.gds.api.properties.nodes.FloatArrayNodePropertyValues;

/**
 * A node property of vectors. Holds arrays and nothing else: Graph Data Science measures all that its catalog reaches, and keeps
 * it.
 */
final class ArrayValues implements FloatArrayNodePropertyValues {
    private final float[][] vectors;
    private final int dimension;

    ArrayValues(float[][] vectors, int dimension) {
        this.vectors = vectors;
        this.dimension = dimension;
    }

    @Override
    public float[] floatArrayValue(long node) {
        return vectors[(int) node];
    }

    @Override
    public long nodeCount() {
        return vectors.length;
    }

    /** Abstract until version 2.13 and a default method later; the one below the other way round: so neither is marked. */
    @SuppressWarnings("MissingOverride")
    public Optional<Integer> dimension() {
        return Optional.of(dimension);
    }

    /**
     * The dimension at a node.
     *
     * @param node any node
     * @return the same at all
     */
    public Optional<Integer> dimension(long node) {
        return Optional.of(dimension);
    }
}
