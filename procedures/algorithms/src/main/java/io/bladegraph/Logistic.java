// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

/**
 * The logistic function and its relatives, in forms that neither overflow nor lose digits.
 *
 * <p>All methods accept infinities and return NaN only for NaN.
 */
public final class Logistic {
    private Logistic() {}

    /**
     * The sigmoid 1 / (1 + e<sup>-x</sup>).
     *
     * @param x a logit
     * @return a probability in [0, 1]
     */
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /**
     * Softplus log(1 + e<sup>x</sup>), which is -log sigmoid(-x): the logistic loss of a negative with logit x.
     *
     * @param x a logit
     * @return a number &gt;= 0
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /**
     * The logarithm of the sigmoid.
     *
     * @param x a logit
     * @return a number &lt;= 0
     */
    public static double logSigmoid(double x) {
        return -softplus(-x);
    }

    /**
     * The inverse of the sigmoid.
     *
     * @param probability in [0, 1]
     * @return log(p / (1 - p)); infinite at 0 and 1
     */
    public static double logit(double probability) {
        return Math.log(probability) - Math.log1p(-probability);
    }
}
