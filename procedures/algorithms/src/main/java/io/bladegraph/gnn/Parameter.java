// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.gnn;

import io.bladegraph.Seeds;
import java.util.SplittableRandom;

/**
 * A matrix that is learned, with its gradient beside it.
 *
 * @param name what it is, for instance "table"
 * @param rows number of rows
 * @param columns number of columns
 * @param values the numbers, row-major, (rows, columns)
 * @param gradient derivative of the loss by each number, same shape
 */
public record Parameter(String name, int rows, int columns, float[] values, float[] gradient) {
    /**
     * A parameter with the given values and a gradient of zeros.
     *
     * @param name what it is
     * @param rows number of rows
     * @param columns number of columns
     * @param values the numbers, row-major; kept, not copied
     * @return a parameter
     */
    public static Parameter of(String name, int rows, int columns, float[] values) {
        return new Parameter(name, rows, columns, values, new float[values.length]);
    }

    /**
     * A parameter of independent normal numbers.
     *
     * @param name what it is
     * @param rows number of rows
     * @param columns number of columns
     * @param deviation their standard deviation
     * @param seed same seed, same numbers; each row has a stream of its own
     * @return a parameter
     */
    public static Parameter gaussian(String name, int rows, int columns, double deviation, long seed) {
        float[] values = new float[Math.multiplyExact(rows, columns)];
        for (int row = 0; row < rows; row++) {
            SplittableRandom random = Seeds.stream(seed, row);
            for (int k = row * columns; k < (row + 1) * columns; k++) {
                values[k] = (float) (deviation * random.nextGaussian());
            }
        }
        return of(name, rows, columns, values);
    }
}
