// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.baseline;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.evaluation.Scorer;
import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.linalg.SparseMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * STRAP: singular vectors of the transpose proximity log((p(u,v) + p'(v,u)) / e), where p(u,v) is the personalized PageRank of v for
 * u and p' that of the reversed graph; proximities below e and of nodes to themselves are left out.
 *
 * <p>Both come from backward pushes, one for every node, with an error of at most e = 10<sup>-4</sup>; walks stop with probability
 * {@value #STOP} at each step and end where there is no way on. In 64 and 128 dimensions: {@link RandomizedSvd}. O(n / e)
 * memory and O(m / e) time at worst. Reference: Yin, Wei, "Scalable Graph Embeddings via Sparse Transpose Proximities", KDD
 * 2019, section 3.
 */
final class Strap {
    private static final double STOP = 0.5;
    private static final double ERROR = 1e-4;
    private static final int CHUNK = 16;

    private Strap() {}

    /** More dimensions before fewer. */
    static List<Scorer> fit(DirectedGraph graph, Workers workers, Monitor monitor) {
        SparseMatrix proximity = proximity(graph, ERROR, workers, monitor);
        return Svd.factors(proximity, Factors.MAX_RANK, workers).scorers();
    }

    static SparseMatrix proximity(DirectedGraph graph, double error, Workers workers, Monitor monitor) {
        int nodes = graph.nodeCount();
        SparseMatrix[] byEnd = new SparseMatrix[2];
        for (int side = 0; side < 2; side++) {
            boolean reversed = side == 1;
            int[][] found = new int[nodes][];
            float[][] values = new float[nodes][];
            workers.run(nodes, CHUNK, (begin, end) -> {
                monitor.progress("Pushing proximities", begin, nodes);
                var push = new BackwardPush(graph, reversed, STOP, error);
                for (int node = begin; node < end; node++) {
                    push.from(node);
                    found[node] = push.found();
                    values[node] = push.values(found[node]);
                }
            });
            byEnd[side] = stacked(found, values);
        }
        // a push from v gives all p(u,v): a column; a push from u on the reversed graph gives all p'(v,u): a row
        SparseMatrix forward = byEnd[0].transposed();
        return logOfSum(forward, byEnd[1], error);
    }

    private static SparseMatrix stacked(int[][] columns, float[][] values) {
        int rows = columns.length;
        int[] offsets = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            offsets[row + 1] = Math.addExact(offsets[row], columns[row].length);
        }
        int[] allColumns = new int[offsets[rows]];
        float[] allValues = new float[offsets[rows]];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(columns[row], 0, allColumns, offsets[row], columns[row].length);
            System.arraycopy(values[row], 0, allValues, offsets[row], columns[row].length);
        }
        return new SparseMatrix(rows, offsets, allColumns, allValues);
    }

    /** Row by row, through a row that is not sparse. */
    private static SparseMatrix logOfSum(SparseMatrix one, SparseMatrix other, double error) {
        int nodes = one.rowCount();
        int[][] columns = new int[nodes][];
        float[][] values = new float[nodes][];
        float[] sum = new float[nodes];
        for (int row = 0; row < nodes; row++) {
            Arrays.fill(sum, 0f);
            for (SparseMatrix part : List.of(one, other)) {
                for (int entry = part.offsets()[row]; entry < part.offsets()[row + 1]; entry++) {
                    sum[part.columns()[entry]] += part.values()[entry];
                }
            }
            int size = 0;
            int[] rowColumns = new int[nodes];
            for (int node = 0; node < nodes; node++) {
                if (node != row && sum[node] > error) {
                    rowColumns[size++] = node;
                }
            }
            columns[row] = Arrays.copyOf(rowColumns, size);
            values[row] = new float[size];
            for (int i = 0; i < size; i++) {
                values[row][i] = (float) Math.log(sum[columns[row][i]] / error);
            }
        }
        return stacked(columns, values);
    }
}
