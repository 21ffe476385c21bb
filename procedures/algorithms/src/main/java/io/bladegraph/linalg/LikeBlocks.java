// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;

/**
 * The rows of a matrix in blocks of like ones ({@link LikeRows}), and where those lie: every row of a block is within its
 * radius of its center.
 */
final class LikeBlocks {
    /** Rows of a block. */
    static final int SIZE = 64;

    private final int[] order;
    private final int dimension;
    private final float[] rows;
    private final float[] centers;
    private final float[] radii;
    private final float[] spreads;

    private LikeBlocks(int[] order, int dimension) {
        this.order = order;
        this.dimension = dimension;
        int blocks = (order.length + SIZE - 1) / SIZE;
        this.rows = new float[Math.multiplyExact(blocks, SIZE * dimension)];
        this.centers = new float[blocks * dimension];
        this.radii = new float[blocks];
        this.spreads = new float[blocks];
    }

    /**
     * Makes blocks.
     *
     * @param rows row-major
     * @param counts by coordinate whether it counts for being alike
     */
    static LikeBlocks of(float[] rows, boolean[] counts, Workers workers, Monitor monitor) {
        var blocks = new LikeBlocks(LikeRows.order(rows, counts, SIZE, workers, monitor), counts.length);
        workers.run(blocks.count(), SIZE, (begin, end) -> {
            for (int block = begin; block < end; block++) {
                blocks.lay(rows, block);
                blocks.measure(block);
            }
        });
        return blocks;
    }

    private void lay(float[] from, int block) {
        for (int i = 0; i < size(block); i++) {
            int row = row(block, i) * dimension;
            for (int j = 0; j < dimension; j++) {
                rows[(block * dimension + j) * SIZE + i] = from[row + j];
            }
        }
    }

    private void measure(int block) {
        double[] squares = new double[size(block)];
        for (int j = 0; j < dimension; j++) {
            int start = (block * dimension + j) * SIZE;
            double sum = 0;
            for (int i = 0; i < squares.length; i++) {
                sum += rows[start + i];
            }
            float center = (float) (sum / squares.length);
            centers[block * dimension + j] = center;
            for (int i = 0; i < squares.length; i++) {
                double difference = rows[start + i] - center;
                squares[i] += difference * difference;
            }
        }
        double largest = 0;
        double sum = 0;
        for (double square : squares) {
            largest = Math.max(largest, square);
            sum += square;
        }
        radii[block] = (float) Math.sqrt(largest);
        spreads[block] = (float) Math.sqrt(sum / squares.length / dimension);
    }

    int count() {
        return radii.length;
    }

    int size(int block) {
        return Math.min(SIZE, order.length - block * SIZE);
    }

    /** The number of the i-th row of a block in the matrix from which the blocks were made. */
    int row(int block, int i) {
        return order[block * SIZE + i];
    }

    /** A block as columns, (dimension, SIZE); the last one is filled up with zeros. */
    Matrix columns(int block) {
        return new Matrix(rows, block * dimension * SIZE, dimension, SIZE, SIZE, 1);
    }

    /** The means of the blocks, row-major, (count, dimension). */
    float[] centers() {
        return centers;
    }

    /** How far a row of the block is from its center at most. */
    float radius(int block) {
        return radii[block];
    }

    /** How far rows of the block are from its center in any one direction, typically. */
    float spread(int block) {
        return spreads[block];
    }
}
