// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.evaluation;

import java.util.List;

/**
 * A range of degrees to report apart: the out-degree that a query had in the training graph.
 *
 * @param name what users read
 * @param min smallest degree of the bucket
 * @param max largest degree of the bucket
 */
public record DegreeBucket(String name, int min, int max) {
    /** All queries. */
    public static final DegreeBucket ALL = new DegreeBucket("all", 0, Integer.MAX_VALUE);

    /** All queries, and then those of low, medium and high degree. */
    public static final List<DegreeBucket> STANDARD = List.of(
            ALL,
            new DegreeBucket("outDegree 0-3", 0, 3),
            new DegreeBucket("outDegree 4-20", 4, 20),
            new DegreeBucket("outDegree 21+", 21, Integer.MAX_VALUE));

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
