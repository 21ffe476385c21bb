// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.evaluation.Scorer;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;

/** Scores by inner product of source and target embedding: O(n dimension) per source. */
public final class EmbeddingScorer implements Scorer {
    private final DualEmbeddings embeddings;
    private final Matrix targetsTransposed;
    private final Kernels kernels = KernelChoice.best();

    /**
     * A scorer of given embeddings.
     *
     * @param embeddings sources and targets
     */
    public EmbeddingScorer(DualEmbeddings embeddings) {
        this.embeddings = embeddings;
        this.targetsTransposed = Matrix.of(embeddings.target(), embeddings.nodeCount(), embeddings.dimension())
                .transposed()
                .packed();
    }

    @Override
    public void score(int[] sources, int begin, int end, float[] scores) {
        int dimension = embeddings.dimension();
        float[] gathered = new float[(end - begin) * dimension];
        for (int i = begin; i < end; i++) {
            System.arraycopy(embeddings.source(), sources[i] * dimension, gathered, (i - begin) * dimension, dimension);
        }
        kernels.multiply(
                Matrix.of(gathered, end - begin, dimension),
                targetsTransposed,
                Matrix.of(scores, end - begin, embeddings.nodeCount()));
    }
}
