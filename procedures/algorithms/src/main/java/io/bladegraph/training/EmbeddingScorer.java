// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.evaluation.Scorer;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.Matrix;

/** Scores by inner product of source and target embedding: O(n dimension) per source. */
public final class EmbeddingScorer implements Scorer {
    /** So many targets, transposed, stay in the nearest cache while they are multiplied. */
    private static final int PANEL = 64;

    private final float[] sources;
    private final int nodeCount;
    private final int dimension;
    private final Matrix[] panels;
    private final Kernels kernels = KernelChoice.best();

    /**
     * A scorer of given embeddings.
     *
     * @param embeddings sources and targets
     */
    public EmbeddingScorer(DualEmbeddings embeddings) {
        this(embeddings.source(), Matrix.of(embeddings.target(), embeddings.nodeCount(), embeddings.dimension()));
    }

    private EmbeddingScorer(float[] sources, Matrix targets) {
        this.sources = sources;
        this.nodeCount = targets.rows();
        this.dimension = targets.columns();
        this.panels = new Matrix[(nodeCount + PANEL - 1) / PANEL];
        for (int panel = 0; panel < panels.length; panel++) {
            int begin = panel * PANEL;
            int end = Math.min(nodeCount, begin + PANEL);
            panels[panel] = targets.rows(begin, end).transposed().packed();
        }
    }

    /** A scorer of sources stacked above targets, (2 n, dimension); kept, not copied. */
    static EmbeddingScorer ofStacked(float[] stacked, int dimension) {
        int rows = stacked.length / dimension;
        return new EmbeddingScorer(stacked, Matrix.of(stacked, rows, dimension).rows(rows / 2, rows));
    }

    @Override
    public void score(int[] sources, int begin, int end, float[] scores) {
        float[] gathered = new float[(end - begin) * dimension];
        for (int i = begin; i < end; i++) {
            System.arraycopy(this.sources, sources[i] * dimension, gathered, (i - begin) * dimension, dimension);
        }
        Matrix left = Matrix.of(gathered, end - begin, dimension);
        for (int panel = 0; panel < panels.length; panel++) {
            Matrix right = panels[panel];
            kernels.multiply(
                    left, right, new Matrix(scores, panel * PANEL, left.rows(), right.columns(), nodeCount, 1));
        }
    }
}
