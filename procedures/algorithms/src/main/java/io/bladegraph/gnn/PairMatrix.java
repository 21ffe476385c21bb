// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Workers;
import io.bladegraph.linalg.Kernels;
import io.bladegraph.linalg.SparseMatrix;
import io.bladegraph.linalg.SparseRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pairs of vertices as a sparse matrix D, with a row for every first vertex that there is, and as its transposed, of whose rows
 * those of the second vertices that there are are gathered.
 *
 * <p>So the derivatives by pairs reach their first vertices as D E and their second ones as D' E, both gathered: every
 * vertex is written by one thread, and hears of its pairs in their order. O(pairs + vertices) to fill; 16 bytes per pair and
 * 20 per vertex, kept from one batch to the next, since garbage collectors are slow with large arrays that come and go.
 */
final class PairMatrix {
    private static final int CHUNK = 64;

    private final int[] numbers; // 0, 1, 2...
    private final int[] offsets;
    private final int[] vertices; // by row
    private final int[] transposedOffsets;
    private final int[] secondVertices;
    private int secondCount;
    private float[] values = new float[0];
    private int[] positions = new int[0]; // in the transposed matrix, by pair
    private int[] transposedColumns = new int[0];
    private float[] transposedValues = new float[0];
    private int[] first;
    private SparseRows rows;

    /** No pairs yet. */
    PairMatrix(int vertexCount) {
        this.numbers = IntStream.range(0, vertexCount).toArray();
        this.offsets = new int[vertexCount + 1];
        this.vertices = new int[vertexCount];
        this.transposedOffsets = new int[vertexCount + 2];
        this.secondVertices = new int[vertexCount];
    }

    /**
     * Becomes the matrix of other pairs; its values mean nothing yet.
     *
     * @param first one end of the pairs, ascending; looked at until the next pairs come
     * @param second their other end; likewise
     * @param size number of pairs
     */
    void fill(int[] first, int[] second, int size) {
        this.first = first;
        if (size > values.length) {
            values = new float[size];
            positions = new int[size];
            transposedColumns = new int[size];
            transposedValues = new float[size];
        }
        int count = 0;
        for (int pair = 0; pair < size; pair++) {
            if (pair == 0 || first[pair - 1] != first[pair]) {
                offsets[count] = pair;
                vertices[count++] = first[pair];
            }
        }
        offsets[count] = size;
        rows = new SparseRows(new SparseMatrix(numbers.length, offsets, second, values), numbers, vertices, 0, count);
        placeBySecond(second, size);
    }

    /** A counting sort. Offsets stand one place too far while they serve as the places of the next pairs. */
    private void placeBySecond(int[] second, int size) {
        Arrays.fill(transposedOffsets, 0);
        for (int pair = 0; pair < size; pair++) {
            transposedOffsets[second[pair] + 2]++;
        }
        secondCount = 0;
        for (int vertex = 0; vertex < numbers.length; vertex++) {
            if (transposedOffsets[vertex + 2] > 0) {
                secondVertices[secondCount++] = vertex;
            }
            transposedOffsets[vertex + 1] += transposedOffsets[vertex];
        }
        for (int pair = 0; pair < size; pair++) {
            positions[pair] = transposedOffsets[second[pair] + 1]++;
        }
    }

    /** The matrix: an entry per pair, in their order. */
    SparseRows rows() {
        return rows;
    }

    /** Copies the values of some rows to the transposed matrix. */
    void transpose(int begin, int end) {
        for (int pair = offsets[begin]; pair < offsets[end]; pair++) {
            transposedColumns[positions[pair]] = first[pair];
            transposedValues[positions[pair]] = values[pair];
        }
    }

    /** Adds to each second vertex what its pairs give it, y += D' x, once all rows are transposed. */
    void gatherBySecond(Kernels kernels, float[] x, float[] y, Workers workers) {
        var transposed = new SparseMatrix(numbers.length, transposedOffsets, transposedColumns, transposedValues);
        var bySecond = new SparseRows(transposed, secondVertices, secondVertices, 0, secondCount);
        workers.run(bySecond.end(), CHUNK, (begin, end) -> kernels.gather(bySecond.part(begin, end), x, y));
    }
}
