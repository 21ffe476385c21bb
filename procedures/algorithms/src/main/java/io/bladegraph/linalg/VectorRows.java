// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link VectorKernels} do with the rows of sparse matrices, of dimensions that whole vectors cover.
 *
 * <p>No vector goes through a method of ours: where the JIT would not inline that, say because long rows make calls rare, it
 * would box every vector of the loop as well, which takes ten times as long.
 */
final class VectorRows {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TILE = 4 * LANES;

    private VectorRows() {}

    /**
     * Gathers sums into rows of y.
     *
     * @param add whether to add them to what is there
     */
    static void gather(SparseRows sparse, float[] x, float[] y, boolean add) {
        int dimension = x.length / sparse.matrix().columnCount();
        int k = 0;
        for (; k + 2 * TILE <= dimension; k += 2 * TILE) {
            gatherPairsOfTiles(sparse, x, y, dimension, k, add);
        }
        for (; k + TILE <= dimension; k += TILE) {
            gatherTiles(sparse, x, y, dimension, k, add);
        }
        for (; k < dimension; k += LANES) {
            gatherVectors(sparse, x, y, dimension, k, add);
        }
    }

    /** One entry at a time, since there are sums enough that do not wait for each other. */
    @SuppressWarnings({"checkstyle:MethodLength", "checkstyle:ParameterNumber"})
    private static void gatherPairsOfTiles(SparseRows sparse, float[] x, float[] y, int dimension, int k, boolean add) {
        int[] offsets = sparse.matrix().offsets();
        int[] columns = sparse.matrix().columns();
        float[] values = sparse.matrix().values();
        var zero = FloatVector.zero(SPECIES);
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            int target = sparse.rows()[i] * dimension + k;
            FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero, a6 = zero, a7 = zero;
            int end = offsets[sparse.places()[i] + 1];
            for (int entry = offsets[sparse.places()[i]]; entry < end; entry++) {
                var value = FloatVector.broadcast(SPECIES, values[entry]);
                int position = columns[entry] * dimension + k;
                a0 = value.fma(FloatVector.fromArray(SPECIES, x, position), a0);
                a1 = value.fma(FloatVector.fromArray(SPECIES, x, position + LANES), a1);
                a2 = value.fma(FloatVector.fromArray(SPECIES, x, position + 2 * LANES), a2);
                a3 = value.fma(FloatVector.fromArray(SPECIES, x, position + 3 * LANES), a3);
                a4 = value.fma(FloatVector.fromArray(SPECIES, x, position + 4 * LANES), a4);
                a5 = value.fma(FloatVector.fromArray(SPECIES, x, position + 5 * LANES), a5);
                a6 = value.fma(FloatVector.fromArray(SPECIES, x, position + 6 * LANES), a6);
                a7 = value.fma(FloatVector.fromArray(SPECIES, x, position + 7 * LANES), a7);
            }
            if (add) {
                a0.add(FloatVector.fromArray(SPECIES, y, target)).intoArray(y, target);
                a1.add(FloatVector.fromArray(SPECIES, y, target + LANES)).intoArray(y, target + LANES);
                a2.add(FloatVector.fromArray(SPECIES, y, target + 2 * LANES)).intoArray(y, target + 2 * LANES);
                a3.add(FloatVector.fromArray(SPECIES, y, target + 3 * LANES)).intoArray(y, target + 3 * LANES);
                a4.add(FloatVector.fromArray(SPECIES, y, target + 4 * LANES)).intoArray(y, target + 4 * LANES);
                a5.add(FloatVector.fromArray(SPECIES, y, target + 5 * LANES)).intoArray(y, target + 5 * LANES);
                a6.add(FloatVector.fromArray(SPECIES, y, target + 6 * LANES)).intoArray(y, target + 6 * LANES);
                a7.add(FloatVector.fromArray(SPECIES, y, target + 7 * LANES)).intoArray(y, target + 7 * LANES);
            } else {
                a0.intoArray(y, target);
                a1.intoArray(y, target + LANES);
                a2.intoArray(y, target + 2 * LANES);
                a3.intoArray(y, target + 3 * LANES);
                a4.intoArray(y, target + 4 * LANES);
                a5.intoArray(y, target + 5 * LANES);
                a6.intoArray(y, target + 6 * LANES);
                a7.intoArray(y, target + 7 * LANES);
            }
        }
    }

    /** Two entries at a time, into sums of their own: one sum would wait for itself. */
    @SuppressWarnings({"checkstyle:MethodLength", "checkstyle:ParameterNumber"})
    private static void gatherTiles(SparseRows sparse, float[] x, float[] y, int dimension, int k, boolean add) {
        int[] offsets = sparse.matrix().offsets();
        int[] columns = sparse.matrix().columns();
        float[] values = sparse.matrix().values();
        var zero = FloatVector.zero(SPECIES);
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            int target = sparse.rows()[i] * dimension + k;
            FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
            FloatVector b0 = zero, b1 = zero, b2 = zero, b3 = zero;
            int entry = offsets[sparse.places()[i]];
            int end = offsets[sparse.places()[i] + 1];
            for (; entry + 2 <= end; entry += 2) {
                var value = FloatVector.broadcast(SPECIES, values[entry]);
                int position = columns[entry] * dimension + k;
                a0 = value.fma(FloatVector.fromArray(SPECIES, x, position), a0);
                a1 = value.fma(FloatVector.fromArray(SPECIES, x, position + LANES), a1);
                a2 = value.fma(FloatVector.fromArray(SPECIES, x, position + 2 * LANES), a2);
                a3 = value.fma(FloatVector.fromArray(SPECIES, x, position + 3 * LANES), a3);
                value = FloatVector.broadcast(SPECIES, values[entry + 1]);
                position = columns[entry + 1] * dimension + k;
                b0 = value.fma(FloatVector.fromArray(SPECIES, x, position), b0);
                b1 = value.fma(FloatVector.fromArray(SPECIES, x, position + LANES), b1);
                b2 = value.fma(FloatVector.fromArray(SPECIES, x, position + 2 * LANES), b2);
                b3 = value.fma(FloatVector.fromArray(SPECIES, x, position + 3 * LANES), b3);
            }
            if (entry < end) {
                var value = FloatVector.broadcast(SPECIES, values[entry]);
                int position = columns[entry] * dimension + k;
                a0 = value.fma(FloatVector.fromArray(SPECIES, x, position), a0);
                a1 = value.fma(FloatVector.fromArray(SPECIES, x, position + LANES), a1);
                a2 = value.fma(FloatVector.fromArray(SPECIES, x, position + 2 * LANES), a2);
                a3 = value.fma(FloatVector.fromArray(SPECIES, x, position + 3 * LANES), a3);
            }
            if (add) {
                a0.add(b0).add(FloatVector.fromArray(SPECIES, y, target)).intoArray(y, target);
                a1.add(b1)
                        .add(FloatVector.fromArray(SPECIES, y, target + LANES))
                        .intoArray(y, target + LANES);
                a2.add(b2)
                        .add(FloatVector.fromArray(SPECIES, y, target + 2 * LANES))
                        .intoArray(y, target + 2 * LANES);
                a3.add(b3)
                        .add(FloatVector.fromArray(SPECIES, y, target + 3 * LANES))
                        .intoArray(y, target + 3 * LANES);
            } else {
                a0.add(b0).intoArray(y, target);
                a1.add(b1).intoArray(y, target + LANES);
                a2.add(b2).intoArray(y, target + 2 * LANES);
                a3.add(b3).intoArray(y, target + 3 * LANES);
            }
        }
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private static void gatherVectors(SparseRows sparse, float[] x, float[] y, int dimension, int k, boolean add) {
        int[] offsets = sparse.matrix().offsets();
        int[] columns = sparse.matrix().columns();
        float[] values = sparse.matrix().values();
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            int target = sparse.rows()[i] * dimension + k;
            var sum = FloatVector.zero(SPECIES);
            int end = offsets[sparse.places()[i] + 1];
            for (int entry = offsets[sparse.places()[i]]; entry < end; entry++) {
                var value = FloatVector.broadcast(SPECIES, values[entry]);
                sum = value.fma(FloatVector.fromArray(SPECIES, x, columns[entry] * dimension + k), sum);
            }
            if (add) {
                sum.add(FloatVector.fromArray(SPECIES, y, target)).intoArray(y, target);
            } else {
                sum.intoArray(y, target);
            }
        }
    }

    static void dots(SparseRows sparse, float[] x, float[] y) {
        SparseMatrix matrix = sparse.matrix();
        int dimension = y.length / matrix.columnCount();
        for (int i = sparse.begin(); i < sparse.end(); i++) {
            int row = sparse.rows()[i] * dimension;
            int end = matrix.offsets()[sparse.places()[i] + 1];
            for (int entry = matrix.offsets()[sparse.places()[i]]; entry < end; entry++) {
                matrix.values()[entry] = dot(x, row, y, matrix.columns()[entry] * dimension, dimension);
            }
        }
    }

    @SuppressWarnings("checkstyle:ParameterNumber")
    private static float dot(float[] x, int first, float[] y, int second, int dimension) {
        var sum = FloatVector.zero(SPECIES);
        for (int k = 0; k < dimension; k += LANES) {
            sum = FloatVector.fromArray(SPECIES, x, first + k).fma(FloatVector.fromArray(SPECIES, y, second + k), sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
