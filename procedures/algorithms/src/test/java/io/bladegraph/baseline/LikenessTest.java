// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.graph.NodeFeatures;
import io.bladegraph.testkit.Graphs;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private final Likeness likeness =
            new FeatureLikeness(NodeFeatures.dense(new float[] {3, 4, 4, 3, 0, 0, 5, 0, 0, 1}, 2));

    @Test
    void isTheCosineOfTheFeatures() {
        assertThat(likeness.to(0)).containsExactly(new float[] {1, 0.96f, 0, 0.6f, 0.8f}, within(1e-6f));
        assertThat(likeness.to(2)).containsOnly(0f);
    }

    @Test
    void theNearestComeFirstAndStrangersNotAtAll() {
        assertThat(Likeness.nearest(likeness.to(0), IntStream.range(1, 5), 10)).containsExactly(1, 4, 3);
        assertThat(Likeness.nearest(likeness.to(0), IntStream.range(1, 5), 2)).containsExactly(1, 4);
    }

    /** Of the products like a, b (.96) and e (.8) are bought first, both before c; d is like a but nothing follows it. */
    @Test
    void whatFollowsTheNearestIsCopied() {
        var purchases = Graphs.parse("(a), (b), (c), (d), (e), (b)-->(c), (b)-->(d), (e)-->(c)");
        float[] scores = new float[10];

        new CopiedFromNearest(likeness, purchases, 5).score(new int[] {7, 0, 2}, 1, 3, scores);

        assertThat(scores).containsExactly(new float[] {0, 0, 1.76f, 0.96f, 0, 0, 0, 0, 0, 0}, within(1e-6f));
        new CopiedFromNearest(likeness, purchases, 1).score(new int[] {0}, 0, 1, scores);
        assertThat(scores[2]).isEqualTo(0.96f, within(1e-6f));
    }

    @Test
    void theMostAlikeScoreHighest() {
        float[] scores = new float[5];

        new MostAlike(likeness).score(new int[] {0}, 0, 1, scores);

        assertThat(scores).containsExactly(likeness.to(0));
    }
}
