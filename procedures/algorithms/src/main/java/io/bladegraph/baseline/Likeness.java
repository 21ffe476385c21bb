// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import java.util.stream.IntStream;

/** How alike products are, whoever bought them. Safe for use by any number of threads. */
@FunctionalInterface
public interface Likeness {
    /**
     * How alike all products are to one.
     *
     * @param node a product
     * @return a finite number by product, at least 0; its own means nothing
     */
    float[] to(int node);

    /**
     * The products most like one.
     *
     * @param likeness to that product
     * @param candidates who may be chosen
     * @param count how many at most; among equals those that come first
     * @return candidates of positive likeness, best first
     */
    static int[] nearest(float[] likeness, IntStream candidates, int count) {
        return candidates
                .filter(node -> likeness[node] > 0)
                .boxed()
                .sorted((a, b) -> Float.compare(likeness[b], likeness[a]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
