// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pairs of vertices as a sparse matrix D, with a row for every first vertex that there is, and as its transposed, with a row
 * for every vertex.
 *
 * <p>So the derivatives by pairs reach their first vertices as D E and their second ones as D' E, both gathered: every
 * vertex is written by one thread, and hears of its pairs in their order. O(pairs + vertices); 20 bytes per pair.
 */
final class PairMatrix {
    private static final int CHUNK = 64;

    private final int[] first;
    private final SparseRows rows;
    private final SparseMatrix transposed;
    private final int[] positions;

    /**
     * A matrix of zeros.
     *
     * @param first one end of the pairs, ascending
     * @param second their other end; kept
     * @param vertexCount number of vertices
     */
    PairMatrix(int[] first, int[] second, int vertexCount) {
        this.first = first;
        int[] offsets = new int[Math.min(second.length, vertexCount) + 1];
        int[] vertices = new int[offsets.length];
        int count = 0;
        for (int pair = 0; pair < second.length; pair++) {
            if (pair == 0 || first[pair - 1] != first[pair]) {
                offsets[count] = pair;
                vertices[count++] = first[pair];
            }
        }
        offsets[count] = second.length;
        var matrix = new SparseMatrix(vertexCount, Arrays.copyOf(offsets, count + 1), second, new float[second.length]);
        this.rows = new SparseRows(matrix, IntStream.range(0, count).toArray(), vertices, 0, count);
        int[] transposedOffsets = matrix.transposedOffsets();
        this.positions = matrix.transposedPositions(transposedOffsets);
        this.transposed =
                new SparseMatrix(vertexCount, transposedOffsets, new int[second.length], new float[second.length]);
    }

    /** The matrix: an entry per pair, in their order. */
    SparseRows rows() {
        return rows;
    }

    /** Copies the values of some rows to the transposed matrix. */
    void transpose(int begin, int end) {
        int[] offsets = rows.matrix().offsets();
        for (int pair = offsets[begin]; pair < offsets[end]; pair++) {
            transposed.columns()[positions[pair]] = first[pair];
            transposed.values()[positions[pair]] = rows.matrix().values()[pair];
        }
    }

    /** Adds to each second vertex what its pairs give it, y += D' x, once all rows are transposed. */
    void gatherBySecond(Kernels kernels, float[] x, float[] y, Workers workers) {
        SparseRows bySecond = SparseRows.of(transposed);
        workers.run(bySecond.end(), CHUNK, (begin, end) -> kernels.gather(bySecond.part(begin, end), x, y));
    }
}
