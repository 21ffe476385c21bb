// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import java.util.List;

/**
 * A range of degrees to report apart: the out-degree that a query had in the training graph, or the in-degree that the target
 * of a held-out edge had there.
 *
 * @param name what users read
 * @param min smallest degree of the bucket
 * @param max largest degree of the bucket
 */
public record DegreeBucket(String name, int min, int max) {
    /** Everything. */
    public static final DegreeBucket ALL = new DegreeBucket("all", 0, Integer.MAX_VALUE);

    /** Queries of low, medium and high out-degree. */
    public static final List<DegreeBucket> QUERIES = parts("outDegree");

    /** Targets of low, medium and high in-degree. */
    public static final List<DegreeBucket> TARGETS = parts("inDegree");

    private static List<DegreeBucket> parts(String degree) {
        return List.of(
                new DegreeBucket(degree + " 0-3", 0, 3),
                new DegreeBucket(degree + " 4-20", 4, 20),
                new DegreeBucket(degree + " 21+", 21, Integer.MAX_VALUE));
    }

    /**
     * Whether a degree falls into this bucket.
     *
     * @param degree a degree
     * @return true from min to max
     */
    public boolean contains(int degree) {
        return degree >= min && degree <= max;
    }
}
