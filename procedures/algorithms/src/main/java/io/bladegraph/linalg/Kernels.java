// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

/**
 * The few operations in which a model spends its time.
 *
 * <p>{@link PlainKernels} is always there and is the oracle of the others' tests. {@link VectorKernels} needs the module
 * {@code jdk.incubator.vector}, {@code Nd4jKernels} needs ND4J; {@link KernelChoice} takes the fastest ones present.
 * Implementations agree up to rounding, not to the bit: a result is reproducible for the same seed and the same kernels.
 * Stateless, safe for use by any number of threads.
 */
public interface Kernels {
    /**
     * The name that users see.
     *
     * @return one of "plain", "vector", "nd4j"
     */
    String name();

    /**
     * Matrix product c = a b, in O(m n k).
     *
     * @param a left factor, (m, k)
     * @param b right factor, (k, n); fastest with contiguous rows
     * @param c receives the product, (m, n), with contiguous rows; shares no memory with a and b
     */
    void multiply(Matrix a, Matrix b, Matrix c);

    /**
     * Some rows of the product of a sparse and a dense matrix: y[i] = sum over entries e of row i of value[e] x[column[e]].
     *
     * @param sparse rows of the sparse matrix
     * @param x dense factor, row-major, (columns of sparse, dimension)
     * @param y receives the rows given, row-major, of the same dimension; other rows are left alone
     */
    void multiply(SparseRows sparse, float[] x, float[] y);

    /**
     * Adds such rows to what is there: y[i] += sum over entries e of row i of value[e] x[column[e]].
     *
     * @param sparse rows of the sparse matrix
     * @param x dense factor, row-major, (columns of sparse, dimension)
     * @param y what is added to, row-major, of the same dimension; other rows are left alone
     */
    void gather(SparseRows sparse, float[] x, float[] y);

    /**
     * Inner products where a sparse matrix has entries: value[e] = x[i] . y[column[e]] for the entries e of the rows i given.
     *
     * @param sparse rows of a sparse matrix, whose values are overwritten
     * @param x left factors, row-major, of the same dimension
     * @param y right factors, row-major, (columns of sparse, dimension)
     */
    void dots(SparseRows sparse, float[] x, float[] y);

    /**
     * The largest of some numbers.
     *
     * @param x the numbers, none of them NaN
     * @param begin first index
     * @param end one past the last index
     * @return minus infinity if there are none
     */
    float max(float[] x, int begin, int end);

    /**
     * Replaces x by e<sup>x - shift</sup> and sums up, with a relative error below 1e-6.
     *
     * @param x numbers not greater than shift; of those 60 or more below it, nothing is left
     * @param begin first index
     * @param end one past the last index
     * @param shift what is subtracted first
     * @return the sum of the new values
     */
    double expSum(float[] x, int begin, int end, float shift);

    /**
     * Inner products of a vector with some rows of a matrix.
     *
     * @param vector as long as a row
     * @param rows row-major
     * @param begin first row
     * @param end one past the last row
     * @param scores receives the products of the rows, from index 0
     */
    default void dots(float[] vector, float[] rows, int begin, int end, float[] scores) {
        for (int row = begin; row < end; row++) {
            scores[row - begin] = Dot.of(vector, rows, row * vector.length);
        }
    }

    /**
     * Adds a multiple of a vector to another one: y += factor x.
     *
     * @param factor what x is multiplied by
     * @param x holds the first vector
     * @param from where it begins
     * @param y holds the second vector; other numbers are left alone
     * @param to where that begins
     * @param length of the vectors
     */
    @SuppressWarnings("checkstyle:ParameterNumber")
    default void addMultiple(float factor, float[] x, int from, float[] y, int to, int length) {
        for (int k = 0; k < length; k++) {
            y[to + k] += factor * x[from + k];
        }
    }

    /**
     * Finds the next number that is not below a threshold. NaN counts as one: it must not go unnoticed.
     *
     * @param x numbers
     * @param begin where to begin
     * @param end where to stop
     * @param threshold what to compare with
     * @return the first index whose number is not below the threshold, or {@code end}
     */
    default int firstNotBelow(float[] x, int begin, int end, float threshold) {
        int i = begin;
        while (i < end && x[i] < threshold) {
            i++;
        }
        return i;
    }
}
